/// The plan of a happening: a receipt, delivery, transfer … States say nothing about stock, only postings do.
public struct Document: Sendable, Equatable {
    public var id: DocumentID
    public var kind: DocumentKind
    public var number: String
    public var state: DocumentState
    public var partnerID: PartnerID?
    /// The other side's number, such as a purchase order.
    public var origin: String?
    /// Where goods arrive or leave; for a transfer where they leave.
    public var locationID: LocationID?
    /// For a transfer, where they arrive.
    public var toLocationID: LocationID?
    public var plannedOn: CalendarDate
    public var priority: Int
    public var reason: String?
    /// Says what `scraps` do: `scrap, destroyed, sample, internal_use`.
    public var scrapKind: PostingKind?
    public var witness: String?
    /// What a certificate of destruction says (R26).
    public var certificate: String?
    /// Whether a count hides the book from whoever counts (R25).
    public var isBlind: Bool
    /// When it was or will be done, if told.
    public var happenedAt: Instant?
    /// Grows with each change.
    public var version: Int
    /// The document whose rest this one is.
    public var backorderOf: DocumentID?

    public init(
        id: DocumentID = ID(0), kind: DocumentKind, number: String = "", state: DocumentState = .draft,
        partnerID: PartnerID? = nil, origin: String? = nil, locationID: LocationID? = nil,
        toLocationID: LocationID? = nil, plannedOn: CalendarDate, priority: Int = 0, reason: String? = nil,
        scrapKind: PostingKind? = nil, witness: String? = nil, certificate: String? = nil, isBlind: Bool = false,
        happenedAt: Instant? = nil, version: Int = 1, backorderOf: DocumentID? = nil
    ) {
        self.id = id
        self.kind = kind
        self.number = number
        self.state = state
        self.partnerID = partnerID
        self.origin = origin
        self.locationID = locationID
        self.toLocationID = toLocationID
        self.plannedOn = plannedOn
        self.priority = priority
        self.reason = reason
        self.scrapKind = scrapKind
        self.witness = witness
        self.certificate = certificate
        self.isBlind = isBlind
        self.happenedAt = happenedAt
        self.version = version
        self.backorderOf = backorderOf
    }
}

public enum DocumentKind: String, Sendable, CaseIterable {
    case receipt, delivery, transfer, count, scrap
    case customerReturn = "customer_return"
    case supplierReturn = "supplier_return"
    case productionOrder = "production_order"
    case opening

    /// What its numbers begin with: `IN-00001`.
    public var numberPrefix: String {
        switch self {
        case .receipt: "IN"
        case .delivery: "OUT"
        case .transfer: "TR"
        case .count: "CNT"
        case .scrap: "SCR"
        case .customerReturn: "RET"
        case .supplierReturn: "SRET"
        case .productionOrder: "MO"
        case .opening: "OPEN"
        }
    }

    /// Its name in paths: `production-orders`.
    public var pathName: String {
        switch self {
        case .receipt: "receipts"
        case .delivery: "deliveries"
        case .transfer: "transfers"
        case .count: "counts"
        case .scrap: "scraps"
        case .customerReturn: "customer-returns"
        case .supplierReturn: "supplier-returns"
        case .productionOrder: "production-orders"
        case .opening: "openings"
        }
    }

    public var inWords: String {
        switch self {
        case .receipt: "receipt"
        case .delivery: "delivery"
        case .transfer: "transfer"
        case .count: "count"
        case .scrap: "scrap"
        case .customerReturn: "customer return"
        case .supplierReturn: "supplier return"
        case .productionOrder: "production order"
        case .opening: "opening stock"
        }
    }

    /// Whether its goods leave our stock, so that they can be reserved.
    public var takesStock: Bool {
        switch self {
        case .delivery, .transfer, .scrap, .supplierReturn, .productionOrder: true
        default: false
        }
    }

    /// Whether it may create numbers (R6).
    public var createsNumbers: Bool {
        switch self {
        case .receipt, .count, .customerReturn, .opening, .productionOrder: true
        default: false
        }
    }
}

public enum DocumentState: String, Sendable, CaseIterable {
    case draft, ready
    case inTransit = "in_transit"
    case done, cancelled

    public var isOpen: Bool { self != .done && self != .cancelled }
}

/// One product on a document.
public struct DocumentLine: Sendable, Equatable {
    public var id: LineID
    public var documentID: DocumentID
    /// Order on the document, from 0.
    public var position: Int
    public var productID: ProductID
    /// What is planned, in the product's unit.
    public var quantity: Quantity
    /// Overrides the document's place.
    public var locationID: LocationID?
    public var reason: String?
    public var details: LineDetails
    /// Numbers named ahead of doing.
    public var numbers: [NumberEntry]

    public init(
        id: LineID = ID(0), documentID: DocumentID = ID(0), position: Int, productID: ProductID, quantity: Quantity,
        locationID: LocationID? = nil, reason: String? = nil, details: LineDetails = LineDetails(),
        numbers: [NumberEntry] = []
    ) {
        self.id = id
        self.documentID = documentID
        self.position = position
        self.productID = productID
        self.quantity = quantity
        self.locationID = locationID
        self.reason = reason
        self.details = details
        self.numbers = numbers
    }
}

/// A number as somebody gave it on a line, ranges and lists already spelt out.
public struct NumberEntry: Sendable, Equatable {
    public var number: LotNumber
    /// Nil for a lot: the rest of the line.
    public var quantity: Quantity?
    public var supplierNumber: String?
    public var productionDate: CalendarDate?
    public var expiresOn: CalendarDate?
    /// The lot that a serial belongs to (R12).
    public var batch: LotNumber?
    public var entered: Entered
    /// When it was entered on a draft, for lines that grow scan by scan; nil when it came with the document (R16).
    public var enteredAt: Instant?
    /// Whether the goods' own number is not known; `number` is then empty until one of ours is drawn (R20a).
    public var isUnknown: Bool
    /// The package in which it comes, stands or leaves, by number (R31a).
    public var package: String?
    /// What the book said when a count named it (R25).
    public var bookQuantity: Quantity?
    /// Its place in the request, such as `numbers/3`.
    public var pointer: String

    public init(
        number: LotNumber, quantity: Quantity? = nil, supplierNumber: String? = nil,
        productionDate: CalendarDate? = nil, expiresOn: CalendarDate? = nil, batch: LotNumber? = nil,
        entered: Entered = .typed, enteredAt: Instant? = nil, isUnknown: Bool = false, package: String? = nil,
        bookQuantity: Quantity? = nil, pointer: String = ""
    ) {
        self.number = number
        self.quantity = quantity
        self.supplierNumber = supplierNumber
        self.productionDate = productionDate
        self.expiresOn = expiresOn
        self.batch = batch
        self.entered = entered
        self.enteredAt = enteredAt
        self.isUnknown = isUnknown
        self.package = package
        self.bookQuantity = bookQuantity
        self.pointer = pointer
    }
}
