extension Taking {
    /// The stock that the lines of one document and product may take from.
    public struct Stock: Sendable {
        /// Piles of the product, without what this document has set aside.
        public var piles: [Balance]
        /// The places from which the line at hand takes; nil for all.
        public var places: Set<LocationID>?
        /// For whom else something of a pile is set aside, whoever comes last in order first (R38).
        public var holders: [Int64: [Holder]]
        /// What was set aside for lines of this document, by line and pile: taken before anything else.
        public var setAside: [LineID: [Int64: SetAside]]
        /// What the lots are called.
        public var numbers: [LotID: LotNumber]

        public init(
            piles: [Balance] = [], places: Set<LocationID>? = nil, holders: [Int64: [Holder]] = [:],
            setAside: [LineID: [Int64: SetAside]] = [:], numbers: [LotID: LotNumber] = [:]
        ) {
            self.piles = piles
            self.places = places
            self.holders = holders
            self.setAside = setAside
            self.numbers = numbers
        }
    }

    /// Goods of one pile that were set aside for a line.
    public struct SetAside: Sendable, Equatable {
        public var quantity: Quantity
        public var why: Why?

        public init(_ quantity: Quantity, why: Why? = nil) {
            self.quantity = quantity
            self.why = why
        }
    }

    /// A line of another document for which something of a pile is set aside.
    public struct Holder: Sendable, Equatable {
        public let documentID: DocumentID
        public let order: ReservationOrder
        public let line: LineID
        public var quantity: Quantity
        /// Whether somebody named just these goods, so that no others will do.
        public let isChosen: Bool

        public init(
            documentID: DocumentID, order: ReservationOrder, line: LineID, quantity: Quantity, isChosen: Bool = false
        ) {
            self.documentID = documentID
            self.order = order
            self.line = line
            self.quantity = quantity
            self.isChosen = isChosen
        }

        public var document: String { order.number }
    }
}

extension Taking.Stock {
    /// What is left after picks.
    mutating func take(_ picks: [Pick]) {
        for pick in picks {
            guard let index = piles.firstIndex(where: { $0.id == pick.balance.id }) else { continue }
            piles[index].quantity -= pick.quantity
        }
    }

    /// The piles with or without numbers within reach.
    public func reachable(tracked: Bool) -> [Balance] {
        piles.filter { pile in
            (pile.key.lot != nil) == tracked && places?.contains(pile.key.spot.location) ?? true
        }
    }

    /// What was set aside for a line because the strategy had chosen it.
    func proposedBefore(for line: LineID) -> [Int64: Quantity] {
        (setAside[line] ?? [:]).filter { $0.value.why?.isChosen != true }.mapValues(\.quantity)
    }
}
