/// A unit in which goods of several products can be added up (R45b, R51).
public struct CommonUnit: Sendable, Equatable {
    public var unit: String
    /// What one stock unit is in it; nothing for products that are kept in it themselves.
    public var factors: [ProductID: UnitFactor]

    public init(unit: String, factors: [ProductID: UnitFactor]) {
        self.unit = unit
        self.factors = factors
    }

    /// The unit that weighs or measures all of them, by stored factors where they are kept in another; of several the
    /// one that most are kept in. Nil where there is none: kilograms and packs are never added.
    ///
    /// - Parameter factors: those in force.
    public init?(of products: some Collection<ProductName>, factors: [ProductID: [UnitFactor]]) {
        let products = Set(products)
        let choices = products.map { product in
            product.units(by: factors).union(products.count == 1 ? [product.unit] : [])
        }
        guard let first = choices.first else { return nil }
        let common = choices.dropFirst().reduce(first) { $0.intersection($1) }
        func kept(in unit: String) -> Int { products.count { $0.unit == unit } }
        guard let best = common.min(by: { (-kept(in: $0), $0) < (-kept(in: $1), $1) }) else { return nil }
        unit = best
        self.factors = [:]
        for product in products where product.unit != best {
            self.factors[product.id] = factors[product.id]?.first { $0.unit == best }
        }
    }

    /// What it was worked out with, by SKU: each product with its factor.
    public func used(of products: some Collection<ProductName>) -> [ProductFactor] {
        Set(products).sorted { ($0.sku, $0.id) < ($1.sku, $1.id) }.compactMap { product in
            factors[product.id].map { ProductFactor(product: product, factor: $0) }
        }
    }
}

/// What one stock unit of a product is in another unit.
public struct ProductFactor: Sendable, Equatable {
    public var product: ProductName
    public var factor: UnitFactor

    public init(product: ProductName, factor: UnitFactor) {
        self.product = product
        self.factor = factor
    }

    /// `1 pcs of NUT is 0.35 kg, version 2`.
    public var inWords: String {
        "1 \(product.unit) of \(product.sku) is \(factor.factor.description) \(factor.unit), version \(factor.version)"
    }
}

extension ProductName {
    /// The units that weigh or measure it: its own, and those that it has factors to.
    func units(by factors: [ProductID: [UnitFactor]]) -> Set<String> {
        Set((factors[id] ?? []).map(\.unit)).union(isMeasured ? [unit] : [])
    }

    /// Whether the stock unit itself is one that different products can be added in.
    var isMeasured: Bool { ["kg", "g", "t", "l", "ml", "m", "lb"].contains(unit.lowercased()) }
}
