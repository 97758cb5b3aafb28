/// One attempt to mail a notice.
public struct NoticeMail: Sendable, Equatable {
    public var begunAt: Instant
    public var by: String
    public var isReminder: Bool
    /// Nil while it is under way, or when it was broken off and nobody knows what came of it.
    public var outcome: Outcome?

    public struct Outcome: Sendable, Equatable {
        public var at: Instant
        public var wasSent: Bool
        /// What the server said, or why it was not sent.
        public var detail: String

        public init(at: Instant, wasSent: Bool, detail: String) {
            self.at = at
            self.wasSent = wasSent
            self.detail = detail
        }
    }

    public init(begunAt: Instant, by: String, isReminder: Bool, outcome: Outcome? = nil) {
        self.begunAt = begunAt
        self.by = by
        self.isReminder = isReminder
        self.outcome = outcome
    }

    /// What came of several: `3 customers told by mail from here, 1 could not be mailed.`
    public static func inWords(sent: Int, of all: Int, areReminders: Bool) -> String {
        "\(sent.counted("customer")) \(areReminders ? "reminded" : "told") by mail from here"
            + (sent == all ? "." : ", \(all - sent) could not be mailed.")
    }

    /// For so long nobody else sends the same notice; a conversation with a server is over by then.
    private static let longest: Int64 = 180 * 1_000_000

    /// Whether somebody may be sending it at this moment.
    public func isUnderWay(at now: Instant) -> Bool {
        outcome == nil && now.rawValue - begunAt.rawValue < NoticeMail.longest
    }

    /// Why the notice did not go out, as far as that is known; nil when it did, or may be on its way.
    public func failure(at now: Instant) -> String? {
        guard let outcome else {
            return isUnderWay(at: now) ? nil : "It was broken off: whether it went out is not known."
        }
        return outcome.wasSent ? nil : outcome.detail
    }
}

/// Why a mail did not go out.
public struct MailFault: Error, Sendable, Equatable {
    public var detail: String
    /// Whether the conversation goes on: this mail was refused, the next one may not be.
    public var isOfThisMailOnly: Bool

    public init(_ detail: String, isOfThisMailOnly: Bool = false) {
        self.detail = detail
        self.isOfThisMailOnly = isOfThisMailOnly
    }
}
