/// When a recall had come how far; the stopwatch of a drill (R50).
public struct RecallMilestones: Sendable, Equatable {
    public var began: Instant
    /// In the order in which they are passed.
    public var passed: [Passed]

    public enum Milestone: String, Sendable, CaseIterable {
        case scopeKnown = "scope_known"
        case stockHeld = "stock_held"
        case firstNotice = "first_notice"
        case allNotices = "all_notices"
        case ninetyAnswered = "answered_90"
        case closed
    }

    /// A milestone; without a time while it lies ahead.
    public struct Passed: Sendable, Equatable {
        public var milestone: Milestone
        public var at: Instant?
    }

    public init(_ recall: RecallCase, _ consigned: [Consigned]) {
        began = recall.created.at
        let notified = consigned.map(\.notifiedAt)
        let told = notified.compactMap(\.self)
        let answered = consigned.compactMap(\.respondedAt).sorted()
        let ninety = (consigned.count * 9 + 9) / 10
        let times: [Milestone: Instant?] = [
            .scopeKnown: recall.created.at, .stockHeld: recall.started?.at, .firstNotice: told.min(),
            .allNotices: recall.started != nil && told.count == notified.count ? told.max() ?? recall.started?.at : nil,
            .ninetyAnswered: ninety > 0 && answered.count >= ninety ? answered[ninety - 1] : nil,
            .closed: recall.state == .closed ? recall.ended?.at : nil,
        ]
        passed = Milestone.allCases.map { Passed(milestone: $0, at: times[$0] ?? nil) }
    }

    public func at(_ milestone: Milestone) -> Instant? { passed.first { $0.milestone == milestone }?.at }

    /// Minutes until the last answer so far; nil before the first.
    public func minutesToLastAnswer(of consigned: [Consigned]) -> Int64? {
        consigned.compactMap(\.respondedAt).max().map { ($0.rawValue - began.rawValue) / 60_000_000 }
    }

    /// Seconds from the beginning.
    public func seconds(to milestone: Milestone) -> Int64? {
        at(milestone).map { ($0.rawValue - began.rawValue) / 1_000_000 }
    }
}

extension RecallMilestones.Milestone {
    /// After a time: `scope known`.
    public func inWords(isDrill: Bool) -> String {
        switch self {
        case .scopeKnown: "scope known"
        case .stockHeld: isDrill ? "stock found" : "stock held"
        case .firstNotice: "first notice"
        case .allNotices: "all notices"
        case .ninetyAnswered: "90 % answered"
        case .closed: "closed"
        }
    }
}
