/// What a recall of several lots would reach, before anything is touched (R49).
public struct RecallReach: Sendable, Equatable {
    /// All of it taken together.
    public var scope: RecallScope
    /// The lots that the scope names, by product and number.
    public var named: [LotName]
    /// What its goods cost.
    public var value: GoodsValue

    public init(scope: RecallScope, named: [LotName], value: GoodsValue) {
        self.scope = scope
        self.named = named
        self.value = value
    }

    /// What its goods cost; nil where no cost is known.
    public var valueInWords: String? { value.inWords(of: scope.products.count) }

    public var isOfOneProduct: Bool { Set(named.map(\.product)).count < 2 }

    /// The sentence of the one lot, or one over all of them in which every product is counted by itself.
    public var inWords: String {
        if named.count < 2 { return scope.inWords }
        let products = scope.products.map { "Of \($0.product.sku) \($0.whereItIs)." }
        let anonymous = scope.consignees.contains(where: \.isAnonymous)
        let named = scope.consignees.filter { !$0.isAnonymous }
        let deaf = named.count { !$0.canBeReached }
        let parts =
            ["\(self.named.count.counted("number")) reach \(named.count.counted("customer"))."] + products
            + [
                deaf > 0 ? "\(deaf.counted("customer")) cannot be reached." : nil,
                anonymous ? "Some was sold over the counter." : nil,
                "Complete: \(scope.isComplete ? "yes" : "no").",
            ].compactMap(\.self)
        return parts.joined(separator: " ")
    }
}

extension ProductTotals {
    /// `30 units are with 2 customers and 12 on hand`.
    fileprivate var whereItIs: String {
        let unit = product.unit
        if deliveredNet == .zero { return "none is with a customer and \(onHand.inWords(unit)) on hand" }
        let isOne = deliveredNet.isSingular
        let gone =
            customers == 0
            ? "\(isOne ? "was" : "were") sold over the counter"
            : "\(isOne ? "is" : "are") with \(customers.counted("customer"))"
        return "\(deliveredNet.inWords(unit)) \(gone) and \(onHand.grouped) on hand"
    }
}
