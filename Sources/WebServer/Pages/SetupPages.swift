import StockDomain
import StockOperations
import WebPages

/// Products, partners, places and switches.
struct SetupPages {
    let pages: Pages

    var all: [Route] {
        [
            setup, saveSetup, products, newProduct, createProduct, showProduct, saveProduct, partners, createPartner,
            locations, createLocation,
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
        form("setup") { [operations] body, visitor in
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
            return .html(productFormPage(visitor.frame, nil, stock: [], values, settings: visitor.settings))
        }
    }

    private var createProduct: Route {
        form("products") { [operations] body, _ in
            let sku = body.required("sku", .name)
            let change = ProductChange(body)
            return { command in
                try await operations.createProduct(sku, change, command, answer: productAddress)
            }
        } refused: { values, visitor, _ in
            productFormPage(visitor.frame, nil, stock: [], values, settings: visitor.settings)
        }
    }

    private var showProduct: Route {
        pages.route(.get, "products/{sku}") { [operations] request, visitor in
            try request.query().finish()
            let product = try await operations.product(request.parameter("sku"), as: visitor.actor).product
            let values = FormValues(key: visitor.newKey, product, settings: visitor.settings)
            return .html(try await page(product, values, visitor))
        }
    }

    private var saveProduct: Route {
        form("products/{sku}") { [operations] body, request in
            let change = ProductChange(body)
            let sku = request.parameter("sku")
            return { command in try await operations.changeProduct(sku, change, command, answer: productAddress) }
        } refused: { [operations] values, visitor, request in
            let product = try await operations.product(request.parameter("sku"), as: visitor.actor).product
            return try await page(product, values, visitor)
        }
    }

    private func page(_ product: Product, _ values: FormValues, _ visitor: Visitor) async throws -> HTML {
        let stock = try await operations.stock(StockQuestion(product: product.sku), limit: 500, as: visitor.actor)
        return productFormPage(visitor.frame, product, stock: stock.items, values, settings: visitor.settings)
    }

    // MARK: Partners and places

    private var partners: Route {
        pages.route(.get, "partners") { request, visitor in
            let query = try request.query()
            let part = query.optional("q", .text())
            let cursor = query.optional("cursor", .name)
            try query.finish()
            return .html(
                try await partnerList(visitor, FormValues(key: visitor.newKey), part: part, cursor: cursor))
        }
    }

    private func partnerList(
        _ visitor: Visitor, _ values: FormValues, part: String? = nil, cursor: String? = nil
    ) async throws -> HTML {
        let found = try await operations.partners(containing: part, after: cursor, as: visitor.actor)
        return partnerListPage(
            visitor.frame, found.items, searched: part ?? "", values,
            next: found.nextCursor.map { address("partners", query: [("q", part), ("cursor", $0)]) })
    }

    private var createPartner: Route {
        form("partners") { [operations] body, _ in
            let code = body.required("code", .name)
            let change = PartnerChange(body)
            return { command in
                try await operations.createPartner(code, change, command) { partner in
                    Answer(leadingTo: address("partners", query: [("q", partner.code)]))
                }
            }
        } refused: { values, visitor, _ in
            try await partnerList(visitor, values)
        }
    }

    private var locations: Route {
        pages.route(.get, "locations") { [operations] request, visitor in
            try request.query().finish()
            let places = try await operations.locations(as: visitor.actor)
            return .html(locationListPage(visitor.frame, places, FormValues(key: visitor.newKey)))
        }
    }

    private var createLocation: Route {
        form("locations") { [operations] body, _ in
            let code = body.required("code", .name)
            let change = LocationChange(body)
            return { command in
                try await operations.createLocation(code, usage: .internal, change, command) { _ in
                    Answer(leadingTo: "/locations")
                }
            }
        } refused: { [operations] values, visitor, _ in
            locationListPage(visitor.frame, try await operations.locations(as: visitor.actor), values)
        }
    }

    // MARK: Shape

    private typealias Act = @Sendable (Command) async throws -> Answer

    /// A form: what it asks for is read and done; refused, its page comes back with what was typed.
    private func form(
        _ pattern: String, _ read: @escaping @Sendable (RequestObject, APIRequest) -> Act,
        refused: @escaping @Sendable (FormValues, Visitor, APIRequest) async throws -> HTML
    ) -> Route {
        pages.route(.post, pattern) { request, visitor in
            let typed = try request.typed()
            do {
                let body = try request.form()
                let act = read(body, request)
                let command = try request.command(by: visitor, body)
                try body.finish()
                return APIResponse(leadingTo: try await act(command))
            } catch let refusal as Refusal where refusal.kind != .notFound {
                let values = FormValues(key: visitor.newKey, refused: typed, refusal)
                return .html(try await refused(values, visitor, request), status: 422)
            }
        }
    }
}

/// The address of the product's page, where the browser goes next.
@Sendable private func productAddress(_ view: ProductView) -> Answer {
    Answer(leadingTo: address("products", view.product.sku))
}
