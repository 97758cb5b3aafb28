/// A document with everything that its page and its answer tell.
public struct DocumentView: Sendable {
    public let document: Document
    public let partner: Partner?
    public let location: Location?
    public let toLocation: Location?
    public let lines: [LineView]
    public let postings: [PostingView]
    /// What befell the document without its own doing, in the order in which it did.
    public let events: [DocumentEvent]
    /// The document that holds the rest, after a partial doing.
    public var backorder: String?
    public var warnings: [Warning]
    /// Packages that its lines name or that were scanned on it (R31a).
    public var packages: [DocumentPackage] = []
    /// The steps of a production order that still count, in the order of doing (R23).
    public var steps: [StepView] = []

    public init(
        document: Document, partner: Partner?, location: Location?, toLocation: Location?, lines: [LineView],
        postings: [PostingView], events: [DocumentEvent] = [], backorder: String? = nil, warnings: [Warning] = []
    ) {
        self.document = document
        self.partner = partner
        self.location = location
        self.toLocation = toLocation
        self.lines = lines
        self.postings = postings
        self.events = events
        self.backorder = backorder
        self.warnings = warnings
    }
}

extension DocumentView {
    /// What came otherwise than announced; empty where nothing is announced.
    public var differences: [AnnouncementDifference] {
        document.kind.takesStock ? [] : AnnouncementDifference.all(in: lines, packages)
    }
}

/// A line with what is done, reserved and missing.
public struct LineView: Sendable {
    /// Zero for a line that is read from the movements of an imported document.
    public let id: LineID
    public let product: Product
    public let quantity: Quantity
    public let done: Quantity
    public let reserved: Quantity
    public let location: Location?
    public let reason: String?
    /// Why other goods than the proposed ones are taken (R35).
    public let overrideReason: String?
    /// The package that the line is about.
    public let package: String?
    /// Whether it stands for a whole package, with the other lines of that.
    public let isWholePackage: Bool
    /// What the book said when it was counted; nil on other documents, and for whoever counts blindly (R25).
    public let bookQuantity: Quantity?
    public let numbers: [NumberView]
    /// The delivery from which a customer returns.
    public var delivery: String?
    /// What an open return without numbers could bring back (R27).
    public var proposed: [ReturnableNumber] = []
    /// What the line of a production order is.
    public var role: ProductionRole?
    /// The output into which a component goes.
    public var forOutput: LotNumber?
    /// Of a co-product, how much of what goes in it takes, in percent.
    public var inputShare: Quantity?
    /// The recipe from which an output's order was made, by code.
    public var recipe: String?
    /// On the output of a production order: how much of what goes in may be unexplained, in percent (R51).
    public var yieldTolerance: Quantity?

    /// Whether the strategy has chosen some of what was used, because nobody named it (R23).
    public var isByRule: Bool { role == .component && numbers.contains { !$0.isReserved && $0.entered == .inferred } }

    public init(
        id: LineID, product: Product, quantity: Quantity, done: Quantity, reserved: Quantity, location: Location?,
        reason: String?, overrideReason: String? = nil, package: String? = nil, isWholePackage: Bool = false,
        bookQuantity: Quantity? = nil, numbers: [NumberView]
    ) {
        self.id = id
        self.product = product
        self.quantity = quantity
        self.done = done
        self.reserved = reserved
        self.location = location
        self.reason = reason
        self.overrideReason = overrideReason
        self.package = package
        self.isWholePackage = isWholePackage
        self.bookQuantity = bookQuantity
        self.numbers = numbers
    }

    /// What neither is done nor set aside.
    public var missing: Quantity { max(.zero, quantity - done - reserved) }
}

/// A number on a line: named ahead, set aside or done.
public struct NumberView: Sendable {
    public let number: LotNumber?
    public let lotID: LotID?
    public let quantity: Quantity?
    public let isReserved: Bool
    public let locationCode: String?
    public let packageNumber: String?
    public let entered: Entered?
    public let supplierNumber: String?
    public let expiresOn: CalendarDate?
    /// Whether the goods' own number is not known (R20a).
    public let isUnknown: Bool
    /// Why it was chosen; nil for what is only named ahead.
    public let why: Why?
    /// Why it left though others were to leave first, or though it was past its best.
    public let override: PlannedOverride?

    public init(
        number: LotNumber?, lotID: LotID? = nil, quantity: Quantity? = nil, isReserved: Bool = false,
        locationCode: String? = nil, packageNumber: String? = nil, entered: Entered? = nil,
        supplierNumber: String? = nil, expiresOn: CalendarDate? = nil, isUnknown: Bool = false, why: Why? = nil,
        override: PlannedOverride? = nil
    ) {
        self.number = number
        self.lotID = lotID
        self.quantity = quantity
        self.isReserved = isReserved
        self.locationCode = locationCode
        self.packageNumber = packageNumber
        self.entered = entered
        self.supplierNumber = supplierNumber
        self.expiresOn = expiresOn
        self.isUnknown = isUnknown
        self.why = why
        self.override = override
    }
}

/// A posting of the document, for whoever wants to check it.
public struct PostingView: Sendable {
    public let id: PostingID
    public let kind: PostingKind
    public let happenedAt: Instant
    public let hash: Digest
    public let reverses: PostingID?

    public init(id: PostingID, kind: PostingKind, happenedAt: Instant, hash: Digest, reverses: PostingID?) {
        self.id = id
        self.kind = kind
        self.happenedAt = happenedAt
        self.hash = hash
        self.reverses = reverses
    }
}

/// A document in a list.
public struct DocumentHead: Sendable {
    public let document: Document
    public let partner: Partner?

    public init(document: Document, partner: Partner?) {
        self.document = document
        self.partner = partner
    }
}
