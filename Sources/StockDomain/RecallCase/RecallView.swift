/// A recall case as it stands: what was frozen, what has happened since, and what the ledger says now.
public struct RecallView: Sendable, Equatable {
    public var recall: RecallCase
    public var terms: [ScopeRound]
    /// The lots named by the scope, and all that was made of them; a draft's are those of now.
    public var lots: [RecalledLot]
    public var consigned: [Consigned]
    /// Units that went to customers without a name, whom nobody can tell.
    public var unreachable: [ProductQuantity]
    public var figures: RecallFigures
    /// Where the ledger says otherwise now than the frozen list.
    public var differences: [RecallDifference]
    public var milestones: RecallMilestones
    public var events: [RecallEvent]
    /// What a recall of this scope reaches, as of now.
    public var reach: RecallReach
    public var createdBy: String
    public var startedBy: String?
    public var endedBy: String?
    /// What people wrote on the sheet; of a drill only.
    public var sheet: DrillSheet?
    /// When and where the orders of a drill made their goods.
    public var orders: [DocumentID: OrderMade]
    /// What went into the lots of a drill, step by step, packaging and goods without number too.
    public var inputs: [Trace.Edge]
    /// Products among its lots and inputs that only hold other goods; of a drill.
    public var packaging: Set<ProductID>
    /// Of the orders that made its lots, or used them: what came out of what went in (R51).
    public var yields: [ProcessYield]
    public var now: Instant

    public init(
        recall: RecallCase, terms: [ScopeRound], lots: [RecalledLot], consigned: [Consigned],
        unreachable: [ProductQuantity], figures: RecallFigures, differences: [RecallDifference],
        milestones: RecallMilestones, events: [RecallEvent], reach: RecallReach, createdBy: String,
        startedBy: String?, endedBy: String?, sheet: DrillSheet? = nil, orders: [DocumentID: OrderMade] = [:],
        inputs: [Trace.Edge] = [], packaging: Set<ProductID> = [], yields: [ProcessYield] = [], now: Instant
    ) {
        self.recall = recall
        self.terms = terms
        self.lots = lots
        self.consigned = consigned
        self.unreachable = unreachable
        self.figures = figures
        self.differences = differences
        self.milestones = milestones
        self.events = events
        self.reach = reach
        self.createdBy = createdBy
        self.startedBy = startedBy
        self.endedBy = endedBy
        self.sheet = sheet
        self.orders = orders
        self.inputs = inputs
        self.packaging = packaging
        self.yields = yields
        self.now = now
    }

    /// Those whom only a call or letter reaches, and those who were told and are silent, by code.
    public var callList: [Consigned] { consigned.filter(\.isToBeCalled) }
    public var silent: [Consigned] { consigned.filter(\.isSilent) }
}

/// A part of the scope and the round in which it was set.
public struct ScopeRound: Sendable, Equatable {
    public var term: ScopeTerm
    public var isException: Bool
    public var round: Int

    public init(term: ScopeTerm, isException: Bool, round: Int) {
        self.term = term
        self.isException = isException
        self.round = round
    }
}

/// A lot of a recall.
public struct RecalledLot: Sendable, Equatable {
    public var lot: LotName
    public var round: Int
    /// Whether the scope names it; others were made of such a lot.
    public var isNamed: Bool
    /// Whether its goods are held by the case; not where their number is given at delivery only.
    public var isHeld: Bool
    /// The number of its batch, where the case holds that one and thereby this serial (R12).
    public var heldWith: String?
    public var released: Release?

    public struct Release: Sendable, Equatable {
        public var at: Instant
        public var by: String
        public var reason: String

        public init(at: Instant, by: String, reason: String) {
            self.at = at
            self.by = by
            self.reason = reason
        }
    }

    public init(
        lot: LotName, round: Int, isNamed: Bool, isHeld: Bool, heldWith: String? = nil, released: Release? = nil
    ) {
        self.lot = lot
        self.round = round
        self.isNamed = isNamed
        self.isHeld = isHeld
        self.heldWith = heldWith
        self.released = released
    }
}

/// Something that happened in a case.
public struct RecallEvent: Sendable, Equatable {
    public var at: Instant
    /// Nil when a consignee did it by his link.
    public var actor: String?
    public var code: String
    public var detail: String

    public init(at: Instant, actor: String?, code: String, detail: String) {
        self.at = at
        self.actor = actor
        self.code = code
        self.detail = detail
    }
}

/// One customer and product of which the ledger says otherwise now than when the list was frozen.
public struct RecallDifference: Sendable, Equatable {
    public var partner: Partner
    public var product: ProductName
    public var frozen: Quantity
    public var now: Quantity

    public init(partner: Partner, product: ProductName, frozen: Quantity, now: Quantity) {
        self.partner = partner
        self.product = product
        self.frozen = frozen
        self.now = now
    }
}

/// One case in a list.
public struct RecallHead: Sendable, Equatable {
    public var recall: RecallCase
    public var lots: Int
    public var consignees: Int
    public var responded: Int

    public init(recall: RecallCase, lots: Int, consignees: Int, responded: Int) {
        self.recall = recall
        self.lots = lots
        self.consignees = consignees
        self.responded = responded
    }
}
