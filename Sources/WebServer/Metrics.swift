import Synchronization

/// How many requests each route answered and how long they took, as Prometheus reads it.
final class Metrics: Sendable {
    /// Upper bounds of the histogram, in seconds.
    private static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

    private struct Key: Hashable {
        let method: String
        let route: String
    }

    private struct Counts {
        var byStatus: [Int: Int] = [:]
        var buckets = [Int](repeating: 0, count: bounds.count)
        var seconds = 0.0
        var total = 0
    }

    private let counts = Mutex<[Key: Counts]>([:])

    /// - Parameter route: the pattern, never the path: its number is bounded.
    func count(method: String, route: String, status: Int, duration: Duration) {
        let (whole, fraction) = duration.components
        let seconds = Double(whole) + Double(fraction) / 1e18
        counts.withLock { counts in
            var entry = counts[Key(method: method, route: route)] ?? Counts()
            entry.byStatus[status, default: 0] += 1
            if let bucket = Self.bounds.firstIndex(where: { seconds <= $0 }) { entry.buckets[bucket] += 1 }
            entry.seconds += seconds
            entry.total += 1
            counts[Key(method: method, route: route)] = entry
        }
    }

    /// Everything counted so far in the Prometheus text format, in stable order.
    func text() -> String {
        let entries = counts.withLock { $0 }.sorted { ($0.key.route, $0.key.method) < ($1.key.route, $1.key.method) }
        var text = "# HELP lotwise_requests_total Requests answered.\n# TYPE lotwise_requests_total counter\n"
        for (key, counts) in entries {
            for (status, number) in counts.byStatus.sorted(by: { $0.key < $1.key }) {
                text += "lotwise_requests_total{\(Self.labels(key)),status=\"\(status)\"} \(number)\n"
            }
        }
        text += "# HELP lotwise_request_seconds Time to answer, without the writing of streams.\n"
        text += "# TYPE lotwise_request_seconds histogram\n"
        for (key, counts) in entries { text += Self.histogram(key, counts) }
        return text
    }

    private static func histogram(_ key: Key, _ counts: Counts) -> String {
        let name = "lotwise_request_seconds"
        var text = ""
        var sum = 0
        for (bound, number) in zip(bounds, counts.buckets) {
            sum += number
            text += "\(name)_bucket{\(labels(key)),le=\"\(bound)\"} \(sum)\n"
        }
        text += "\(name)_bucket{\(labels(key)),le=\"+Inf\"} \(counts.total)\n"
        text += "\(name)_sum{\(labels(key))} \(counts.seconds)\n"
        return text + "\(name)_count{\(labels(key))} \(counts.total)\n"
    }

    private static func labels(_ key: Key) -> String { "method=\"\(key.method)\",route=\"/\(key.route)\"" }
}
