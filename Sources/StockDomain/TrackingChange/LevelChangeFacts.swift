/// Everything that a guided change is decided over: the stock and numbers of the moment of applying it (R7).
public struct LevelChangeFacts: Sendable {
    public var product: Product
    public var change: TrackingChange
    /// What is there, whatever its number; empty piles left out.
    public var piles: [Balance]
    /// The numbers of those piles, with their batches.
    public var lots: [LotID: Lot]
    public var given: [ChangeNumber]
    /// Existing numbers of the kind that is to be, by number.
    public var known: [LotNumber: Lot]
    /// Existing numbers of that kind which a reader would confuse with a given one, by likeness (R10).
    public var alike: [String: [Lot]]
    /// Where known serials are.
    public var whereabouts: [LotID: Whereabouts]
    /// Lots of the piles that an open block holds, their own or their batch's.
    public var held: Set<LotID>
    public var places: SpotNames
    /// Through which goods change their number, and where differences come from and go to.
    public var numbering: Spot
    public var loss: Spot
    public var zone: CompanyZone
    public var now: Instant
    public var answers: [String: String]

    public init(
        product: Product, change: TrackingChange, piles: [Balance], lots: [LotID: Lot] = [:], given: [ChangeNumber],
        known: [LotNumber: Lot] = [:], alike: [String: [Lot]] = [:], whereabouts: [LotID: Whereabouts] = [:],
        held: Set<LotID> = [], places: SpotNames, numbering: Spot, loss: Spot, zone: CompanyZone,
        now: Instant, answers: [String: String] = [:]
    ) {
        self.product = product
        self.change = change
        self.piles = piles
        self.lots = lots
        self.given = given
        self.known = known
        self.alike = alike
        self.whereabouts = whereabouts
        self.held = held
        self.places = places
        self.numbering = numbering
        self.loss = loss
        self.zone = zone
        self.now = now
        self.answers = answers
    }

    func kind(of pile: Balance) -> LotKind? { pile.key.lot.flatMap { lots[$0]?.kind } }

    /// The piles whose goods get another number, or lose theirs.
    public var concernedPiles: [Balance] { piles.filter { change.concerns(kind(of: $0)) } }
}

/// What spots are called.
public struct SpotNames: Sendable {
    public var places: [LocationID: String]
    public var packages: [PackageID: String]

    public init(places: [LocationID: String], packages: [PackageID: String] = [:]) {
        self.places = places
        self.packages = packages
    }

    public func place(_ spot: Spot) -> String { places[spot.location] ?? "?" }
    public func package(_ spot: Spot) -> String? { spot.package.flatMap { packages[$0] } }

    /// `WH-Stock`, `WH-Stock, package BOX-1`.
    public func inWords(_ spot: Spot) -> String {
        place(spot) + (package(spot).map { ", package \($0)" } ?? "")
    }
}

/// What a guided change does, once nothing stands in its way.
public struct LevelChange: Sendable, Equatable {
    public var newLots: [PlannedNewLot] = []
    /// Count differences of the old numbers, or of plain stock, before anything changes.
    public var before: [Difference] = []
    public var steps: [Step] = []
    /// Count differences of the new numbers, where it cannot be told which of the old ones is missing.
    public var after: [Difference] = []

    public init() {}

    public var differences: [Difference] { before + after }

    /// Goods at a spot that are more or fewer than the book says.
    public struct Difference: Sendable, Equatable {
        public var lot: PlannedLot?
        public var spot: Spot
        /// Positive where more are there.
        public var quantity: Quantity
    }

    /// Goods that take another number, or lose theirs: what goes in is an ancestor of what comes out.
    public struct Step: Sendable, Equatable {
        public var consumed: [Consumed] = []
        public var produced: [Produced] = []
    }

    public struct Consumed: Sendable, Equatable {
        public var lot: LotID?
        public var spot: Spot
        public var quantity: Quantity
    }

    public struct Produced: Sendable, Equatable {
        public var lot: PlannedLot?
        public var spot: Spot
        public var quantity: Quantity
        /// The age that the goods keep.
        public var incomingAt: Instant
        public var entered: Entered
    }
}
