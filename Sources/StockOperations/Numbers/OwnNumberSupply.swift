import SQLCore
import StockDomain
import StockStore

/// Thrown by an operation that cannot go on without numbers of our own; nothing has changed (R14).
///
/// They are drawn in a short transaction, and the operation begins anew with them. So whoever is refused draws none, and
/// no long transaction holds a counter.
struct OwnNumbersWanted: Error {
    /// By product, all positive.
    let counts: [ProductID: Int]
}

extension Moment {
    /// - Throws: `OwnNumbersWanted` when the decision gives away more than were drawn.
    func requireOwnNumbers(for decision: Decision) throws {
        let missing = decision.ownNumbersMissing(from: ownNumbers)
        if !missing.isEmpty { throw OwnNumbersWanted(counts: missing) }
    }
}

extension Operations {
    /// Adds what is wanted to the numbers drawn so far, in a short transaction of its own.
    func drawing(_ wanted: OwnNumbersWanted, onto drawn: OwnNumbers, by actor: Actor) async throws -> OwnNumbers {
        let secret = randomBytes()
        let scope = WriteScope.products(Set(wanted.counts.keys.map(\.rawValue)).union([Operations.sharedCounterLock]))
        return try await translatingDatabaseErrors {
            try await database.write(scope) { [clock] session in
                let store = Store(session)
                let drawing = NumberDrawing(
                    store, try Moment(now: clock(), settings: store.settings()), by: actor, secret: secret)
                var more = drawn
                for product in try store.products(wanted.counts.keys.sorted()) {
                    more.add(try drawing.draw(wanted.counts[product.id] ?? 0, of: product).numbers, of: product.id)
                }
                return more
            }
        }
    }

    /// Those who draw from the shared counter wait for each other; no product has this key, and sealers have 0.
    static let sharedCounterLock: Int64 = -1
}
