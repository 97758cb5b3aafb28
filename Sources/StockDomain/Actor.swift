/// Who writes: a person, a program with a token, or the company's own machine.
public struct Actor: Sendable, Equatable {
    public let id: ActorID
    public let name: String
    public let role: Role

    public init(id: ActorID, name: String, role: Role) {
        self.id = id
        self.name = name
        self.role = role
    }
}

/// What an actor may do (R54), weakest first.
public enum Role: String, Sendable, CaseIterable, Comparable {
    case viewer, `operator`, quality, manager, admin

    public static func < (left: Role, right: Role) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int { Role.allCases.firstIndex(of: self) ?? 0 }

    public func may(_ right: Right) -> Bool { self >= right.leastRole }
}

/// A kind of operation that not everybody may do.
public enum Right: String, Sendable, CaseIterable {
    case read
    /// Receive, deliver, move, return, count, scrap; put goods on hold or into quarantine.
    case moveGoods = "move_goods"
    /// Let goods leave past their best-before day (R41).
    case releasePastBest = "release_past_best"
    /// Reverse and correct what was posted.
    case correct
    /// Reject goods, and release what is held.
    case judgeGoods = "judge_goods"
    /// Products, partners, places, imports.
    case keepMasterData = "keep_master_data"
    /// Settings, users, tokens.
    case administer

    public var leastRole: Role {
        switch self {
        case .read: .viewer
        case .moveGoods: .operator
        case .releasePastBest, .correct, .judgeGoods: .quality
        case .keepMasterData: .manager
        case .administer: .admin
        }
    }

    var inWords: String {
        switch self {
        case .read: "read"
        case .moveGoods: "move goods"
        case .releasePastBest: "let goods leave past their best"
        case .correct: "correct what was posted"
        case .judgeGoods: "reject or release goods"
        case .keepMasterData: "change products, partners and places"
        case .administer: "change settings and access"
        }
    }
}

extension Actor {
    /// - Throws: `not_allowed` when the role lacks the right (R54).
    public func require(_ right: Right) throws(Refusal) {
        if role.may(right) { return }
        throw Refusal(
            .forbidden, "not_allowed",
            "\(name) may not \(right.inWords): the role is \(role.rawValue), at least \(right.leastRole.rawValue) is needed."
        )
    }
}
