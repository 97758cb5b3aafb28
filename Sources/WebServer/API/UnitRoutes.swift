import StockDomain
import StockOperations

/// `lots/{id}/unit`, `…/registration`, `…/certificate` and `services`: one unit as its owner asks about it (R52, R53).
struct UnitRoutes {
    let api: API

    var all: [Route] { [unit, register, certificate, services, addService] }

    private var unit: Route {
        api.route(.get, "lots/{id}/unit") { [operations = api.operations] request, caller in
            try caller.requireNumbers()
            try request.query().finish()
            return .json(try await operations.unit(request.lotID(), as: caller.actor).json(caller.settings))
        }
    }

    private var register: Route {
        api.route(.post, "lots/{id}/registration") { [operations = api.operations] request, caller in
            try caller.requireNumbers()
            let body = try request.object()
            let number = body.required("number", .text(most: 80))
            let day = body.optional("registered_on", .day)
            let holder = body.optional("holder", .name)
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.register(request.lotID(), number: number, on: day, holder: holder, command) {
                    .json($0.json, status: 201)
                })
        }
    }

    private var certificate: Route {
        api.route(.get, "lots/{id}/certificate") { [operations = api.operations] request, caller in
            try caller.requireNumbers()
            try request.query().finish()
            return .json(
                try await operations.certificate(of: request.lotID(), as: caller.actor).json(caller.settings))
        }
    }

    private var services: Route {
        api.route(.get, "services") { [operations = api.operations] request, caller in
            try caller.requireNumbers()
            let query = try request.query()
            let lot = query.optional("lot", .lotID)
            let part = query.part(.serviceCursor)
            try query.finish()
            let page = try await operations.services(
                of: lot, before: part.cursor, limit: part.limit, as: caller.actor)
            return .page(page, \.json)
        }
    }

    private var addService: Route {
        api.route(.post, "services") { [operations = api.operations] request, caller in
            try caller.requireNumbers()
            let body = try request.object()
            let service = ServiceRequest(body)
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(try await operations.addService(service, command) { .json($0.json, status: 201) })
        }
    }
}

extension ServiceRequest {
    /// A unit by `lot`, or by `product` and `number`.
    init(_ body: RequestObject) {
        let lot = body.optional("lot", .lotID)
        let unit: UnitReference =
            lot.map { UnitReference.id($0) }
            ?? .number(body.required("number", .number), product: body.required("product", .name))
        self.init(
            unit: unit, kind: body.optional("kind", .word()) ?? .other,
            servicedOn: body.optional("serviced_on", .day), text: body.required("text", .lines()),
            reference: body.optional("reference", .text()))
    }
}

extension RequestReader where Value == ServiceCursor {
    fileprivate static var serviceCursor: RequestReader {
        RequestReader<String>.text().converted(
            standIn: ServiceCursor(servicedOn: CalendarDate(daysSince1970: 0), lot: LotID(0), position: 0),
            or: "must be the next_cursor of the part before."
        ) { ServiceCursor($0) }
    }
}
