import StockDomain
import StockOperations

/// Holding and releasing goods of one number.
struct LotBlockRoutes {
    let api: API

    var all: [Route] { [hold, release] }

    private var hold: Route {
        api.route(.post, "lots/{id}/hold") { [operations = api.operations] request, caller in
            try caller.requireNumbers()
            let body = try request.object()
            let hold = HoldRequest(body)
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.hold(request.lotID(), hold, command) { held in
                    .json(held.json(caller.settings))
                })
        }
    }

    private var release: Route {
        api.route(.post, "lots/{id}/release") { [operations = api.operations] request, caller in
            try caller.requireNumbers()
            let body = try request.object()
            let release = ReleaseRequest(body)
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.release(request.lotID(), release, command) { released in
                    .json(released.json(caller.settings))
                })
        }
    }
}
