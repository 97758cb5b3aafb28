/// How many consignees are visited, called or written to, to see whether the notice did what it should
/// (21 CFR 7.42(b)(3)).
public struct CheckPlan: Sendable, Equatable {
    public var level: Level
    /// Of level B: more than 10 and less than 100.
    public var percent: Int?

    public enum Level: String, Sendable, CaseIterable {
        case all = "A"
        case some = "B"
        case tenth = "C"
        case fiftieth = "D"
        case none = "E"
    }

    public init(level: Level = .all, percent: Int? = nil) {
        self.level = level
        self.percent = percent
    }

    /// - Throws: `invalid_value` where level B has no share of its own, or another level has one.
    public func check() throws(Refusal) {
        switch (level, percent) {
        case (.some, let percent?) where percent > 10 && percent < 100: return
        case (.some, _):
            throw .rule(
                "invalid_value", "Level B checks more than 10 and less than 100 percent: say how many.",
                at: "/check_percent")
        case (_, .some):
            throw .rule("invalid_value", "Only level B has a share of its own.", at: "/check_percent")
        default: return
        }
    }

    private var share: Int {
        switch level {
        case .all: 100
        case .some: percent ?? 100
        case .tenth: 10
        case .fiftieth: 2
        case .none: 0
        }
    }

    /// How many of so many consignees are to be checked, rounded up.
    public func needed(of consignees: Int) -> Int { (consignees * share + 99) / 100 }

    /// Whom to check: as many as are still missing, drawn from those who were not drawn before.
    ///
    /// - Parameters:
    ///   - consignees: in a stated order, so that the same seed draws the same.
    ///   - drawn: who was drawn before, in an earlier round.
    public func draw(from consignees: [PartnerID], drawn: Set<PartnerID>, seed: Int64) -> [PartnerID] {
        var chance = SeededChance(seed: seed)
        let missing = max(0, needed(of: consignees.count) - drawn.count)
        return chance.draw(missing, of: consignees.filter { !drawn.contains($0) })
    }
}

/// One consignee drawn for a check, and what came of it.
public struct EffectivenessCheck: Sendable, Equatable {
    public var partner: PartnerID
    public var outcome: Outcome?

    public struct Outcome: Sendable, Equatable {
        public var at: Instant
        public var by: String
        public var method: ContactMethod
        /// Whether the notice was received and followed.
        public var wasEffective: Bool
        public var comment: String?

        public init(at: Instant, by: String, method: ContactMethod, wasEffective: Bool, comment: String? = nil) {
            self.at = at
            self.by = by
            self.method = method
            self.wasEffective = wasEffective
            self.comment = comment
        }
    }

    public init(partner: PartnerID, outcome: Outcome? = nil) {
        self.partner = partner
        self.outcome = outcome
    }
}

/// How somebody was told or asked.
public enum ContactMethod: String, Sendable, CaseIterable {
    case mail, letter, phone, visit, other
}
