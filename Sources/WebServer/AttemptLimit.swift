import Synchronization

/// How often something may be tried in a while, by whoever or whatever tries it; kept in memory only.
final class AttemptLimit: Sendable {
    private struct Attempts {
        var since: ContinuousClock.Instant
        var count: Int
    }

    private let most: Int
    private let window: Duration
    private let now: @Sendable () -> ContinuousClock.Instant
    private let attempts = Mutex<[String: Attempts]>([:])

    /// Strangers may invent names without end: beyond so many the old ones are forgotten.
    private static let mostNames = 10_000

    init(
        most: Int, within window: Duration,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { ContinuousClock.now }
    ) {
        self.most = most
        self.window = window
        self.now = now
    }

    /// Counts one attempt.
    ///
    /// - Throws: 429 `too_many_attempts` once there were too many, with the seconds to wait.
    func count(_ name: String) throws(Problem) {
        let now = now()
        let wait = attempts.withLock { attempts -> Duration? in
            if attempts.count >= AttemptLimit.mostNames {
                attempts = attempts.filter { now - $0.value.since < window }
                if attempts.count >= AttemptLimit.mostNames { attempts = [:] }
            }
            var known = attempts[name] ?? Attempts(since: now, count: 0)
            if now - known.since >= window { known = Attempts(since: now, count: 0) }
            known.count += 1
            attempts[name] = known
            return known.count > most ? window - (now - known.since) : nil
        }
        guard let wait else { return }
        let minutes = max(1, (wait.components.seconds + 59) / 60)
        throw Problem(
            status: 429, code: "too_many_attempts",
            detail: "This was tried too often. Try again in \(minutes) \(minutes == 1 ? "minute" : "minutes").",
            headers: [Header("Retry-After", "\(max(1, wait.components.seconds))")])
    }
}
