/// A supplier or customer. Names and contacts live only here, so that a person can be erased (R56).
public struct Partner: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        case supplier, customer, both
    }

    public var id: PartnerID
    public var code: String
    public var name: String
    public var kind: Kind
    /// Counter sales and the like: units sold to it are a gap, never a contact (R47).
    public var isAnonymous: Bool
    public var email: String?
    public var phone: String?
    public var address: String?
    public var country: String?
    public var gln: String?
    public var demands: Demands
    /// Whether what this supplier brings starts in quarantine (R34b).
    public var isQuarantinedAtReceipt: Bool

    /// What a customer asks of the lots he gets (R34).
    public struct Demands: Sendable, Equatable {
        /// Days of life that goods must have left on the planned day.
        public var minRemainingDays: Int?
        /// The same as a share of the product's shelf life, in percent.
        public var minRemainingPercent: Int?
        /// Whether each line must be of one lot.
        public var singleLot: Bool
        /// Whether he refuses goods older than those of his last delivery.
        public var noOlderThanLast: Bool

        public init(
            minRemainingDays: Int? = nil, minRemainingPercent: Int? = nil, singleLot: Bool = false,
            noOlderThanLast: Bool = false
        ) {
            self.minRemainingDays = minRemainingDays
            self.minRemainingPercent = minRemainingPercent
            self.singleLot = singleLot
            self.noOlderThanLast = noOlderThanLast
        }
    }

    public init(
        id: PartnerID = ID(0), code: String, name: String, kind: Kind, isAnonymous: Bool = false,
        email: String? = nil, phone: String? = nil, address: String? = nil, country: String? = nil, gln: String? = nil,
        demands: Demands = Demands(), isQuarantinedAtReceipt: Bool = false
    ) {
        self.id = id
        self.code = code
        self.name = name
        self.kind = kind
        self.isAnonymous = isAnonymous
        self.email = email
        self.phone = phone
        self.address = address
        self.country = country
        self.gln = gln
        self.demands = demands
        self.isQuarantinedAtReceipt = isQuarantinedAtReceipt
    }

    /// Whether a recall can reach it at all.
    public var canBeReached: Bool {
        !isAnonymous && [email, phone, address].contains { $0?.isEmpty == false }
    }
}

extension Partner {
    /// Whether code or name are what people call counter sales, such as WALKIN or CASH, and nothing says how to reach
    /// it: then it may be nobody in particular (R47).
    public var looksAnonymous: Bool {
        if isAnonymous || canBeReached { return false }
        return [code, name].contains { text in
            let words = text.uppercased().split { !$0.isLetter }.map(String.init)
            let pairs = zip(words, words.dropFirst()).map { $0 + $1 }
            return !Partner.wordsForNobody.isDisjoint(with: words + pairs)
        }
    }

    private static let wordsForNobody: Set = [
        "WALKIN", "WALKINS", "CASH", "CASHSALE", "CASHSALES", "COUNTER", "COUNTERSALE", "COUNTERSALES", "ANONYMOUS",
        "NONAME",
    ]
}
