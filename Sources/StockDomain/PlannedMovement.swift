/// A number that a movement names: one that exists, or one that comes into the world with it.
public enum PlannedLot: Hashable, Sendable {
    case known(LotID)
    case new(LotIdentity)
}

/// What makes a number unique (R10).
public struct LotIdentity: Hashable, Sendable {
    public let product: ProductID
    public let kind: LotKind
    public let number: LotNumber

    public init(product: ProductID, kind: LotKind, number: LotNumber) {
        self.product = product
        self.kind = kind
        self.number = number
    }
}

/// A number to be created, with what is known of it.
public struct PlannedNewLot: Equatable, Sendable {
    public let identity: LotIdentity
    public var dates: LotDates
    /// The lot that a serial belongs to; may itself be new (R12).
    public var batch: PlannedLot?

    public init(identity: LotIdentity, dates: LotDates, batch: PlannedLot? = nil) {
        self.identity = identity
        self.dates = dates
        self.batch = batch
    }
}

/// A movement as a rule decides it, before keys are drawn.
public struct PlannedMovement: Equatable, Sendable {
    public var kind: PostingKind
    public var productID: ProductID
    public var lot: PlannedLot?
    public var quantity: Quantity
    public var from: Spot
    public var to: Spot
    public var lineID: LineID
    public var entered: Entered?
    public var supplierNumber: String?
    /// The partner of the posting when it is not the document's: a return by the true holder.
    public var partnerID: PartnerID?
    /// Reasons to doubt its number (R16).
    public var doubts: [Doubt] = []

    public init(
        kind: PostingKind, productID: ProductID, lot: PlannedLot? = nil, quantity: Quantity, from: Spot, to: Spot,
        lineID: LineID, entered: Entered? = nil, supplierNumber: String? = nil, partnerID: PartnerID? = nil
    ) {
        self.kind = kind
        self.productID = productID
        self.lot = lot
        self.quantity = quantity
        self.from = from
        self.to = to
        self.lineID = lineID
        self.entered = entered
        self.supplierNumber = supplierNumber
        self.partnerID = partnerID
    }
}

/// What the rules say about a document that is to be done: what would move, and what stands in the way.
public struct Decision: Sendable, Equatable {
    public var movements: [PlannedMovement] = []
    public var newLots: [PlannedNewLot] = []
    public var faults: [Fault] = []
    public var questions: [Question] = []
    public var warnings: [Warning] = []

    public init() {}

    /// - Throws: everything in the way in one refusal; faults before questions.
    public func settled() throws(Refusal) -> Decision {
        if !faults.isEmpty { throw .faults(faults) }
        if !questions.isEmpty { throw .asking(questions) }
        return self
    }

    /// The answer to a question, which is asked unless it was answered.
    public mutating func ask(
        _ id: String, _ code: String, _ detail: String, _ choices: [String], given answers: [String: String]
    ) -> String? {
        if let answer = answers[id], choices.contains(answer) { return answer }
        questions.append(Question(id: id, code: code, detail: detail, answers: choices))
        return nil
    }
}
