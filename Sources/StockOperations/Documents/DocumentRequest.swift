import StockDomain

/// A document as somebody asks for it, names not yet looked up.
public struct DocumentRequest: Sendable {
    public var kind: DocumentKind
    public var partner: String?
    public var origin: String?
    public var location: String?
    /// Where a transfer arrives.
    public var toLocation: String?
    public var happenedAt: Instant?
    public var plannedOn: CalendarDate?
    public var priority: Int
    public var reason: String?
    public var scrapKind: PostingKind?
    public var witness: String?
    /// What a certificate of destruction says (R26).
    public var certificate: String?
    /// Whether a count hides the book (R25).
    public var isBlind: Bool
    public var lines: [LineRequest]
    /// Whether it is done in the same transaction.
    public var doNow: Bool
    /// What becomes of what is not done of it then.
    public var rest: DoRequest.Rest?

    public init(
        kind: DocumentKind, partner: String? = nil, origin: String? = nil, location: String? = nil,
        toLocation: String? = nil, happenedAt: Instant? = nil, plannedOn: CalendarDate? = nil, priority: Int = 0,
        reason: String? = nil, scrapKind: PostingKind? = nil, witness: String? = nil, certificate: String? = nil,
        isBlind: Bool = false, lines: [LineRequest] = [], doNow: Bool = false,
        rest: DoRequest.Rest? = nil
    ) {
        self.kind = kind
        self.partner = partner
        self.origin = origin
        self.location = location
        self.toLocation = toLocation
        self.happenedAt = happenedAt
        self.plannedOn = plannedOn
        self.priority = priority
        self.reason = reason
        self.scrapKind = scrapKind
        self.witness = witness
        self.certificate = certificate
        self.isBlind = isBlind
        self.lines = lines
        self.doNow = doNow
        self.rest = rest
    }
}

/// A line as somebody asks for it.
public struct LineRequest: Sendable {
    /// Empty where a package alone is named, with everything in it.
    public var product: String
    /// Nil when the numbers say it.
    public var quantity: Quantity?
    /// The unit in which `quantity` is entered (R31).
    public var packaging: String?
    /// What is done of it, in the same unit; nil for all of it.
    public var done: Quantity?
    public var location: String?
    /// The package whose goods it counts, from which it takes or into which goods come, by number (R25, R31a).
    public var package: String?
    /// Whether the line is one of those that stand for a whole package.
    var isWholePackage = false
    /// The delivery from which a customer returns, by number (R27).
    public var delivery: String?
    public var reason: String?
    /// Why other goods than the proposed ones are taken, or goods past their best (R35, R41).
    public var overrideReason: String?
    /// An empty list says that it names none; nil says nothing of numbers.
    public var numbers: [NumberInput]?
    /// A pasted list, read after `numbers` (R15).
    public var pastedNumbers: String?
    /// Its place in the request, such as `/lines/0`.
    public var pointer: String

    public init(
        product: String, quantity: Quantity? = nil, packaging: String? = nil, done: Quantity? = nil,
        location: String? = nil, package: String? = nil, delivery: String? = nil, reason: String? = nil,
        overrideReason: String? = nil, numbers: [NumberInput]? = nil, pastedNumbers: String? = nil, pointer: String = ""
    ) {
        self.product = product
        self.quantity = quantity
        self.packaging = packaging
        self.done = done
        self.location = location
        self.package = package
        self.delivery = delivery
        self.reason = reason
        self.overrideReason = overrideReason
        self.numbers = numbers
        self.pastedNumbers = pastedNumbers
        self.pointer = pointer
    }
}

/// How an open document is done.
public struct DoRequest: Sendable {
    /// What to do with lines done in part.
    public enum Rest: String, Sendable, CaseIterable {
        case backorder, close
    }

    /// What is done now of one line; lines that are not named are done as planned.
    public struct Line: Sendable {
        public var id: LineID
        /// The SKU of goods that have no line yet; `id` is then 0 (R20).
        public var product: String?
        public var done: Quantity?
        /// Instead of the reason on the line.
        public var overrideReason: String?
        /// An empty list says that it names none; nil says nothing of numbers.
        public var numbers: [NumberInput]?
        public var pastedNumbers: String?
        public var pointer: String

        public init(
            id: LineID, product: String? = nil, done: Quantity? = nil, overrideReason: String? = nil,
            numbers: [NumberInput]? = nil, pastedNumbers: String? = nil, pointer: String = ""
        ) {
            self.id = id
            self.product = product
            self.done = done
            self.overrideReason = overrideReason
            self.numbers = numbers
            self.pastedNumbers = pastedNumbers
            self.pointer = pointer
        }
    }

    public var lines: [Line]
    public var rest: Rest?
    public var happenedAt: Instant?
    /// Replaces the document's reason.
    public var reason: String?

    public init(lines: [Line] = [], rest: Rest? = nil, happenedAt: Instant? = nil, reason: String? = nil) {
        self.lines = lines
        self.rest = rest
        self.happenedAt = happenedAt
        self.reason = reason
    }
}

/// What changes of an open document; nil leaves a field as it is.
public struct DocumentChange: Sendable {
    public var partner: String?
    public var origin: String?
    public var location: String?
    public var toLocation: String?
    public var plannedOn: CalendarDate?
    public var priority: Int?
    public var reason: String?
    public var happenedAt: Instant?
    /// Replaces all lines.
    public var lines: [LineRequest]?

    public init(
        partner: String? = nil, origin: String? = nil, location: String? = nil, toLocation: String? = nil,
        plannedOn: CalendarDate? = nil, priority: Int? = nil, reason: String? = nil, happenedAt: Instant? = nil,
        lines: [LineRequest]? = nil
    ) {
        self.partner = partner
        self.origin = origin
        self.location = location
        self.toLocation = toLocation
        self.plannedOn = plannedOn
        self.priority = priority
        self.reason = reason
        self.happenedAt = happenedAt
        self.lines = lines
    }
}
