extension Taking {
    /// The stock that the lines of one document and product may take from.
    public struct Stock: Sendable {
        /// Piles of the product, without what this document has set aside.
        public private(set) var piles: [Balance] = []
        /// Where each pile stands in `piles`: a line may name 20,000 serials, and none of them looks through all piles.
        private var index: [Int64: Int] = [:]
        private var indicesOfLot: [LotID: [Int]] = [:]
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
            self.places = places
            self.holders = holders
            self.setAside = setAside
            self.numbers = numbers
            add(piles)
        }

        /// Adds piles that are not there yet.
        public mutating func add(_ more: [Balance]) {
            for pile in more where index[pile.id] == nil {
                index[pile.id] = piles.count
                pile.key.lot.map { indicesOfLot[$0, default: []].append(piles.count) }
                piles.append(pile)
            }
        }

        /// The piles of one number, in order.
        func piles(of lot: LotID) -> [Balance] { (indicesOfLot[lot] ?? []).map { piles[$0] } }

        /// How these piles are now, in order.
        func current(_ some: [Balance]) -> [Balance] { some.compactMap { index[$0.id] }.sorted().map { piles[$0] } }

        /// Changes a pile, if it is there.
        mutating func change(_ pile: Int64?, by change: (inout Balance) -> Void) {
            if let place = pile.flatMap({ index[$0] }) { change(&piles[place]) }
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
        for pick in picks { change(pick.balance.id) { $0.quantity -= pick.quantity } }
    }

    /// The piles with or without numbers within reach.
    public func reachable(tracked: Bool) -> [Balance] {
        piles.filter { ($0.key.lot != nil) == tracked && isWithinReach($0) }
    }

    /// The piles of one number within reach.
    func reachable(of lot: LotID) -> [Balance] { piles(of: lot).filter(isWithinReach) }

    private func isWithinReach(_ pile: Balance) -> Bool { places?.contains(pile.key.spot.location) ?? true }

    /// What was set aside of these piles for a line.
    func setAside(for line: LineID, of some: [Balance]) -> [Int64: Quantity] {
        guard let all = setAside[line] else { return [:] }
        return some.reduce(into: [:]) { $0[$1.id] = all[$1.id]?.quantity }
    }

    /// What was set aside for a line because the strategy had chosen it.
    func proposedBefore(for line: LineID) -> [Int64: Quantity] {
        (setAside[line] ?? [:]).filter { $0.value.why?.isChosen != true }.mapValues(\.quantity)
    }
}
