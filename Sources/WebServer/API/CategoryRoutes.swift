import StockDomain
import StockOperations

/// `categories`: groups of products, by code.
struct CategoryRoutes {
    let api: API

    var all: [Route] { [list, create, show, change] }

    private var list: Route {
        api.route(.get, "categories") { [operations = api.operations] request, caller in
            let query = try request.query()
            let part = query.part(.name)
            try query.finish()
            let categories = try await operations.categories(as: caller.actor)
            return .part(part, of: categories, by: \.category.code) { $0.json(caller.settings) }
        }
    }

    private var create: Route {
        api.route(.post, "categories") { [operations = api.operations] request, caller in
            let body = try request.object()
            let code = body.required("code", .name)
            let change = CategoryChange(body)
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.createCategory(code, change, command) { view in
                    .json(view.json(caller.settings), status: 201)
                })
        }
    }

    private var show: Route {
        api.route(.get, "categories/{code}") { [operations = api.operations] request, caller in
            try request.query().finish()
            let view = try await operations.category(request.parameter("code"), as: caller.actor)
            return .json(view.json(caller.settings))
        }
    }

    private var change: Route {
        api.route(.patch, "categories/{code}") { [operations = api.operations] request, caller in
            let body = try request.object()
            let change = CategoryChange(body)
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.changeCategory(request.parameter("code"), change, command) { view in
                    .json(view.json(caller.settings))
                })
        }
    }
}
