import StockDomain
import StockOperations

/// `locations`: places, by code.
struct LocationRoutes {
    let api: API

    var all: [Route] { [list, create, show, change] }

    private var list: Route {
        api.route(.get, "locations") { [operations = api.operations] request, caller in
            let query = try request.query()
            let part = query.part(.name)
            try query.finish()
            return .part(part, of: try await operations.locations(as: caller.actor), by: \.location.code, \.json)
        }
    }

    private var create: Route {
        api.route(.post, "locations") { [operations = api.operations] request, caller in
            let body = try request.object()
            let code = body.required("code", .name)
            let usage = body.optional("usage", .word(LocationUsage.self)) ?? .internal
            let change = LocationChange(body)
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.createLocation(code, usage: usage, change, command) {
                    .json($0.json, status: 201)
                })
        }
    }

    private var show: Route {
        api.route(.get, "locations/{code}") { [operations = api.operations] request, caller in
            try request.query().finish()
            return .json(try await operations.location(request.parameter("code"), as: caller.actor).json)
        }
    }

    private var change: Route {
        api.route(.patch, "locations/{code}") { [operations = api.operations] request, caller in
            let body = try request.object()
            if body.has("usage") { body.invalid("usage", "What a place is for cannot change; create another one.") }
            _ = body.optional("usage", .word(LocationUsage.self))
            let change = LocationChange(body)
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.changeLocation(request.parameter("code"), change, command) { .json($0.json) })
        }
    }
}
