/// A guided change with what somebody must know before applying it (R7).
public struct TrackingChangeView: Sendable {
    public var change: TrackingChange
    public var product: Product
    public var numbers: [ChangeNumber]
    public var names: SpotNames
    /// The stock as it is now, whatever its number.
    public var stock: [ChangeStock]
    /// Open documents with the product.
    public var documents: [TouchedDocument]
    /// What is no longer as it was when the stock was shown last.
    public var moved: [MovedStock]
    /// What applying it did; nil before.
    public var outcome: ChangeOutcome?

    public init(
        change: TrackingChange, product: Product, numbers: [ChangeNumber], names: SpotNames, stock: [ChangeStock] = [],
        documents: [TouchedDocument] = [], moved: [MovedStock] = [], outcome: ChangeOutcome? = nil
    ) {
        self.change = change
        self.product = product
        self.numbers = numbers
        self.names = names
        self.stock = stock
        self.documents = documents
        self.moved = moved
        self.outcome = outcome
    }

    /// One spot with what is there and what has been given.
    public struct SpotSum: Sendable, Equatable {
        public let spot: Spot
        /// What is to get numbers.
        public var there = Quantity.zero
        public var given = Quantity.zero
        /// How many numbers were given.
        public var count = 0

        public var difference: Quantity { given - there }
    }

    /// Every spot that holds goods of this change, or was given numbers.
    public var spots: [SpotSum] {
        var sums: [Spot: SpotSum] = [:]
        for pile in stock where pile.isConcerned {
            sums[pile.spot, default: SpotSum(spot: pile.spot)].there += pile.quantity
        }
        for number in numbers {
            sums[number.spot, default: SpotSum(spot: number.spot)].given += number.quantity
            sums[number.spot]?.count += 1
        }
        return sums.values.sorted {
            (names.place($0.spot), names.package($0.spot) ?? "") < (names.place($1.spot), names.package($1.spot) ?? "")
        }
    }

    /// What still lacks numbers; zero where numbers end.
    public var toEnter: Quantity {
        change.to.kindInside == nil ? .zero : spots.map { max(.zero, $0.there - $0.given) }.sum()
    }

    /// How many labels the numbers need: one for each unit with a serial, else one for each number given at a spot.
    public var labels: Int {
        switch change.to.kindInside {
        case .serial: Int(spots.map { max($0.there, $0.given) }.sum().wholeUnits)
        case .lot: numbers.count
        case nil: 0
        }
    }
}

/// A pile as the preview shows it.
public struct ChangeStock: Sendable, Equatable {
    public var spot: Spot
    public var lotID: LotID?
    public var number: LotNumber?
    public var quantity: Quantity
    public var reserved: Quantity
    public var incomingAt: Instant
    /// Whether its goods get another number, or lose theirs.
    public var isConcerned: Bool

    public init(
        spot: Spot, lotID: LotID?, number: LotNumber?, quantity: Quantity, reserved: Quantity, incomingAt: Instant,
        isConcerned: Bool
    ) {
        self.spot = spot
        self.lotID = lotID
        self.number = number
        self.quantity = quantity
        self.reserved = reserved
        self.incomingAt = incomingAt
        self.isConcerned = isConcerned
    }
}

/// An open document with the product.
public struct TouchedDocument: Sendable, Equatable {
    public var id: DocumentID
    public var kind: DocumentKind
    public var number: String
    public var state: DocumentState
    public var quantity: Quantity
    public var reserved: Quantity

    public init(
        id: DocumentID, kind: DocumentKind, number: String, state: DocumentState, quantity: Quantity, reserved: Quantity
    ) {
        self.id = id
        self.kind = kind
        self.number = number
        self.state = state
        self.quantity = quantity
        self.reserved = reserved
    }
}

/// Stock at a spot that is not what it was when it was shown last.
public struct MovedStock: Sendable, Equatable {
    public var spot: Spot
    public var was: Quantity
    public var now: Quantity
    /// The documents that moved it.
    public var documents: [String]

    public init(spot: Spot, was: Quantity, now: Quantity, documents: [String]) {
        self.spot = spot
        self.was = was
        self.now = now
        self.documents = documents
    }

    /// By spot, where the sums or the numbers differ.
    public static func between(_ seen: [SeenPile], and piles: [SeenPile]) -> [MovedStock] {
        let before = Dictionary(grouping: seen, by: \.spot)
        let after = Dictionary(grouping: piles, by: \.spot)
        return Set(before.keys).union(after.keys).sorted().compactMap { spot in
            let was = before[spot] ?? []
            let now = after[spot] ?? []
            if Set(was) == Set(now) { return nil }
            return MovedStock(
                spot: spot, was: was.map(\.quantity).sum(), now: now.map(\.quantity).sum(), documents: [])
        }
    }
}

/// What applying a guided change did.
public struct ChangeOutcome: Sendable {
    public var postings: [PostingID] = []
    /// More or fewer than the book said, by spot and number; nil for goods without.
    public var differences: [(spot: Spot, number: LotNumber?, quantity: Quantity)] = []
    /// What was set aside for documents and could not be kept.
    public var lost: [(document: String, quantity: Quantity)] = []
    /// Doubtful numbers (R16).
    public var warnings: [Warning] = []

    public init() {}
}
