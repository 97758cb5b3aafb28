/// What is known about the numbers that a line names.
public struct NumberFacts: Sendable {
    /// Existing numbers of the product and kind, by number.
    public var known: [LotNumber: Lot]
    /// Existing lots of the product that the serials' batches name.
    public var batches: [LotNumber: Lot]
    /// Existing numbers that a reader would confuse with a named one, by likeness (R10).
    public var alike: [String: [Lot]]
    /// Where known lots came from (R10a).
    public var sources: [LotID: [LotSource]]
    /// Where known serials are.
    public var whereabouts: [LotID: Whereabouts]
    /// Whether a date without use has come with the product before, so that nobody need be told again (R4).
    public var hasUnusedDates: Bool

    /// Numbers of a level that the product had before, named for goods that come back (R7a).
    public var ofOldLevel: [LotNumber: Lot] = [:]
    /// Those of them that an open block holds.
    public var held: Set<LotID> = []
    /// What the partner has got without number and not brought back (R7a).
    public var soldUnnumbered = Quantity.zero

    public init(
        known: [LotNumber: Lot] = [:], batches: [LotNumber: Lot] = [:], alike: [String: [Lot]] = [:],
        sources: [LotID: [LotSource]] = [:], whereabouts: [LotID: Whereabouts] = [:],
        hasUnusedDates: Bool = false
    ) {
        self.known = known
        self.batches = batches
        self.alike = alike
        self.sources = sources
        self.whereabouts = whereabouts
        self.hasUnusedDates = hasUnusedDates
    }
}
