import StockDomain
import StockOperations

/// `products`: goods by SKU.
struct ProductRoutes {
    let api: API

    var all: [Route] { [list, create, show, change] }

    private var list: Route {
        api.route(.get, "products") { [operations = api.operations] request, caller in
            let query = try request.query()
            let text = query.optional("q", .text())
            let part = query.part(.name)
            try query.finish()
            let page = try await operations.products(
                containing: text, after: part.cursor, limit: part.limit, as: caller.actor)
            return .page(page) { $0.json(caller.settings) }
        }
    }

    private var create: Route {
        api.route(.post, "products") { [operations = api.operations] request, caller in
            let body = try request.object()
            let sku = body.required("sku", .name)
            let change = ProductChange(body)
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.createProduct(sku, change, command) { view in
                    .json(view.json(caller.settings), status: 201)
                })
        }
    }

    private var show: Route {
        api.route(.get, "products/{sku}") { [operations = api.operations] request, caller in
            try request.query().finish()
            let view = try await operations.product(request.parameter("sku"), as: caller.actor)
            return .json(view.json(caller.settings))
        }
    }

    private var change: Route {
        api.route(.patch, "products/{sku}") { [operations = api.operations] request, caller in
            let body = try request.object()
            let change = ProductChange(body)
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.changeProduct(request.parameter("sku"), change, command) { view in
                    .json(view.json(caller.settings))
                })
        }
    }
}
