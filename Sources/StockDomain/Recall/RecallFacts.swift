/// What the ledger says about a lot and everything connected with it, read in one go; rows in any order.
public struct RecallFacts: Sendable {
    /// The lot asked about, never one that was joined to another.
    public var asked: LotID
    /// Further lots asked about at the same time, as a recall of several does (R49).
    public var alsoAsked: Set<LotID> = []
    public var foundBy = FoundBy.number
    public var now: Instant
    /// What was recorded later is left out; nil when nothing is.
    public var knownAt: Instant?
    public var zone: CompanyZone
    /// Every lot named below, and those that were joined to one of them.
    public var lots: [LotID: Lot] = [:] {
        didSet { joined = lots.compactMapValues(\.joinedTo) }
    }
    /// The right numbers of those that were joined to others; mostly none, and asked for at every movement.
    private var joined: [LotID: LotID] = [:]
    public var products: [ProductID: ProductName] = [:]
    public var partners: [PartnerID: Partner] = [:]
    public var places: [LocationID: Location] = [:]
    /// The lot asked about and all that it became part of.
    public var downstream: Set<LotID> = []
    /// The lot asked about and all that became part of it.
    public var upstream: Set<LotID> = []
    /// All movements of `downstream`.
    public var movements: [LotMovement] = []
    /// What brought the rest of `upstream` in: receipts and opening stock.
    public var arrivals: [LotMovement] = []
    /// Piles of `downstream`.
    public var piles: [LotPile] = []
    public var reservations: [ReservedGoods] = []
    /// What steps did with lots of `downstream`.
    public var steps: [StepLot] = []
    /// Goods without number that steps made of `downstream`, by step.
    public var unnumberedOutputs: [(step: StepID, movement: LotMovement)] = []
    /// Stock without number of the products of `downstream` that are tracked at every move.
    public var unnumberedStock: [ProductID: Quantity] = [:]
    /// Goods of the products of `downstream` under numbers that stand for unknown ones (R20a).
    public var unknownNumbers: [UnknownNumber] = []
    /// Stock of the products of `downstream` that get their numbers at delivery only (R5b).
    public var unknownNumbersOnHand: [ProductID: Quantity] = [:]
    /// Movements without number of the products whose numbers were given at delivery, for an estimate (R48).
    public var plainMovements: [LotMovement] = []
    /// What changes of level have made of plain stock, of the lot asked about and of all that became part of it (R7).
    public var plainBeginnings: [StepLot] = []
    /// What customers got of a product without number before lots in `plainBeginnings` had theirs.
    public var soldUnnumbered: [ProductID: Quantity] = [:]
    /// The day of the last finished count, of places of partners.
    public var lastCounted: [LocationID: CalendarDate] = [:]
    /// Days after which such a place must be counted again (R47).
    public var partnerPlaceCountDays = 90

    public init(asked: LotID, now: Instant, zone: CompanyZone) {
        self.asked = asked
        self.now = now
        self.zone = zone
    }
}

/// Goods whose own number is not known: how much of them is here or with customers.
public struct UnknownNumber: Sendable, Equatable {
    public var lotID: LotID
    public var productID: ProductID
    public var quantity: Quantity

    public init(lotID: LotID, productID: ProductID, quantity: Quantity) {
        self.lotID = lotID
        self.productID = productID
        self.quantity = quantity
    }
}

/// A pile of a lot's goods.
public struct LotPile: Sendable, Equatable {
    public var lotID: LotID
    public var locationID: LocationID
    public var package: String?
    public var quantity: Quantity
    public var reserved: Quantity
    /// Whether it is kept from leaving, by a block of its number or of its place.
    public var isHeld: Bool

    public init(
        lotID: LotID, locationID: LocationID, package: String? = nil, quantity: Quantity, reserved: Quantity = .zero,
        isHeld: Bool = false
    ) {
        self.isHeld = isHeld
        self.lotID = lotID
        self.locationID = locationID
        self.package = package
        self.quantity = quantity
        self.reserved = reserved
    }
}

/// Goods of a lot that are set aside for a document.
public struct ReservedGoods: Sendable, Equatable {
    public var lotID: LotID
    public var isPacked: Bool
    public var quantity: Quantity
    public var document: DocumentName
    public var partnerID: PartnerID?

    public init(lotID: LotID, isPacked: Bool, quantity: Quantity, document: DocumentName, partnerID: PartnerID?) {
        self.lotID = lotID
        self.isPacked = isPacked
        self.quantity = quantity
        self.document = document
        self.partnerID = partnerID
    }
}

/// What one step consumed and produced of one lot, signed sums that are never negative.
public struct StepLot: Hashable, Sendable {
    public var stepID: StepID
    public var lotID: LotID
    public var consumed: Quantity
    public var produced: Quantity
    public var document: DocumentName?
    public var happenedAt: Instant

    public init(
        stepID: StepID, lotID: LotID, consumed: Quantity, produced: Quantity, document: DocumentName? = nil,
        happenedAt: Instant = Instant(rawValue: 0)
    ) {
        self.stepID = stepID
        self.lotID = lotID
        self.consumed = consumed
        self.produced = produced
        self.document = document
        self.happenedAt = happenedAt
    }
}

// MARK: - Reading through joined lots and batches

extension RecallFacts {
    /// The right number of a lot that was joined to another (R18).
    public func rightLot(_ lot: LotID) -> LotID {
        if joined.isEmpty { return lot }
        var right = lot
        var seen: Set<LotID> = []
        while let next = joined[right], seen.insert(right).inserted { right = next }
        return right
    }

    func name(_ lot: LotID) -> LotName {
        let right = rightLot(lot)
        guard let lot = lots[right] else { preconditionFailure("no fact about lot \(right.rawValue)") }
        return LotName(id: right, number: lot.number.text, kind: lot.kind, product: product(lot.productID))
    }

    func product(_ id: ProductID) -> ProductName {
        products[id] ?? ProductName(id: id, sku: "\(id.rawValue)", name: "", unit: "")
    }

    /// The lots whose sums are those of the lots asked about, by their right numbers: themselves, or the serials of one
    /// that is a batch and never moved under its own number (R12).
    public var askedLots: Set<LotID> {
        let all = Set(alsoAsked.map(rightLot)).union([rightLot(asked)])
        let unmoved = all.subtracting(movements.lazy.compactMap(\.lotID).map(rightLot))
        if unmoved.isEmpty { return all }
        let serials = lots.values.filter { $0.batchID.map { unmoved.contains(rightLot($0)) } ?? false }
        return all.union(serials.map { rightLot($0.id) })
    }

    /// The partner whose place it is, or stands in (R22).
    public func keeper(of location: Location) -> Partner? {
        ancestry(of: location).lazy.compactMap { $0.partnerID }.first.flatMap { partners[$0] }
    }

    /// A place and those it stands in, from the inside out.
    public func ancestry(of location: Location) -> [Location] {
        var places = [location]
        while let parent = places[places.count - 1].parentID.flatMap({ self.places[$0] }), places.count < 64 {
            places.append(parent)
        }
        return places
    }
}
