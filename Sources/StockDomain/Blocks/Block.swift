/// Why goods of one number may not reach a customer or a production step (R34a).
///
/// A block is opened, and closed once; nothing else about it ever changes. Several may be open at a time.
public struct Block: Sendable, Equatable {
    public var id: BlockID
    public var lotID: LotID
    public var kind: Kind
    public var cause: Cause
    /// The part that it covers; the whole number without one.
    public var part: Part
    public var reason: String
    /// The posting that brought it along: a receipt under quarantine, or held goods that moved.
    public var postingID: PostingID?
    /// The recall case that holds the goods.
    public var recallID: Int64?
    public var openedAt: Instant
    /// Who opened it; a block that moved along with its goods stays with who held them.
    public var openedBy: ActorID
    public var closing: Closing?

    /// What is thought of the goods, least strict first.
    public enum Kind: String, Sendable, CaseIterable, Comparable {
        case quarantine, hold, rejected, recalled

        public static func < (left: Kind, right: Kind) -> Bool { left.strictness < right.strictness }

        private var strictness: Int { Kind.allCases.firstIndex(of: self) ?? 0 }
    }

    public enum Cause: String, Sendable, CaseIterable {
        case person, rule, recall
    }

    /// A place with all below it, or a package with all inside it; the whole number without either (R34b).
    public struct Part: Hashable, Sendable {
        public var location: LocationID?
        public var package: PackageID?

        public init(location: LocationID? = nil, package: PackageID? = nil) {
            self.location = location
            self.package = package
        }

        public static let whole = Part()
        public var isWhole: Bool { self == .whole }
    }

    public struct Closing: Sendable, Equatable {
        public var at: Instant
        public var by: ActorID
        public var reason: String

        public init(at: Instant, by: ActorID, reason: String) {
            self.at = at
            self.by = by
            self.reason = reason
        }
    }

    public init(
        id: BlockID = ID(0), lotID: LotID, kind: Kind, cause: Cause, part: Part = .whole, reason: String,
        postingID: PostingID? = nil, recallID: Int64? = nil, openedAt: Instant, openedBy: ActorID,
        closing: Closing? = nil
    ) {
        self.id = id
        self.lotID = lotID
        self.kind = kind
        self.cause = cause
        self.part = part
        self.reason = reason
        self.postingID = postingID
        self.recallID = recallID
        self.openedAt = openedAt
        self.openedBy = openedBy
        self.closing = closing
    }

    public var isOpen: Bool { closing == nil }
}

/// How a number stands: the strictest of its open blocks, or released without any.
public enum LotStatus: String, Sendable, CaseIterable {
    case released, quarantine, hold, rejected, recalled

    public init(of openBlocks: some Sequence<Block>) {
        self = openBlocks.map(\.kind).max().map(LotStatus.init) ?? .released
    }

    public init(_ kind: Block.Kind) {
        switch kind {
        case .quarantine: self = .quarantine
        case .hold: self = .hold
        case .rejected: self = .rejected
        case .recalled: self = .recalled
        }
    }

    /// The kind of the blocks that give this status; nil for released.
    public var kind: Block.Kind? { Block.Kind(rawValue: rawValue) }

    /// As people say it of a lot.
    public var inWords: String {
        switch self {
        case .released: "released"
        case .quarantine: "in quarantine"
        case .hold: "on hold"
        case .rejected: "rejected"
        case .recalled: "recalled"
        }
    }
}

/// How many numbers stand alike.
public struct HeldNumbers: Sendable, Equatable {
    public let status: LotStatus
    public let count: Int

    public init(status: LotStatus, count: Int) {
        self.status = status
        self.count = count
    }
}
