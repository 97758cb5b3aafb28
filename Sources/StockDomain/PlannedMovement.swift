/// A number that a movement names: one that exists, or one that comes into the world with it.
public enum PlannedLot: Hashable, Sendable {
    case known(LotID)
    case new(LotIdentity)

    /// The number's key; nil when it is to be created.
    public var knownID: LotID? {
        guard case .known(let id) = self else { return nil }
        return id
    }
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

extension LotIdentity {
    /// The same with what a reader would confuse in place of the number.
    fileprivate var likeness: LotIdentity {
        LotIdentity(product: product, kind: kind, number: LotNumber(stored: NameText.likeness(of: number.text)))
    }
}

/// A number to be created, with what is known of it.
public struct PlannedNewLot: Equatable, Sendable {
    public let identity: LotIdentity
    public var dates: LotDates
    /// The lot that a serial belongs to; may itself be new (R12).
    public var batch: PlannedLot?
    public var marks: Lot.Marks

    public init(identity: LotIdentity, dates: LotDates, batch: PlannedLot? = nil, marks: Lot.Marks = []) {
        self.identity = identity
        self.dates = dates
        self.batch = batch
        self.marks = marks
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
    @SeldomSet public var supplierNumber: String?
    /// A date that came with the number of a product without expiry (R4).
    public var unusedDate: CalendarDate?
    /// The partner of the posting when it is not the document's: a return by the true holder.
    public var partnerID: PartnerID?
    /// Reasons to doubt its number (R16).
    public var doubts: [Doubt] = []
    /// Why the strategy has chosen these goods (R35).
    @SeldomSet public var why: Why?
    /// Why they leave though others were to leave first, or though they are past their best (R35, R41).
    @SeldomSet public var override: PlannedOverride?
    /// The number of another level under which goods come back: what they become is a step of its own (R7a).
    public var oldNumber: LotID?
    /// The reason of the posting when it is not the document's.
    @SeldomSet public var reason: String?
    /// The production step that it belongs to (R23).
    public var step: PlannedStep?

    public init(
        kind: PostingKind, productID: ProductID, lot: PlannedLot? = nil, quantity: Quantity, from: Spot, to: Spot,
        lineID: LineID, entered: Entered? = nil, supplierNumber: String? = nil, unusedDate: CalendarDate? = nil,
        partnerID: PartnerID? = nil
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
        self.unusedDate = unusedDate
        self.partnerID = partnerID
    }
}

/// A production step: one of those that are being done, or an earlier one to which something is added.
public enum PlannedStep: Hashable, Sendable {
    case new(Int)
    case known(StepID)
}

/// What the rules say about a document that is to be done: what would move, and what stands in the way.
public struct Decision: Sendable, Equatable {
    public var movements: [PlannedMovement] = []
    /// Numbers that come into the world, each once however many lines name it.
    public private(set) var newLots: [PlannedNewLot] = []
    private var indexOfNewLot: [LotIdentity: Int] = [:]
    /// Where new numbers stand, by the hash of what a reader would confuse (R10): the texts of 20,000 serials would weigh
    /// more than the serials.
    private var newByLikeness: [Int: Int32] = [:]
    /// How many numbers of our own it gives away, by product (R14).
    public internal(set) var ownNumbersNeeded: [ProductID: Int] = [:]
    /// What comes back, under new numbers, of goods that were sold without one, by product (R7a).
    var soldUnnumberedTaken: [ProductID: Quantity] = [:]
    /// What the lines before have brought back of each number, in all and of the delivery that they name (R27).
    private var broughtBack: [Returned: Quantity] = [:]
    /// Products of which it has said that a date is not used (R4).
    var productsWithUnusedDates: Set<ProductID> = []
    public var faults: [Fault] = []
    public var questions: [Question] = []
    public var warnings: [Warning] = []
    private var askedIDs: Set<String> = []
    /// What other documents lose of what was set aside for them (R36).
    public var losses: [ReservationLoss] = []

    public init() {}

    /// Brings a number into the world, unless an earlier line has.
    public mutating func create(_ lot: PlannedNewLot) {
        guard indexOfNewLot[lot.identity] == nil else { return }
        indexOfNewLot[lot.identity] = newLots.count
        newLots.append(lot)
    }

    /// Keeps a new number, so that another one that looks like it is asked about.
    mutating func rememberLikeness(of lot: LotIdentity) {
        guard let index = indexOfNewLot[lot] else { return }
        let hash = lot.likeness.hashValue
        if newByLikeness[hash] == nil { newByLikeness[hash] = Int32(index) }
    }

    /// A new number of the document that a reader would confuse with this one, if it is another (R10).
    func newNumber(like entry: NumberEntry, of product: ProductID, _ kind: LotKind) -> LotNumber? {
        if entry.isUnknown || newByLikeness.isEmpty { return nil }
        let identity = LotIdentity(product: product, kind: kind, number: entry.number)
        guard indexOfNewLot[identity] == nil else { return nil }
        let likeness = identity.likeness
        guard let known = newByLikeness[likeness.hashValue].map({ newLots[Int($0)].identity }) else { return nil }
        return known.likeness == likeness ? known.number : nil
    }

    /// Keeps what a line brings back, so that no other one brings it too.
    mutating func bringBack(_ quantity: Quantity, of lot: LotID, on line: LineToDo) {
        broughtBack[Returned(lot: lot), default: .zero] += quantity
        guard let delivery = line.details.deliveryID else { return }
        broughtBack[Returned(lot: lot, delivery: delivery), default: .zero] += quantity
    }

    /// What a partner still has of a number after the lines before, and of the delivery that the line names.
    func left(of lot: LotID, _ held: HeldGoods, on line: LineToDo) -> Quantity {
        let left = (held.inAll[lot] ?? .zero) - (broughtBack[Returned(lot: lot)] ?? .zero)
        guard let delivered = held.ofDelivery, let delivery = line.details.deliveryID else { return left }
        let before = broughtBack[Returned(lot: lot, delivery: delivery)] ?? .zero
        return min(left, (delivered[lot] ?? .zero) - before)
    }

    private struct Returned: Hashable {
        let lot: LotID
        var delivery: DocumentID?
    }

    /// The number as an earlier line brings it into the world, if one does.
    public func newLot(_ identity: LotIdentity) -> PlannedNewLot? { indexOfNewLot[identity].map { newLots[$0] } }

    /// Takes up what was decided about one more line.
    public mutating func add(_ other: Decision) {
        movements += other.movements
        for lot in other.newLots { create(lot) }
        faults += other.faults
        questions += other.questions.filter { askedIDs.insert($0.id).inserted }
        warnings += other.warnings
        losses += other.losses
    }

    /// - Throws: everything in the way in one refusal; faults before questions.
    public func settled() throws(Refusal) -> Decision {
        if !faults.isEmpty { throw .faults(faults) }
        if !questions.isEmpty { throw .asking(questions) }
        return self
    }

    /// Whether a question was asked and not answered.
    func isAsking(about id: String) -> Bool { questions.contains { $0.id == id } }

    /// The answer to a question, which is asked once unless it was answered; what is no answer to it is a fault.
    public mutating func ask(
        _ id: String, _ code: String, _ detail: String, _ choices: [String], given answers: [String: String]
    ) -> String? {
        let question = Question(id: id, code: code, detail: detail, answers: choices)
        if let answer = answers[id], choices.contains(answer) { return answer }
        guard askedIDs.insert(id).inserted else { return nil }
        if let wrong = answers[id] {
            faults.append(question.fault(of: wrong))
        } else {
            questions.append(question)
        }
        return nil
    }
}
