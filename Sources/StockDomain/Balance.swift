/// A pile of goods: what is there, what is set aside, and since when.
public struct Balance: Sendable, Equatable {
    public let id: Int64
    public let key: BalanceKey
    public let quantity: Quantity
    public let reserved: Quantity
    /// When the oldest of it first came in; kept on transfers (R22).
    public let incomingAt: Instant
    /// Whether it stands in a blocked place, which counts as not released (R34b).
    public let isBlocked: Bool

    public init(
        id: Int64, key: BalanceKey, quantity: Quantity, reserved: Quantity, incomingAt: Instant, isBlocked: Bool
    ) {
        self.id = id
        self.key = key
        self.quantity = quantity
        self.reserved = reserved
        self.incomingAt = incomingAt
        self.isBlocked = isBlocked
    }

    public var free: Quantity { quantity - reserved }
}
