import StockDomain

/// What working everything out again from the movements has shown.
public struct CheckReport: Sendable, Equatable {
    public var movements = 0
    /// How many products and numbers have moved.
    public var goods = 0
    public var findings = Findings()

    public var agrees: Bool { findings.isEmpty }
}
