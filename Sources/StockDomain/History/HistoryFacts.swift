/// What the ledger already knows of the goods and documents that a history names, by position in the history.
public struct HistoryFacts: Sendable {
    public var lots: [Int32: KnownLot] = [:]
    /// Piles of those goods, empty ones too.
    public var piles: [Int32: [KnownPile]] = [:]
    public var serials: [Int32: KnownSerial] = [:]
    /// Everything that happened to goods which have moved after the file's first movement of them.
    public var timelines: [Int32: [Timeline.Entry]] = [:]
    /// Documents of the file whose number is taken.
    public var takenDocuments: [Int32] = []
    public var packages: [String: PackageID] = [:]
    /// For new numbers, another one of the product in the ledger that looks like it (R10).
    public var similar: [Int32: String] = [:]
    /// Products that have the file's numbers, where numbers are unique in the company (R11a).
    public var owners: [LotNumber: [CompanyNumbers.Owner]] = [:]
    /// How numbers have looked so far (R16).
    public var habits: [IncomingNumbers.Source: NumberHabit] = [:]

    public init() {}

    public struct KnownLot: Sendable {
        public let id: LotID
        public let expiresOn: CalendarDate?
        public let hasMoved: Bool
        /// Suppliers who have delivered it.
        public let suppliers: Set<PartnerID>

        public init(id: LotID, expiresOn: CalendarDate?, hasMoved: Bool, suppliers: Set<PartnerID>) {
            self.id = id
            self.expiresOn = expiresOn
            self.hasMoved = hasMoved
            self.suppliers = suppliers
        }
    }

    public struct KnownPile: Sendable {
        public let balanceID: Int64
        public let spot: Spot
        public let quantity: Quantity
        public let reserved: Quantity
        public let incomingAt: Instant

        public init(balanceID: Int64, spot: Spot, quantity: Quantity, reserved: Quantity, incomingAt: Instant) {
            self.balanceID = balanceID
            self.spot = spot
            self.quantity = quantity
            self.reserved = reserved
            self.incomingAt = incomingAt
        }
    }

    public struct KnownSerial: Sendable {
        public let spot: Spot
        public let partnerID: PartnerID?

        public init(spot: Spot, partnerID: PartnerID?) {
            self.spot = spot
            self.partnerID = partnerID
        }
    }
}
