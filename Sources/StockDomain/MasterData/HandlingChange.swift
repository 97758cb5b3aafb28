/// What somebody wants changed of the way goods of a product are handled.
public struct HandlingChange: Sendable, Equatable {
    public var removalStrategy: Change<RemovalStrategy>
    public var isQuarantinedAtReceipt: Bool?
    public var returnsAreReleased: Bool?
    public var receiptTolerancePercent: Change<Int>
    public var consumptionTolerancePercent: Change<Int>
    public var rangeToleranceDays: Change<Int>
    public var outputExpiresWithInputs: Bool?
    public var isPackagingMaterial: Bool?
    public var levelReason: Change<String>

    public init(
        removalStrategy: Change<RemovalStrategy> = .keep, isQuarantinedAtReceipt: Bool? = nil,
        returnsAreReleased: Bool? = nil, receiptTolerancePercent: Change<Int> = .keep,
        consumptionTolerancePercent: Change<Int> = .keep,
        rangeToleranceDays: Change<Int> = .keep, outputExpiresWithInputs: Bool? = nil,
        isPackagingMaterial: Bool? = nil, levelReason: Change<String> = .keep
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

    public func applied(to old: Handling) -> Handling {
        Handling(
            removalStrategy: removalStrategy.applied(to: old.removalStrategy),
            isQuarantinedAtReceipt: isQuarantinedAtReceipt ?? old.isQuarantinedAtReceipt,
            returnsAreReleased: returnsAreReleased ?? old.returnsAreReleased,
            receiptTolerancePercent: receiptTolerancePercent.applied(to: old.receiptTolerancePercent),
            consumptionTolerancePercent: consumptionTolerancePercent.applied(to: old.consumptionTolerancePercent),
            rangeToleranceDays: rangeToleranceDays.applied(to: old.rangeToleranceDays),
            outputExpiresWithInputs: outputExpiresWithInputs ?? old.outputExpiresWithInputs,
            isPackagingMaterial: isPackagingMaterial ?? old.isPackagingMaterial,
            levelReason: levelReason.applied(to: old.levelReason))
    }

    /// The keys that speak of numbers and are named, which the switch forbids (R1).
    var namedKeysOfNumbers: [String] {
        [
            ("quarantine_at_receipt", isQuarantinedAtReceipt != nil),
            ("range_tolerance_days", rangeToleranceDays.isNamed), ("level_reason", levelReason.isNamed),
            ("output_expires_with_inputs", outputExpiresWithInputs != nil),
        ].filter(\.1).map(\.0)
    }
}
