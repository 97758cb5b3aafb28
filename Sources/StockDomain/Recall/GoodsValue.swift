/// What goods of a recall cost, as far as that is known.
public struct GoodsValue: Sendable, Equatable {
    /// In the company's currency, rounded to six decimals.
    public var delivered: Quantity
    public var onHand: Quantity
    /// Products without a cost: the sums lack theirs.
    public var unknown: [ProductName]
    /// Such as `EUR`; nil where none is set.
    public var currency: String?

    public var total: Quantity { delivered + onHand }

    /// Values what customers have and what is on hand at the cost of each product.
    ///
    /// - Parameter costs: of one unit; products that are missing have none.
    public init(_ products: [ProductTotals], costs: [ProductID: Quantity], currency: String?) {
        delivered = .zero
        onHand = .zero
        unknown = []
        self.currency = currency
        for totals in products {
            guard let cost = costs[totals.product.id] else {
                unknown.append(totals.product)
                continue
            }
            delivered += cost.times(totals.deliveredNet)
            onHand += cost.times(totals.onHand)
        }
    }

    /// `EUR 1,240 in goods: EUR 900 with customers, EUR 340 on hand.`; nil where no cost is known.
    public func inWords(of products: Int) -> String? {
        if unknown.count == products { return nil }
        func amount(_ value: Quantity) -> String { currency.map { "\($0) \(value.money)" } ?? value.money }
        let sum =
            "Goods of \(amount(total)) at cost: \(amount(delivered)) with customers, \(amount(onHand)) on hand."
        return unknown.isEmpty ? sum : sum + " Without \(unknown.map(\.sku).enumerated): their cost is not known."
    }
}

extension Quantity {
    /// The cost of so many units; what lies beyond six decimals is cut off, what is too large for a sum is the largest.
    fileprivate func times(_ units: Quantity) -> Quantity {
        let product = Int128(millionths) * Int128(units.millionths) / 1_000_000
        return Quantity(millionths: Int64(exactly: product) ?? Quantity.most.millionths)
    }

    /// With two decimals, rounded: `1,240.50`.
    public var money: String {
        let cents = (millionths.magnitude + 5_000) / 10_000
        let sign = millionths < 0 && cents > 0 ? "-" : ""
        return sign + Quantity(units: Int64(cents / 100)).grouped + "." + padded(Int(cents % 100), 2)
    }
}
