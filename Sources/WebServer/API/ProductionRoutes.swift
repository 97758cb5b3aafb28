import StockDomain
import StockOperations

/// What only production orders do: outputs, components and by-products instead of lines (R23, R24).
struct ProductionRoutes {
    let api: API

    var all: [Route] { [create, change, carryOut, reverse, issue, yield] }

    private var create: Route {
        api.route(.post, "production-orders") { [operations = api.operations] request, caller in
            let body = try request.object()
            let order = ProductionRequest(body)
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.createProduction(order, command, answer: caller.document(status: 201)))
        }
    }

    private var change: Route {
        api.route(.patch, "production-orders/{number}") { [operations = api.operations] request, caller in
            let body = try request.object()
            let change = ProductionChange(body)
            let told = body.optional("version", .int(1...Int.max))
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.changeProduction(
                    request.number, to: change, ifVersion: request.version() ?? told, command,
                    answer: caller.document()))
        }
    }

    private var carryOut: Route {
        api.route(.post, "production-orders/{number}/do") { [operations = api.operations] request, caller in
            let body = try request.actionObject()
            let doing = ProductionDoRequest(body)
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.carryOutProduction(
                    request.number, doing, ifVersion: request.version(), command, answer: caller.document()))
        }
    }

    private var reverse: Route {
        api.route(.post, "production-orders/{number}/reverse") { [operations = api.operations] request, caller in
            let body = try request.object()
            let reason = body.required("reason", .text())
            let outputs = body.optional("outputs", .outputs)
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.unbuild(
                    request.number, outputs: outputs, reason: reason, command, answer: caller.document()))
        }
    }

    /// Null while nothing was made (R51).
    private var yield: Route {
        api.route(.get, "production-orders/{number}/yield") { [operations = api.operations] request, caller in
            try request.query().finish()
            let yield = try await operations.processYield(ofOrder: request.number, as: caller.actor)
            return .json(["yield": yield?.json ?? .null])
        }
    }

    /// Components go to the order's own place first (R23).
    private var issue: Route {
        api.route(.post, "production-orders/{number}/issue") { [operations = api.operations] request, caller in
            let body = try request.object()
            let place = body.required("to", .name)
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.issueComponents(
                    of: request.number, to: place, command, answer: caller.document()))
        }
    }
}
