import Foundation

/// Decides whether a write that did not succeed is tried again, and pauses before it is.
struct Patience {
    private static let limit: Duration = .seconds(10)
    private static let shortestPauseMicroseconds: UInt32 = 2_000
    private static let longestPauseMicroseconds: UInt32 = 200_000

    private let deadline = ContinuousClock.now + limit
    private var longestPause = shortestPauseMicroseconds
    private var hasRetriedDuplicate = false

    /// After a collision again and again until ten seconds are over; after a duplicate once.
    mutating func allowsAnother(after session: PostgresSession) -> Bool {
        if session.collision != nil {
            guard ContinuousClock.now < deadline else { return false }
            pause()
            return true
        }
        // Two writers that enter the same at once: the slower now sees the other's row and can say so properly.
        guard session.hasMetDuplicate, !hasRetriedDuplicate else { return false }
        hasRetriedDuplicate = true
        return true
    }

    /// Random, so that two that collided do not meet again.
    private mutating func pause() {
        usleep(.random(in: Self.shortestPauseMicroseconds / 2...longestPause))
        longestPause = min(longestPause * 2, Self.longestPauseMicroseconds)
    }
}
