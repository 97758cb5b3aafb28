/// A place where goods are or go: a shelf, a van, the outside world.
public struct Location: Sendable, Equatable {
    public var id: LocationID
    /// Letters, digits, `-`, `.` and `_`, such as `WH-Stock`.
    public var code: String
    public var name: String
    public var parentID: LocationID?
    public var usage: LocationUsage
    /// Whose place it is, for an external warehouse or consignment (R22).
    public var partnerID: PartnerID?
    /// Stock here counts as not released (R34b).
    public var isBlocked: Bool
    /// The strategy for goods here whose product and categories have none (R33).
    public var removalStrategy: RemovalStrategy?
    /// Order of walking for the strategy *closest*; places without one come last.
    public var pickSequence: Int?
    /// A tank or bin in which lots become one: topping it up makes a new number (R19).
    public var isMixing: Bool
    public var barcode: String?
    /// Days between counts; nil for no rhythm (R25).
    public var countIntervalDays: Int?
    public var lastCountedAt: Instant?

    public init(
        id: LocationID = ID(0), code: String, name: String, parentID: LocationID? = nil, usage: LocationUsage,
        partnerID: PartnerID? = nil, isBlocked: Bool = false, removalStrategy: RemovalStrategy? = nil,
        pickSequence: Int? = nil, isMixing: Bool = false, barcode: String? = nil, countIntervalDays: Int? = nil,
        lastCountedAt: Instant? = nil
    ) {
        self.id = id
        self.code = code
        self.name = name
        self.parentID = parentID
        self.usage = usage
        self.partnerID = partnerID
        self.isBlocked = isBlocked
        self.removalStrategy = removalStrategy
        self.pickSequence = pickSequence
        self.isMixing = isMixing
        self.barcode = barcode
        self.countIntervalDays = countIntervalDays
        self.lastCountedAt = lastCountedAt
    }
}

/// What a place means to the ledger.
public enum LocationUsage: String, Sendable, CaseIterable {
    case view, `internal`, transit, supplier, customer, production, loss, scrap, opening

    /// Whether stock there is ours and kept as balances.
    public var holdsStock: Bool { self == .internal || self == .transit }
}

/// The places every new company has.
public enum StandardLocation: String, Sendable, CaseIterable {
    case warehouse = "WH"
    case stock = "WH-Stock"
    case returns = "WH-Returns"
    case quarantine = "WH-Quarantine"
    case transit = "WH-Transit"
    case suppliers = "Suppliers"
    case customers = "Customers"
    case production = "Production"
    case loss = "Loss"
    case scrap = "Scrap"
    case opening = "Opening"
    case numbering = "Numbering"

    public var location: Location {
        switch self {
        case .warehouse: Location(code: rawValue, name: "Warehouse", usage: .view)
        case .stock: Location(code: rawValue, name: "Stock", usage: .internal)
        case .returns: Location(code: rawValue, name: "Returns", usage: .internal, isBlocked: true)
        case .quarantine: Location(code: rawValue, name: "Quarantine", usage: .internal, isBlocked: true)
        case .transit: Location(code: rawValue, name: "In transit", usage: .transit)
        case .suppliers: Location(code: rawValue, name: "Suppliers", usage: .supplier)
        case .customers: Location(code: rawValue, name: "Customers", usage: .customer)
        case .production: Location(code: rawValue, name: "Production", usage: .production)
        case .loss: Location(code: rawValue, name: "Lost and found", usage: .loss)
        case .scrap: Location(code: rawValue, name: "Scrap", usage: .scrap)
        case .opening: Location(code: rawValue, name: "Opening stock", usage: .opening)
        case .numbering: Location(code: rawValue, name: "Numbering", usage: .production)
        }
    }

    /// The place it stands below, by code.
    public var parent: StandardLocation? {
        switch self {
        case .stock, .returns, .quarantine, .transit: .warehouse
        default: nil
        }
    }
}

/// Where exactly goods stand: a place, and a package in it or none.
public struct Spot: Hashable, Sendable {
    public var location: LocationID
    public var package: PackageID?

    public init(_ location: LocationID, package: PackageID? = nil) {
        self.location = location
        self.package = package
    }
}
