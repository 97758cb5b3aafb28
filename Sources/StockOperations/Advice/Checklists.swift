import StockDomain
import StockStore

extension Operations {
    /// Products whose points are told when none is asked for.
    static let mostProductsOfChecklist = 200

    /// What is set up and what is not, by what the data says now (R9).
    ///
    /// - Parameter sku: only the points of this product.
    public func checklist(ofProduct sku: String? = nil, as actor: Actor) async throws -> [ChecklistPoint] {
        try actor.require(.read)
        try await writeQuestions()
        let now = clock()
        return try await read(as: actor) { store in
            let products =
                try sku.map { [try store.existingProduct($0)] }
                ?? store.products(after: "", containing: nil, limit: Operations.mostProductsOfChecklist)
                .filter { !$0.isArchived }
            let points = try store.setup(of: products, at: now).points
            return sku == nil ? points : points.filter { $0.product != nil || $0.code == .switchOn && !$0.isDone }
        }
    }
}

extension Store {
    fileprivate func setup(of products: [Product], at now: Instant) throws -> CompanySetup {
        let settings = try settings()
        if !settings.lotsAndSerials { return CompanySetup(settings: settings) }
        let unnumbered = try unnumberedStock()
        let unused = try countUnusedDates()
        let categories = try categories()
        return CompanySetup(
            settings: settings, sharedNumbers: try countSharedNumbers(), traced: try lastTracedDelivery(),
            nameless: try partnersWithoutContact().filter(\.looksAnonymous).prefix(20).map(\.code),
            drill: try lastDrillClosed().map {
                CompanySetup.Rehearsed(on: settings.zone.day(of: $0), today: settings.zone.day(of: now))
            },
            products: products.map { product in
                ProductSetup(
                    product: product, unnumberedStock: unnumbered[product.id] ?? .zero,
                    unusedDates: unused[product.id] ?? 0,
                    strategy: product.handling.removalStrategy ?? categories.strategy(of: product.categoryID))
            })
    }
}

extension [Category] {
    /// The strategy of a category, else of the nearest one above it.
    fileprivate func strategy(of id: CategoryID?) -> RemovalStrategy? {
        var next = id
        // A tree of categories cannot be deeper than there are categories.
        for _ in indices {
            guard let category = first(where: { $0.id == next }) else { return nil }
            if let strategy = category.removalStrategy { return strategy }
            next = category.parentID
        }
        return nil
    }
}
