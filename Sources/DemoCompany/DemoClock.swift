import StockDomain
import Synchronization

/// The time at which the demo company is told: it begins some hours before the visitor comes, so that what people did
/// today took its time and nothing lies in the future.
final class DemoClock: Sendable {
    /// How long before the visitor people began to work. The history ends in the afternoon of the day before, so that
    /// it is over by then even for a visitor at midnight.
    private static let hours: Int64 = 6

    private let time: Mutex<Instant>

    init(before visit: Instant) {
        time = Mutex(visit.adding(seconds: -DemoClock.hours * 3600))
    }

    var now: Instant { time.withLock { $0 } }

    func pass(minutes: Int64) {
        time.withLock { $0 = $0.adding(seconds: minutes * 60) }
    }
}
