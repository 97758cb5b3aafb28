/// Goods of one product and number at one spot, now or at a past moment.
public struct StockRow: Sendable, Equatable {
    public let key: BalanceKey
    public let sku: String
    public let number: LotNumber?
    public let locationCode: String
    public let packageNumber: String?
    public let quantity: Quantity
    /// Set aside for documents; zero for a past moment, which knows no reservations.
    public let reserved: Quantity
    /// When the oldest of it first came in; nil for a past moment.
    public let incomingAt: Instant?
    /// Whether it counts as not released: by its place, or by a block that covers it.
    public var isBlocked: Bool
    /// The strictest block that covers it (R34b).
    public var status: LotStatus
    /// The last day on which it may leave to customers or production; nil for goods without days (R41).
    public var removalOn: CalendarDate?
    /// Whether that day is over, so that no strategy proposes it.
    public var isPastRemoval = false
    /// What a label on it would hold (`GoodsCode`); nil where nothing can.
    public var elementString: String?

    public init(
        key: BalanceKey, sku: String, number: LotNumber?, locationCode: String, packageNumber: String?,
        quantity: Quantity, reserved: Quantity, incomingAt: Instant?, isBlocked: Bool, status: LotStatus = .released,
        removalOn: CalendarDate? = nil
    ) {
        self.key = key
        self.sku = sku
        self.number = number
        self.locationCode = locationCode
        self.packageNumber = packageNumber
        self.quantity = quantity
        self.reserved = reserved
        self.incomingAt = incomingAt
        self.isBlocked = isBlocked
        self.status = status
        self.removalOn = removalOn
    }

    /// What may still be promised.
    public var available: Quantity { isBlocked || isPastRemoval ? .zero : quantity - reserved }

    /// The same as it is on a day.
    public func standing(on day: CalendarDate) -> StockRow {
        var row = self
        row.isPastRemoval = removalOn.map { $0 < day } ?? false
        return row
    }
}
