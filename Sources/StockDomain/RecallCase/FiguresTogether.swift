/// The amounts of a recall's products in one unit, each product by its stored factor (R51).
///
/// What one product consumed, another of the same recall was made of, so that goods count once for each product that
/// they have been.
public struct FiguresTogether: Sendable, Equatable {
    public var unit: String
    /// What turned stock units into it, by SKU.
    public var factors: [ProductFactor]
    public var balance: MassBalance
    public var produced: Quantity
    /// With consignees when the list was frozen.
    public var delivered: Quantity
    public var recovered: Quantity
    public var accounted: Quantity

    /// Nil where no unit weighs or measures all products, and for a single one.
    init?(_ figures: [ProductFigures], factors: [ProductID: [UnitFactor]]) {
        let names = figures.map(\.product)
        guard figures.count > 1, let common = CommonUnit(of: names, factors: factors) else { return nil }
        func sum(_ amount: KeyPath<ProductFigures, Quantity>) -> Quantity {
            figures.map { figures in
                let amount = figures[keyPath: amount]
                return common.factors[figures.product.id]?.convert(amount) ?? amount
            }.sum()
        }
        unit = common.unit
        self.factors = common.used(of: names)
        balance = MassBalance.sum(
            figures.map { figures in
                common.factors[figures.product.id].map(figures.balance.converted) ?? figures.balance
            })
        produced = sum(\.produced)
        delivered = sum(\.delivered)
        recovered = sum(\.recovered)
        accounted = sum(\.accounted)
    }

    public var recoveredShare: Percentage? { Percentage(recovered, of: delivered) }
    public var accountedShare: Percentage? { Percentage(accounted, of: produced) }
}
