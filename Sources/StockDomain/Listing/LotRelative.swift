/// A lot that another was split from, merged into, or was before a change of level (R7, R19).
public struct LotRelative: Sendable, Equatable {
    public let kind: PostingKind
    public let happenedAt: Instant
    public let lotID: LotID
    public let number: LotNumber
    /// What went out of it or into it.
    public let quantity: Quantity
    /// Whether the goods were its before; otherwise they became its.
    public let isOrigin: Bool

    public init(
        kind: PostingKind, happenedAt: Instant, lotID: LotID, number: LotNumber, quantity: Quantity, isOrigin: Bool
    ) {
        self.kind = kind
        self.happenedAt = happenedAt
        self.lotID = lotID
        self.number = number
        self.quantity = quantity
        self.isOrigin = isOrigin
    }
}
