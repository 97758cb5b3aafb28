/// A production step as it was done: these numbers went in, these came out (R23).
public struct StepView: Sendable {
    /// The posting that began it.
    public let id: StepID
    public let happenedAt: Instant
    public let outputs: [StepGoods]
    public let components: [StepGoods]
    public let byProducts: [StepGoods]

    public init(
        id: StepID, happenedAt: Instant, outputs: [StepGoods], components: [StepGoods], byProducts: [StepGoods]
    ) {
        self.id = id
        self.happenedAt = happenedAt
        self.outputs = outputs
        self.components = components
        self.byProducts = byProducts
    }
}

/// Goods of one number in a step.
public struct StepGoods: Sendable {
    public let product: Product
    public let number: LotNumber?
    public let lotID: LotID?
    public var quantity: Quantity
    /// Whether nobody named them, so that the strategy has chosen.
    public let isByRule: Bool
    /// Of what came out, how much of what went in it took, in percent; nil for components and by-products.
    public let inputShare: Quantity?

    public init(
        product: Product, number: LotNumber?, lotID: LotID?, quantity: Quantity, isByRule: Bool,
        inputShare: Quantity? = nil
    ) {
        self.product = product
        self.number = number
        self.lotID = lotID
        self.quantity = quantity
        self.isByRule = isByRule
        self.inputShare = inputShare
    }
}
