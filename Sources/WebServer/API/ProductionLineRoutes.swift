import StockDomain
import StockOperations

/// The lines of production orders: components and what comes out beside what they make (R23).
struct ProductionLineRoutes {
    let api: API

    var all: [Route] { [add, change, remove] }

    private var add: Route {
        api.route(.post, "production-orders/{number}/lines") { [operations = api.operations] request, caller in
            let body = try request.object()
            let role: ProductionRole = body.optional("role", .word()) ?? .component
            if role == .output {
                body.invalid("role", "An order makes one product; what comes out beside it is a by_product.")
            }
            let part = PartRequest(part: body, at: "")
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.addPart(
                    part, role, to: request.number, ifVersion: request.version(), command,
                    answer: caller.document(status: 201)))
        }
    }

    private var change: Route {
        api.route(.patch, "production-orders/{number}/lines/{id}") { [operations = api.operations] request, caller in
            let body = try request.object()
            let change = LineChange(body)
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.changePart(
                    request.lineID(), of: request.number, to: change, ifVersion: request.version(), command,
                    answer: caller.document()))
        }
    }

    private var remove: Route {
        api.route(.delete, "production-orders/{number}/lines/{id}") { [operations = api.operations] request, caller in
            APIResponse(
                try await operations.removePart(
                    request.lineID(), of: request.number, ifVersion: request.version(), request.command(by: caller),
                    answer: caller.document()))
        }
    }
}
