/// Where all units of a lot came from and where they are, in the product's unit: two sides that are equal (R51).
public struct MassBalance: Sendable, Equatable {
    // Came in
    public var opening = Quantity.zero
    public var received = Quantity.zero
    public var produced = Quantity.zero
    public var customerReturned = Quantity.zero
    public var found = Quantity.zero
    /// From other numbers, or from no number: splits, merges, changes of level, numbers given at delivery.
    public var movedIn = Quantity.zero

    // Is or went
    public var onHand = Quantity.zero
    public var inTransit = Quantity.zero
    public var delivered = Quantity.zero
    public var consumed = Quantity.zero
    public var supplierReturned = Quantity.zero
    /// Destroyed, sampled and used up in the house too.
    public var scrapped = Quantity.zero
    public var lost = Quantity.zero
    public var movedOut = Quantity.zero

    public init() {}

    /// Adds up movements of one lot or product.
    ///
    /// - Parameters:
    ///   - onHand: what the piles in own places hold; not taken from the movements, so that `closes` proves something.
    ///   - inTransit: the same for piles on the way.
    public init(of movements: some Sequence<LotMovement>, onHand: Quantity, inTransit: Quantity) {
        self.onHand = onHand
        self.inTransit = inTransit
        for movement in movements { add(movement) }
    }

    /// All that came in.
    public var cameIn: Quantity { [opening, received, produced, customerReturned, found, movedIn].sum() }

    /// All that is here or went.
    public var isOrWent: Quantity {
        [onHand, inTransit, delivered, consumed, supplierReturned, scrapped, lost, movedOut].sum()
    }

    public var closes: Bool { cameIn == isOrWent }

    /// A movement between own places adds nothing, one across the border one term, one from outside to outside two
    /// (a number given at delivery comes from *Numbering* and goes to the customer).
    private mutating func add(_ movement: LotMovement) {
        let quantity = movement.booked.quantity
        for term in Term.of(movement) { self[keyPath: term.amount] += quantity }
    }
}

extension MassBalance {
    /// A part of the equation, as the API calls it.
    public enum Term: String, Sendable, CaseIterable {
        case opening, received, produced
        case customerReturned = "customer_returned"
        case found
        case movedIn = "moved_in"
        case onHand = "on_hand"
        case inTransit = "in_transit"
        case delivered, consumed
        case supplierReturned = "supplier_returned"
        case scrapped, lost
        case movedOut = "moved_out"

        public var amount: WritableKeyPath<MassBalance, Quantity> {
            switch self {
            case .opening: \.opening
            case .received: \.received
            case .produced: \.produced
            case .customerReturned: \.customerReturned
            case .found: \.found
            case .movedIn: \.movedIn
            case .onHand: \.onHand
            case .inTransit: \.inTransit
            case .delivered: \.delivered
            case .consumed: \.consumed
            case .supplierReturned: \.supplierReturned
            case .scrapped: \.scrapped
            case .lost: \.lost
            case .movedOut: \.movedOut
            }
        }

        /// Those on the side of what came in.
        public static let incoming: [Term] = [.opening, .received, .produced, .customerReturned, .found, .movedIn]

        public var isIncoming: Bool { Term.incoming.contains(self) }

        /// What stands in piles at the end, and no movement adds to.
        public var isStock: Bool { self == .onHand || self == .inTransit }

        /// The terms that a movement counts in, seen as what it books or takes back.
        public static func of(_ movement: LotMovement) -> [Term] {
            let booked = movement.booked
            return [from(booked.from, movement.kind), to(booked.to, movement.kind)].compactMap(\.self)
        }

        private static func from(_ usage: LocationUsage, _ kind: PostingKind) -> Term? {
            switch usage {
            case .internal, .transit, .view: nil
            case .supplier: .received
            case .customer: .customerReturned
            case .production: kind == .production ? .produced : .movedIn
            case .loss, .scrap: .found
            case .opening: .opening
            }
        }

        private static func to(_ usage: LocationUsage, _ kind: PostingKind) -> Term? {
            switch usage {
            case .internal, .transit, .view: nil
            case .supplier: .supplierReturned
            case .customer: .delivered
            case .production: kind == .production ? .consumed : .movedOut
            case .loss, .opening: .lost
            case .scrap: .scrapped
            }
        }
    }
}
