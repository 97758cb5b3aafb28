import StockDomain
import StockOperations

/// `products/{sku}/tracking`: the guided change of level or capture point (R7).
struct TrackingChangeRoutes {
    let api: API

    var all: [Route] { [show, start, replace, add, cancel, remove, apply] }

    private var show: Route {
        api.route(.get, "products/{sku}/tracking") { [operations = api.operations] request, caller in
            try caller.requireNumbers()
            try request.query().finish()
            let view = try await operations.trackingChange(of: request.parameter("sku"), as: caller.actor)
            return .json(view.json).adding("ETag", "\"\(view.change.version)\"")
        }
    }

    private var start: Route {
        api.route(.post, "products/{sku}/tracking") { [operations = api.operations] request, caller in
            let body = try request.actionObject()
            let wanted = TrackingChangeRequest(body)
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.startTrackingChange(of: request.parameter("sku"), wanted, command) { view in
                    .json(view.json, status: view.change.version == 1 ? 201 : 200)
                })
        }
    }

    private var replace: Route {
        fill(.patch, "products/{sku}/tracking", .replaceAll)
    }

    private var add: Route {
        fill(.post, "products/{sku}/tracking/numbers", .add)
    }

    private func fill(
        _ method: APIRequest.Method, _ path: String, _ manner: ChangeFillingRequest.Manner
    ) -> Route {
        api.route(method, path, bodyLimit: Route.uploadBodyLimit) { [operations = api.operations] request, caller in
            let body = try request.object()
            let filling = ChangeFillingRequest(body, manner)
            let told = body.optional("version", .int(1...Int.max))
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.fillTrackingChange(
                    of: request.parameter("sku"), filling, ifVersion: request.ifMatch().map { Int($0) } ?? told, command
                ) { .json($0.json) })
        }
    }

    private var apply: Route {
        api.route(.post, "products/{sku}/tracking/apply") { [operations = api.operations] request, caller in
            let body = try request.actionObject()
            let reason = body.change("difference_reason", .text())
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.applyTrackingChange(
                    of: request.parameter("sku"), reason: reason, ifVersion: request.ifMatch().map { Int($0) }, command
                ) { .json($0.json) })
        }
    }

    private var cancel: Route {
        api.route(.post, "products/{sku}/tracking/cancel") { [operations = api.operations] request, caller in
            let body = try request.actionObject()
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.cancelTrackingChange(of: request.parameter("sku"), command) { .json($0.json) })
        }
    }

    private var remove: Route {
        api.route(.delete, "products/{sku}/tracking") { [operations = api.operations] request, caller in
            APIResponse(
                try await operations.cancelTrackingChange(
                    of: request.parameter("sku"), request.command(by: caller)
                ) { .json($0.json) })
        }
    }
}
