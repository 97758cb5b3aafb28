import StockDomain

/// A recall case, or a drill, that is to be drafted.
public struct RecallRequest: Sendable, Equatable {
    public var isDrill: Bool
    public var hazardClass: RecallCase.HazardClass?
    public var depth: RecallCase.Depth
    public var reason: String
    /// Of a drill nothing: then a lot is drawn.
    public var scope: [ScopeTerm]
    public var exceptions: [ScopeTerm]
    public var wording: NoticeWording
    public var checks: CheckPlan?
    /// Draws the checks, and the lot of a drill; nil for one that nobody can guess.
    public var seed: Int64?
    public var expectedEnd: CalendarDate?
    /// Whether it is started in the same transaction.
    public var startsNow: Bool

    public init(
        isDrill: Bool = false, hazardClass: RecallCase.HazardClass? = nil, depth: RecallCase.Depth = .retail,
        reason: String, scope: [ScopeTerm], exceptions: [ScopeTerm] = [], wording: NoticeWording = NoticeWording(),
        checks: CheckPlan? = nil, seed: Int64? = nil, expectedEnd: CalendarDate? = nil, startsNow: Bool = false
    ) {
        self.isDrill = isDrill
        self.hazardClass = hazardClass
        self.depth = depth
        self.reason = reason
        self.scope = scope
        self.exceptions = exceptions
        self.wording = wording
        self.checks = checks
        self.seed = seed
        self.expectedEnd = expectedEnd
        self.startsNow = startsNow
    }
}

/// What is to be changed of a case; the scope, the checks and the seed of a draft only.
public struct RecallChange: Sendable, Equatable {
    public var hazardClass: Change<RecallCase.HazardClass> = .keep
    public var depth: RecallCase.Depth?
    public var reason: String?
    public var scope: [ScopeTerm]?
    public var exceptions: [ScopeTerm]?
    public var goodsKind: NoticeWording.GoodsKind?
    public var hazard: Change<String> = .keep
    public var instructions: Change<String> = .keep
    public var contact: Change<String> = .keep
    public var template: Change<String> = .keep
    public var checkLevel: CheckPlan.Level?
    public var checkPercent: Change<Int> = .keep
    public var expectedEnd: Change<CalendarDate> = .keep

    public init() {}

    var touchesDraftOnly: Bool {
        scope != nil || exceptions != nil || checkLevel != nil || checkPercent.isNamed
    }
}

/// Notices that were sent, or are to be written down as sent.
public struct NoticeRequest: Sendable, Equatable {
    /// Codes; nil for all who have not been told.
    public var partners: [String]?
    public var method: ContactMethod
    /// Whether those who were told and are silent are told once more.
    public var isReminder: Bool
    /// Whether the mail server is to send them now; else somebody has told them, and that is written down.
    public var isToBeMailed: Bool

    public init(
        partners: [String]? = nil, method: ContactMethod = .mail, isReminder: Bool = false, isToBeMailed: Bool = false
    ) {
        self.partners = partners
        self.method = method
        self.isReminder = isReminder
        self.isToBeMailed = isToBeMailed
    }
}

/// What a consignee said.
public struct AnswerRequest: Sendable, Equatable {
    /// A code; nil when the link says who it is.
    public var partner: String?
    public var parts: [Part]
    public var comment: String?

    /// What he said of one product.
    public struct Part: Sendable, Equatable {
        /// A SKU; nil where he has goods of one product only.
        public var product: String?
        public var amounts: AnsweredAmounts
        public var pointer: String

        public init(product: String? = nil, amounts: AnsweredAmounts, pointer: String = "") {
            self.product = product
            self.amounts = amounts
            self.pointer = pointer
        }
    }

    public init(partner: String? = nil, parts: [Part], comment: String? = nil) {
        self.partner = partner
        self.parts = parts
        self.comment = comment
    }
}

/// What came of a check of one consignee.
public struct CheckRequest: Sendable, Equatable {
    public var partner: String
    public var method: ContactMethod
    public var wasEffective: Bool
    public var comment: String?

    public init(partner: String, method: ContactMethod, wasEffective: Bool, comment: String? = nil) {
        self.partner = partner
        self.method = method
        self.wasEffective = wasEffective
        self.comment = comment
    }
}
