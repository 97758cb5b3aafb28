import StockDomain
import StockOperations
import WebPages

/// Products, partners, places and switches.
struct SetupPages {
    let pages: Pages

    var all: [Route] {
        [
            setup, saveSetup, products, newProduct, createProduct, showProduct, saveProduct,
        ]
    }

    private var operations: Operations { pages.operations }

    // MARK: Switches

    private var setup: Route {
        pages.route(.get, "setup") { request, visitor in
            try request.query().finish()
            return .html(setupPage(visitor.frame, visitor.settings, FormValues(key: visitor.newKey, visitor.settings)))
        }
    }

    private var saveSetup: Route {
        pages.form("setup") { [operations] body, _, _ in
            let change = SettingsChange(body)
            return { command in
                try await operations.change(change, command) { _ in Answer(leadingTo: "/setup") }
            }
        } refused: { values, visitor, _ in
            setupPage(visitor.frame, visitor.settings, values)
        }
    }

    // MARK: Products

    private var products: Route {
        pages.route(.get, "products") { [operations] request, visitor in
            let query = try request.query()
            let part = query.optional("q", .text())
            let cursor = query.optional("cursor", .name)
            try query.finish()
            let found = try await operations.products(containing: part, after: cursor, as: visitor.actor)
            return .html(
                productListPage(
                    visitor.frame, found.items, searched: part ?? "", showsNumbers: visitor.settings.showsNumbers,
                    next: found.nextCursor.map { address("products", query: [("q", part), ("cursor", $0)]) }))
        }
    }

    private var newProduct: Route {
        pages.route(.get, "products/new") { request, visitor in
            try request.query().finish()
            let values = FormValues(key: visitor.newKey, Product(sku: "", name: ""), settings: visitor.settings)
            return .html(try await page(nil, values, visitor))
        }
    }

    private var createProduct: Route {
        pages.form("products") { [operations] body, _, _ in
            let sku = body.required("sku", .name)
            let change = ProductChange(body)
            return { command in
                try await operations.createProduct(sku, change, command, answer: productAddress)
            }
        } refused: { values, visitor, _ in
            try await page(nil, values, visitor)
        }
    }

    private var showProduct: Route {
        pages.route(.get, "products/{sku}") { [operations] request, visitor in
            try request.query().finish()
            let view = try await operations.product(request.parameter("sku"), as: visitor.actor)
            let values = FormValues(
                key: visitor.newKey, view.product, category: view.category, settings: visitor.settings)
            return .html(try await page(view.product, values, visitor))
        }
    }

    private var saveProduct: Route {
        pages.form("products/{sku}") { [operations] body, request, _ in
            let change = ProductChange(body)
            let sku = request.parameter("sku")
            return { command in try await operations.changeProduct(sku, change, command, answer: productAddress) }
        } refused: { [operations] values, visitor, request in
            let product = try await operations.product(request.parameter("sku"), as: visitor.actor).product
            return try await page(product, values, visitor)
        }
    }

    private func page(_ product: Product?, _ values: FormValues, _ visitor: Visitor) async throws -> HTML {
        var stock: [StockRow] = []
        if let product {
            stock = try await operations.stock(StockQuestion(product: product.sku), limit: 500, as: visitor.actor).items
        }
        let shown = ProductOnPage(
            product: product, stock: stock, categories: try await operations.categories(as: visitor.actor))
        return productFormPage(visitor.frame, shown, values, settings: visitor.settings)
    }
}

/// The address of the product's page, where the browser goes next.
@Sendable private func productAddress(_ view: ProductView) -> Answer {
    Answer(leadingTo: address("products", view.product.sku))
}
