import StockDomain
import StockOperations

/// `settings`: the company's switches and habits.
struct SettingsRoutes {
    let api: API

    var all: [Route] { [show, change] }

    private var show: Route {
        api.route(.get, "settings") { request, caller in
            try request.query().finish()
            return .json(caller.settings.json)
        }
    }

    private var change: Route {
        api.route(.patch, "settings") { [operations = api.operations] request, caller in
            let body = try request.object()
            let change = SettingsChange(body)
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(try await operations.change(change, command) { .json($0.json) })
        }
    }
}
