public typealias TrackingChangeID = ID<TrackingChange>

/// A guided change of level or capture point: filled over hours, applied in one transaction (R7).
public struct TrackingChange: Sendable, Equatable {
    public enum State: String, Sendable, CaseIterable {
        case draft, applied, cancelled
    }

    public var id: TrackingChangeID
    public var productID: ProductID
    public var state: State
    public var from: TrackingLevel
    public var to: TrackingLevel
    /// Why the numbers given are not what the book says.
    public var differenceReason: String?
    /// Grows with each change of the draft.
    public var version: Int
    public var createdAt: Instant
    /// When the stock was shown last; what moved since is asked for.
    public var seenAt: Instant
    public var appliedAt: Instant?

    public init(
        id: TrackingChangeID = ID(0), productID: ProductID, state: State = .draft, from: TrackingLevel,
        to: TrackingLevel, differenceReason: String? = nil, version: Int = 1, createdAt: Instant, seenAt: Instant,
        appliedAt: Instant? = nil
    ) {
        self.id = id
        self.productID = productID
        self.state = state
        self.from = from
        self.to = to
        self.differenceReason = differenceReason
        self.version = version
        self.createdAt = createdAt
        self.seenAt = seenAt
        self.appliedAt = appliedAt
    }

    /// Whether goods with such a number, or with none, are to get another one, or none.
    ///
    /// A change within one level so numbers what has none (R29), and plain stock that stays plain is left alone.
    public func concerns(_ kind: LotKind?) -> Bool { kind != to.kindInside }
}

/// A number that somebody found on goods at one spot.
public struct ChangeNumber: Sendable, Equatable {
    public var spot: Spot
    public var number: LotNumber
    /// Positive; 1 of a serial.
    public var quantity: Quantity
    public var expiresOn: CalendarDate?
    /// The number that the goods have had until now, where the spot holds several.
    public var fromLot: LotNumber?
    public var entered: Entered
    public var enteredAt: Instant
    /// Its place in the request or the draft, such as `/numbers/3`.
    public var pointer: String

    public init(
        spot: Spot, number: LotNumber, quantity: Quantity, expiresOn: CalendarDate? = nil, fromLot: LotNumber? = nil,
        entered: Entered = .typed, enteredAt: Instant, pointer: String = ""
    ) {
        self.spot = spot
        self.number = number
        self.quantity = quantity
        self.expiresOn = expiresOn
        self.fromLot = fromLot
        self.entered = entered
        self.enteredAt = enteredAt
        self.pointer = pointer
    }
}

/// What a pile held when the stock was shown last.
public struct SeenPile: Hashable, Sendable {
    public var spot: Spot
    public var lot: LotID?
    public var quantity: Quantity

    public init(spot: Spot, lot: LotID?, quantity: Quantity) {
        self.spot = spot
        self.lot = lot
        self.quantity = quantity
    }
}
