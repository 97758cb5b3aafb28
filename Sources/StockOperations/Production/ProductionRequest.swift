import StockDomain

/// A production order as somebody asks for it, names not yet looked up (R23).
public struct ProductionRequest: Sendable {
    /// SKU; nil when the recipe says it.
    public var product: String?
    /// Nil when the outputs or the recipe say it.
    public var quantity: Quantity?
    public var packaging: String?
    /// The recipe from which components and by-products come unless they are named.
    public var recipe: String?
    /// How much of what goes in may be unexplained, in percent; nil takes the recipe's (R51).
    public var yieldTolerance: Quantity?
    /// What it makes under which number; an empty number asks for one of ours (R14).
    public var outputs: [NumberInput]
    public var components: [PartRequest]?
    public var byProducts: [PartRequest]?
    public var origin: String?
    /// From where components are taken and where outputs are put.
    public var location: String?
    public var happenedAt: Instant?
    public var plannedOn: CalendarDate?
    public var priority: Int
    public var reason: String?
    /// Whether it is done in the same transaction.
    public var doNow: Bool

    public init(
        product: String? = nil, quantity: Quantity? = nil, packaging: String? = nil, recipe: String? = nil,
        yieldTolerance: Quantity? = nil, outputs: [NumberInput] = [], components: [PartRequest]? = nil,
        byProducts: [PartRequest]? = nil,
        origin: String? = nil, location: String? = nil, happenedAt: Instant? = nil, plannedOn: CalendarDate? = nil,
        priority: Int = 0, reason: String? = nil, doNow: Bool = false
    ) {
        self.product = product
        self.quantity = quantity
        self.packaging = packaging
        self.recipe = recipe
        self.yieldTolerance = yieldTolerance
        self.outputs = outputs
        self.components = components
        self.byProducts = byProducts
        self.origin = origin
        self.location = location
        self.happenedAt = happenedAt
        self.plannedOn = plannedOn
        self.priority = priority
        self.reason = reason
        self.doNow = doNow
    }
}

/// A component or by-product as somebody asks for it.
public struct PartRequest: Sendable {
    public var line: LineRequest
    /// The number of the output into which it goes; nil when it goes into all of them.
    public var forOutput: LotNumber?
    /// Of a co-product, how much of what goes in it takes, in percent; nil for a by-product.
    public var inputShare: Quantity?

    public init(_ line: LineRequest, for output: LotNumber? = nil, inputShare: Quantity? = nil) {
        self.line = line
        forOutput = output
        self.inputShare = inputShare
    }
}

/// What of an order is made now (R23). What is nil is made as planned.
public struct ProductionDoRequest: Sendable {
    public var outputs: [NumberInput]?
    public var components: [PartRequest]?
    public var byProducts: [PartRequest]?
    /// Goods that broke on the way: they are scrapped and go into nothing.
    public var scrapped: [PartRequest]
    public var rest: DoRequest.Rest?
    public var happenedAt: Instant?
    public var reason: String?

    public init(
        outputs: [NumberInput]? = nil, components: [PartRequest]? = nil, byProducts: [PartRequest]? = nil,
        scrapped: [PartRequest] = [], rest: DoRequest.Rest? = nil, happenedAt: Instant? = nil, reason: String? = nil
    ) {
        self.outputs = outputs
        self.components = components
        self.byProducts = byProducts
        self.scrapped = scrapped
        self.rest = rest
        self.happenedAt = happenedAt
        self.reason = reason
    }

    /// The products that it names.
    var skus: [String] { ((components ?? []) + (byProducts ?? []) + scrapped).map(\.line.product) }
}

/// What changes of an open order; nil leaves it as it is.
public struct ProductionChange: Sendable {
    public var head: DocumentChange
    /// What is planned without numbers follows.
    public var quantity: Quantity?
    public var outputs: [NumberInput]?
    public var components: [PartRequest]?
    public var byProducts: [PartRequest]?

    public init(
        head: DocumentChange = DocumentChange(), quantity: Quantity? = nil, outputs: [NumberInput]? = nil,
        components: [PartRequest]? = nil, byProducts: [PartRequest]? = nil
    ) {
        self.head = head
        self.quantity = quantity
        self.outputs = outputs
        self.components = components
        self.byProducts = byProducts
    }
}
