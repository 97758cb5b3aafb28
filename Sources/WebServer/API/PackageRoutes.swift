import StockDomain
import StockOperations

/// `packages`: what holds goods and moves with them, by number (R31a).
struct PackageRoutes {
    let api: API

    var all: [Route] { [list, create, show, history, pack, unpack, move] }

    private var list: Route {
        api.route(.get, "packages") { [operations = api.operations] request, caller in
            let query = try request.query()
            let location = query.optional("location", .name)
            let part = query.optional("q", .text())
            let page = query.part(.text())
            try query.finish()
            return .page(
                try await operations.packages(
                    at: location, part: part, after: page.cursor, limit: page.limit, as: caller.actor)
            ) { $0.json }
        }
    }

    private var create: Route {
        api.route(.post, "packages") { [operations = api.operations] request, caller in
            let body = try request.object()
            let number = body.optional("number", .name)
            let location = body.optional("location", .name)
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.makePackage(number, at: location, command) {
                    .json($0.json(caller.settings), status: 201)
                })
        }
    }

    private var show: Route {
        api.route(.get, "packages/{number}") { [operations = api.operations] request, caller in
            let query = try request.query()
            let at = query.optional("at", .instant)
            let knownAt = query.optional("known_at", .instant)
            try query.finish()
            return .json(
                try await operations.package(
                    request.parameter("number"), at: at, knownAt: knownAt, as: caller.actor
                ).json(caller.settings))
        }
    }

    private var history: Route {
        api.route(.get, "packages/{number}/history") { [operations = api.operations] request, caller in
            let query = try request.query()
            let part = query.part()
            try query.finish()
            let events = try await operations.packageHistory(request.parameter("number"), as: caller.actor)
            return .part(part, of: events, \.json)
        }
    }

    private var pack: Route {
        api.route(.post, "packages/{number}/pack") { [operations = api.operations] request, caller in
            let body = try request.object()
            let asked = PackRequest(body)
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.pack(request.parameter("number"), asked, command) {
                    .json($0.json(caller.settings))
                })
        }
    }

    private var unpack: Route {
        api.route(.post, "packages/{number}/unpack") { [operations = api.operations] request, caller in
            let body = try request.object()
            let asked = PackRequest(body)
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.unpack(request.parameter("number"), asked, command) {
                    .json($0.json(caller.settings))
                })
        }
    }

    private var move: Route {
        api.route(.post, "packages/{number}/move") { [operations = api.operations] request, caller in
            let body = try request.object()
            let to = body.required("to", .name)
            let happenedAt = body.optional("happened_at", .instant)
            let reason = body.optional("reason", .text())
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.movePackage(
                    request.parameter("number"), to: to, at: happenedAt, reason: reason, command
                ) { .json($0.json(caller.settings)) })
        }
    }
}
