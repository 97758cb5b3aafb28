import StockDomain
import StockStore
import Synchronization

/// Which numbers were asked for since they were last written down: kept in memory, so that no question waits for a
/// write (R8a). A crash loses at most what was asked in the last second.
final class QuestionLog: Sendable {
    struct Key: Hashable {
        let lot: LotID
        let actor: ActorID
    }

    struct Count {
        var times: Int
        var lastAt: Instant
    }

    /// More different questions than this are not kept between two writes.
    private static let most = 100_000
    private let counts = Mutex<[Key: Count]>([:])

    /// - Parameter lot: nil for goods without number, of which nothing is noted.
    func note(_ lot: LotID?, by actor: ActorID, at now: Instant) {
        guard let lot else { return }
        add(Key(lot: lot, actor: actor), Count(times: 1, lastAt: now))
    }

    private func add(_ key: Key, _ count: Count) {
        counts.withLock { counts in
            if let known = counts[key] {
                counts[key] = Count(times: known.times + count.times, lastAt: max(known.lastAt, count.lastAt))
            } else if counts.count < QuestionLog.most {
                counts[key] = count
            }
        }
    }

    /// Everything noted so far, which is then forgotten here.
    func taken() -> [Key: Count] {
        counts.withLock { counts in
            defer { counts = [:] }
            return counts
        }
    }

    /// Keeps for the next time what could not be written.
    func putBack(_ questions: [Key: Count]) {
        for (key, count) in questions { add(key, count) }
    }
}

extension Operations {
    /// Writes down which numbers were asked for; in the sealer's rhythm, at its end, and before somebody looks.
    public func writeQuestions() async throws {
        let taken = questions.taken()
        if taken.isEmpty { return }
        do {
            try await translatingDatabaseErrors {
                // No product has the key 0: writers of questions wait for each other and for nobody else.
                try await database.write(.products([0])) { session in
                    let store = Store(session)
                    let zone = try store.settings().zone
                    try store.addQuestions(
                        taken.map { key, count in
                            QuestionCount(
                                lot: key.lot, actor: key.actor, day: zone.day(of: count.lastAt), times: count.times,
                                lastAt: count.lastAt)
                        })
                }
            }
        } catch {
            questions.putBack(taken)
            throw error
        }
    }
}
