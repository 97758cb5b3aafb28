import SQLCore
import StockDomain
import StockStore

extension Operations {
    /// - Throws: `not_found`.
    public func product(_ sku: String, as actor: Actor) async throws -> ProductView {
        try await read(as: actor) { store in
            try store.view(of: store.existingProduct(sku), categories: store.categories())
        }
    }

    /// Products by SKU.
    ///
    /// - Parameters:
    ///   - part: what SKU or name must contain, whatever its case.
    ///   - cursor: the SKU that the page before ended with.
    public func products(
        containing part: String? = nil, after cursor: String? = nil, limit: Int = 50, as actor: Actor
    ) async throws -> Page<ProductView> {
        try await read(as: actor) { store in
            let found = try store.products(after: cursor ?? "", containing: part, limit: limit + 1)
            let categories = try store.categories()
            return try Page(found, limit: limit, cursor: \.sku).map { try store.view(of: $0, categories: categories) }
        }
    }

    /// Creates a product; what is not said is usual, or as its category has it (R3).
    public func createProduct(
        _ sku: String, _ change: ProductChange, _ command: Command,
        answer: @escaping @Sendable (ProductView) -> Answer
    ) async throws -> Answer {
        try await write(command, needs: .keepMasterData, answer: answer) { store, moment in
            if try store.product(sku: sku) != nil {
                throw Refusal(.conflict, "sku_exists", "There is already a product “\(sku)”.")
            }
            let categories = try store.categories()
            var plain = Product(sku: sku, name: sku)
            plain.categoryID = try store.categoryID(change.category, of: plain, in: categories)
            categories.giveDefaults(to: &plain, asking: change.tracking, under: moment.settings)
            var product = change.applied(to: plain)
            let rules = try store.rules(for: product, settings: moment.settings)
            try rules.check(change, from: plain, to: product)
            product.id = try store.insert([product])[0]
            try store.record(nil, became: product, product.id.rawValue, by: command.actor.id, at: moment.now)
            return try store.view(of: product, categories: categories)
        }
    }

    /// Changes a product; its level only without stock (R7), its unit only before it has moved.
    public func changeProduct(
        _ sku: String, _ change: ProductChange, _ command: Command,
        answer: @escaping @Sendable (ProductView) -> Answer
    ) async throws -> Answer {
        let scope = try await scope(ofProducts: [sku])
        return try await write(command, needs: .keepMasterData, scope, answer: answer) { store, moment in
            let old = try store.existingProduct(sku)
            let categories = try store.categories()
            var product = change.applied(to: old)
            product.categoryID = try store.categoryID(change.category, of: old, in: categories)
            let rules = try store.rules(for: product, settings: moment.settings)
            try rules.check(change, from: old, to: product)
            try store.update(product)
            try store.record(old, became: product, product.id.rawValue, by: command.actor.id, at: moment.now)
            return try store.view(of: store.existingProduct(sku), categories: categories)
        }
    }
}

extension Store {
    func existingProduct(_ sku: String) throws -> Product {
        guard let product = try product(sku: sku) else { throw Refusal.notFound("product", sku) }
        return product
    }

    fileprivate func view(of product: Product, categories: [Category]) throws -> ProductView {
        ProductView(product: product, category: categories.first { $0.id == product.categoryID })
    }

    /// What the rules need to know of a product, new or not; `product` carries the barcodes that it is to have.
    fileprivate func rules(for product: Product, settings: Settings) throws -> ProductRules {
        let barcodes = product.barcodes + product.packagings.compactMap(\.barcode)
        let taken = try owners(ofBarcodes: barcodes.flatMap(BarcodeIdentity.spellings)).filter {
            $0.value != product.id
        }
        let skus = Dictionary(
            uniqueKeysWithValues: try products(Array(Set(taken.values))).map { ($0.id, $0.sku) })
        let owners = barcodes.compactMap { code in
            BarcodeIdentity.spellings(of: code).lazy.compactMap { taken[$0].flatMap { skus[$0] } }.first.map {
                (code, $0)
            }
        }
        return try ProductRules(
            settings: settings, hasMoved: hasMoved(product.id), stock: stockPerPlace(of: product.id),
            openDocuments: openDocuments(naming: product.id, limit: 20),
            takenBarcodes: Dictionary(owners) { first, _ in first })
    }

    private func stockPerPlace(of product: ProductID) throws -> [ProductRules.PlaceStock] {
        let piles = try stock(StockFilter(product: product), after: nil, limit: 10_000)
        let byPlace = Dictionary(grouping: piles, by: \.locationCode)
        return byPlace.sorted { $0.key < $1.key }.map { place, piles in
            ProductRules.PlaceStock(place: place, quantity: piles.map(\.quantity).sum())
        }
    }

    fileprivate func categoryID(
        _ change: Change<String>, of product: Product, in categories: [Category]
    ) throws -> CategoryID? {
        switch change {
        case .keep: return product.categoryID
        case .clear: return nil
        case .set(let code):
            guard let category = categories.first(where: { $0.code == code }) else {
                throw Refusal.rule("not_found", "There is no category “\(code)”.", at: "/category")
            }
            return category.id
        }
    }
}

extension [Category] {
    /// What the category, else the nearest one above it, gives to new products (R3).
    ///
    /// - Parameter level: what somebody says of the product's own level: capture and expiry go with it.
    func giveDefaults(to product: inout Product, asking level: Change<Tracking> = .keep, under settings: Settings) {
        guard settings.lotsAndSerials else { return }
        product.tracking = nearest(product.categoryID, \.defaultTracking) ?? .none
        product.numbering = nearest(product.categoryID, \.defaultNumbering) ?? Numbering()
        guard level.applied(to: product.tracking, usual: .none) != .none else { return }
        product.capture = nearest(product.categoryID, \.defaultCapture) ?? .everyMove
        if settings.expirationDates {
            product.expiration = nearest(product.categoryID, \.defaultExpiration) ?? Expiration()
        }
    }

    private func nearest<Value>(_ id: CategoryID?, _ value: (Category) -> Value?) -> Value? {
        var next = id
        // A tree of categories cannot be deeper than there are categories.
        for _ in indices {
            guard let category = first(where: { $0.id == next }) else { return nil }
            if let value = value(category) { return value }
            next = category.parentID
        }
        return nil
    }
}
