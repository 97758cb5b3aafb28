/// Goods that are called back from customers, or a rehearsal of it (R49, R50).
///
/// A rehearsal goes through the same states and lists, but holds nothing and frees nothing.
public struct RecallCase: Sendable, Equatable {
    public var id: RecallID
    /// `RC-00001`, of a drill `DR-00001`.
    public var number: String
    public var isDrill: Bool
    public var state: State
    /// Nil while nobody has classified it.
    public var hazardClass: HazardClass?
    public var depth: Depth
    public var reason: String
    public var wording: NoticeWording
    public var checks: CheckPlan
    /// What draws the consignees to be checked, and the lot of a drill.
    public var seed: Int64
    /// When it should be over, for the status report.
    public var expectedEnd: CalendarDate?
    /// How often the scope was set: 1 at the start, one more with each widening.
    public var round: Int
    public var created: Deed
    public var started: Deed?
    /// Withdrawn or closed.
    public var ended: Deed?
    /// What it came to; of a withdrawn one the reason.
    public var conclusion: String?
    public var version: Int

    public enum State: String, Sendable, CaseIterable {
        case draft, started, withdrawn, closed
    }

    /// How dangerous the goods are (21 CFR 7.3(m)); I is the worst.
    public enum HazardClass: String, Sendable, CaseIterable {
        case first = "I"
        case second = "II"
        case third = "III"
    }

    /// How far down the trade it reaches (21 CFR 7.42(b)(1)).
    public enum Depth: String, Sendable, CaseIterable {
        case consumer, retail, wholesale
    }

    /// Who did something to the case, and when.
    public struct Deed: Sendable, Equatable {
        public var at: Instant
        public var by: ActorID

        public init(at: Instant, by: ActorID) {
            self.at = at
            self.by = by
        }
    }

    public init(
        id: RecallID = ID(0), number: String, isDrill: Bool = false, state: State = .draft,
        hazardClass: HazardClass? = nil, depth: Depth = .retail, reason: String,
        wording: NoticeWording = NoticeWording(), checks: CheckPlan = CheckPlan(), seed: Int64,
        expectedEnd: CalendarDate? = nil, round: Int = 1, created: Deed, started: Deed? = nil, ended: Deed? = nil,
        conclusion: String? = nil, version: Int = 1
    ) {
        self.id = id
        self.number = number
        self.isDrill = isDrill
        self.state = state
        self.hazardClass = hazardClass
        self.depth = depth
        self.reason = reason
        self.wording = wording
        self.checks = checks
        self.seed = seed
        self.expectedEnd = expectedEnd
        self.round = round
        self.created = created
        self.started = started
        self.ended = ended
        self.conclusion = conclusion
        self.version = version
    }
}

public typealias RecallID = ID<RecallCase>

extension RecallCase {
    /// The number of the `ordinal`-th case, or drill.
    public static func number(_ ordinal: Int64, isDrill: Bool) -> String {
        "\(isDrill ? "DR" : "RC")-" + padded(Int(ordinal), 5)
    }
}

/// What a person does with a case; each has states in which it may be done.
public enum RecallAction: String, Sendable, CaseIterable {
    case change, start, notify, answer, check, widen, release, withdraw, close

    fileprivate var states: Set<RecallCase.State> {
        switch self {
        case .start: [.draft]
        case .change: [.draft, .started]
        // Lots that a closed case left held are released in it: nobody else may.
        case .release: [.started, .closed]
        // A draft that is not wanted is withdrawn too.
        case .withdraw: [.draft, .started]
        default: [.started]
        }
    }

    fileprivate var inWords: String {
        switch self {
        case .change: "changed"
        case .start: "started"
        case .notify: "told to customers"
        case .answer: "answered"
        case .check: "checked"
        case .widen: "widened"
        case .release: "released in part"
        case .withdraw: "withdrawn"
        case .close: "closed"
        }
    }
}

extension RecallCase {
    /// - Parameter needsSecondPerson: whether whoever began something may not end it (R34a).
    /// - Throws: `recall_state`, or `second_person_required` where the same person would both draft and start, or both
    ///   start and end it; a drill needs nobody else.
    public func check(_ action: RecallAction, by actor: ActorID, needsSecondPerson: Bool) throws(Refusal) {
        guard action.states.contains(state) else {
            throw Refusal(
                .conflict, "recall_state", "\(number) is \(state.inWords): it cannot be \(action.inWords) now.")
        }
        if isDrill || !needsSecondPerson { return }
        let first: ActorID? =
            switch action {
            case .start: created.by
            case .release, .withdraw, .close: started?.by
            default: nil
            }
        if first == actor {
            throw .rule(
                "second_person_required",
                "Whoever \(action == .start ? "drafted" : "started") \(number) cannot have it \(action.inWords): somebody "
                    + "else must.")
        }
    }
}

extension RecallCase {
    /// - Parameter version: that somebody has seen; nil asks nothing.
    /// - Throws: `changed_meanwhile` when it is another one now.
    public func check(seen version: Int?) throws(Refusal) {
        guard let version, version != self.version else { return }
        throw Refusal(
            .conflict, "changed_meanwhile",
            "\(number) was changed by somebody else: you have seen version \(version), it is now \(self.version). Look "
                + "again.")
    }
}

extension RecallCase.State {
    public var inWords: String { self == .draft ? "a draft" : rawValue }
}
