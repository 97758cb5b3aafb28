import StockDomain
import StockOperations

/// `partners`: suppliers and customers, by code.
struct PartnerRoutes {
    let api: API

    var all: [Route] { [list, create, show, change, units] }

    private var list: Route {
        api.route(.get, "partners") { [operations = api.operations] request, caller in
            let query = try request.query()
            let text = query.optional("q", .text())
            let part = query.part(.name)
            try query.finish()
            let page = try await operations.partners(
                containing: text, after: part.cursor, limit: part.limit, as: caller.actor)
            return .page(page) { $0.json(caller.settings) }
        }
    }

    private var units: Route {
        api.route(.get, "partners/{code}/units") { [operations = api.operations] request, caller in
            try caller.requireNumbers()
            let query = try request.query()
            let part = query.part(.lotID)
            try query.finish()
            let page = try await operations.units(
                heldBy: request.parameter("code"), after: part.cursor, limit: part.limit, as: caller.actor)
            return .page(page, \.json)
        }
    }

    private var create: Route {
        api.route(.post, "partners") { [operations = api.operations] request, caller in
            let body = try request.object()
            let code = body.required("code", .name)
            let change = PartnerChange(body)
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.createPartner(code, change, command) { partner in
                    .json(partner.json(caller.settings), status: 201)
                })
        }
    }

    private var show: Route {
        api.route(.get, "partners/{code}") { [operations = api.operations] request, caller in
            try request.query().finish()
            return .json(
                try await operations.partner(request.parameter("code"), as: caller.actor).json(caller.settings))
        }
    }

    private var change: Route {
        api.route(.patch, "partners/{code}") { [operations = api.operations] request, caller in
            let body = try request.object()
            let change = PartnerChange(body)
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.changePartner(request.parameter("code"), change, command) { partner in
                    .json(partner.json(caller.settings))
                })
        }
    }
}

extension PartnerUnits {
    fileprivate var json: JSON {
        [
            "document": JSON(document), "lot": JSON(lotID.rawValue), "number": .string(number.text),
            "product": .string(sku), "quantity": JSON(quantity), "since": JSON(since),
        ]
    }
}
