/// A past moment at which stock is asked for.
public struct PastMoment: Sendable, Equatable {
    /// As it was then, by what is known now or was known at `knownAt`.
    public var at: Instant
    /// Only what was recorded until then; nil for everything.
    public var knownAt: Instant?

    public init(at: Instant, knownAt: Instant? = nil) {
        self.at = at
        self.knownAt = knownAt
    }

    /// The earlier of both times: what is never backdated, such as a block, must have been there by then to count.
    public var known: Instant { min(at, knownAt ?? at) }
}
