/// What is done with goods of a product on their way in and out.
public struct Handling: Sendable, Equatable {
    /// Nil looks the strategy up at the category and the place (R33).
    public var removalStrategy: RemovalStrategy?
    /// Whether received numbers start in quarantine (R34b).
    public var isQuarantinedAtReceipt: Bool
    /// Whether returned goods may go out again at once (R27).
    public var returnsAreReleased: Bool
    /// How much more than expected a receipt takes in without asking, in percent of the line (R20).
    public var receiptTolerancePercent: Int?
    /// How much more or less of it than planned a production order uses without asking, in percent; nil as the setting
    /// says (R23).
    public var consumptionTolerancePercent: Int?
    /// How many days two lots may lie apart and still count as equally ranked (R35).
    public var rangeToleranceDays: Int?
    /// Whether what is made expires no later than what went into it (R43).
    public var outputExpiresWithInputs: Bool
    /// Whether it only holds goods, such as jars and cartons, so that it is no part of their mass (R51).
    public var isPackagingMaterial: Bool
    /// Why the product has its level (R8).
    public var levelReason: String?

    public init(
        removalStrategy: RemovalStrategy? = nil, isQuarantinedAtReceipt: Bool = false,
        returnsAreReleased: Bool = false, receiptTolerancePercent: Int? = nil, consumptionTolerancePercent: Int? = nil,
        rangeToleranceDays: Int? = nil,
        outputExpiresWithInputs: Bool = false, isPackagingMaterial: Bool = false, levelReason: String? = nil
    ) {
        self.removalStrategy = removalStrategy
        self.isQuarantinedAtReceipt = isQuarantinedAtReceipt
        self.returnsAreReleased = returnsAreReleased
        self.receiptTolerancePercent = receiptTolerancePercent
        self.consumptionTolerancePercent = consumptionTolerancePercent
        self.rangeToleranceDays = rangeToleranceDays
        self.outputExpiresWithInputs = outputExpiresWithInputs
        self.isPackagingMaterial = isPackagingMaterial
        self.levelReason = levelReason
    }
}
