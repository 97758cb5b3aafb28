/// A pile of goods: what is there, what is set aside, and since when.
public struct Balance: Sendable, Equatable {
    public let id: Int64
    public let key: BalanceKey
    public var quantity: Quantity
    public var reserved: Quantity
    /// When the oldest of it first came in; kept on transfers (R22).
    public let incomingAt: Instant
    /// Whether it stands in a blocked place, which counts as not released (R34b).
    public let isBlocked: Bool
    /// The day after which it is not to be picked any more: its removal date, else its expiry (R32).
    public let removalOn: CalendarDate?
    public let expiresOn: CalendarDate?
    /// Order of walking and natural order of the place's code (R32, closest).
    public let walk: PlaceOrder

    public init(
        id: Int64, key: BalanceKey, quantity: Quantity, reserved: Quantity, incomingAt: Instant, isBlocked: Bool,
        removalOn: CalendarDate? = nil, expiresOn: CalendarDate? = nil, walk: PlaceOrder = PlaceOrder()
    ) {
        self.id = id
        self.key = key
        self.quantity = quantity
        self.reserved = reserved
        self.incomingAt = incomingAt
        self.isBlocked = isBlocked
        self.removalOn = removalOn
        self.expiresOn = expiresOn
        self.walk = walk
    }

    public var free: Quantity { quantity - reserved }
}
