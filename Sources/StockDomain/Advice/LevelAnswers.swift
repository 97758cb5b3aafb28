/// What decides at which level a product is told apart, as somebody answers it; nil for a question left open (R8).
public struct LevelAnswers: Sendable, Equatable {
    /// A recall would point to a batch.
    public var recallByBatch: Bool?
    /// A recall would point to one item.
    public var recallByItem: Bool?
    /// Goods expire, and the oldest go first.
    public var expiry: Bool?
    /// Made or bought in runs that must lead back to a delivery or a production order.
    public var runs: Bool?
    /// To the customer one unit is as good as another.
    public var interchangeable: Bool?
    /// Warranty, service history or registration per unit.
    public var warranty: Bool?
    /// It must be proven which unit a customer got.
    public var proofOfUnit: Bool?
    public var highValue: Bool?
    /// A regulation or contract asks where goods came from and went.
    public var regulation: Bool?
    /// A regulation or contract asks for a number on each unit.
    public var regulationPerUnit: Bool?
    /// Units that leave in a week, for a product without movements of its own.
    public var unitsPerWeek: Int?

    public init(
        recallByBatch: Bool? = nil, recallByItem: Bool? = nil, expiry: Bool? = nil, runs: Bool? = nil,
        interchangeable: Bool? = nil, warranty: Bool? = nil, proofOfUnit: Bool? = nil, highValue: Bool? = nil,
        regulation: Bool? = nil, regulationPerUnit: Bool? = nil, unitsPerWeek: Int? = nil
    ) {
        self.recallByBatch = recallByBatch
        self.recallByItem = recallByItem
        self.expiry = expiry
        self.runs = runs
        self.interchangeable = interchangeable
        self.warranty = warranty
        self.proofOfUnit = proofOfUnit
        self.highValue = highValue
        self.regulation = regulation
        self.regulationPerUnit = regulationPerUnit
        self.unitsPerWeek = unitsPerWeek
    }
}

/// The questions in the order in which they are asked, each by the key under which it is answered.
public enum LevelQuestion: String, Sendable, CaseIterable {
    case recallByBatch = "recall_by_batch"
    case recallByItem = "recall_by_item"
    case expiry
    case runs
    case interchangeable
    case warranty
    case proofOfUnit = "proof_of_unit"
    case highValue = "high_value"
    case regulation
    case regulationPerUnit = "regulation_per_unit"

    public var inWords: String {
        switch self {
        case .recallByBatch: "Would a recall point to a batch?"
        case .recallByItem: "Would a recall point to one single item?"
        case .expiry: "Do the goods expire, so that the oldest must go first?"
        case .runs: "Are they made or bought in runs that must lead back to a delivery or a production order?"
        case .interchangeable: "Is one unit as good as another to the customer?"
        case .warranty: "Does each unit have a warranty, a service history or a registration?"
        case .proofOfUnit: "Must you prove which unit a customer got?"
        case .highValue: "Is a single unit of high value?"
        case .regulation: "Does a regulation or contract ask where the goods came from and went?"
        case .regulationPerUnit: "Does a regulation or contract ask for a number on each unit?"
        }
    }

    /// Where the answer stands among the others.
    public var keyPath: WritableKeyPath<LevelAnswers, Bool?> {
        switch self {
        case .recallByBatch: \.recallByBatch
        case .recallByItem: \.recallByItem
        case .expiry: \.expiry
        case .runs: \.runs
        case .interchangeable: \.interchangeable
        case .warranty: \.warranty
        case .proofOfUnit: \.proofOfUnit
        case .highValue: \.highValue
        case .regulation: \.regulation
        case .regulationPerUnit: \.regulationPerUnit
        }
    }
}

extension LevelAnswers {
    subscript(question: LevelQuestion) -> Bool? { self[keyPath: question.keyPath] }

    /// Whether a question was answered with yes.
    func says(_ question: LevelQuestion) -> Bool { self[question] == true }
}
