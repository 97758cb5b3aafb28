import SQLCore
import StockDomain
import StockStore

/// What came of setting goods aside for one of many documents.
public struct ReservedDocument: Sendable, Equatable {
    public let document: Document
    /// How many of its lines are still missing something.
    public let missingLines: Int
}

extension Operations {
    /// Sets goods aside for many open documents at once: the highest priority is served first, then the earliest
    /// planned day, then the lowest number (R38).
    ///
    /// - Parameter numbers: which documents; nil for all that are open.
    public func reserveAll(
        _ kind: DocumentKind, _ numbers: [String]? = nil, _ command: Command,
        answer: @escaping @Sendable ([ReservedDocument]) -> Answer
    ) async throws -> Answer {
        // Which products they need is known only inside, so that it waits for everybody.
        try await write(command, needs: .moveGoods, .company, answer: answer) { store, moment in
            guard kind.takesStock else {
                throw Refusal.rule("nothing_to_reserve", "A \(kind.inWords) takes nothing out of stock.")
            }
            let places = try store.placesByID()
            return try store.waiting(kind, numbers).map { document in
                var reserving = try Reserving(store, moment, document, places)
                let filled = try reserving.filled()
                if filled.state != document.state || reserving.hasAdded { _ = try store.saving(filled) }
                return ReservedDocument(document: filled, missingLines: reserving.missingLines)
            }
        }
    }
}

extension Store {
    /// Open documents that may wait for goods, in the order in which they are served.
    fileprivate func waiting(_ kind: DocumentKind, _ numbers: [String]?) throws -> [Document] {
        let all: [Document]
        if let numbers {
            all = try Set(numbers).map { try existing(kind, $0) }
        } else {
            all = try documents(kind, states: [.draft, .ready], partner: nil, before: nil, limit: Int.max)
        }
        return all.filter { $0.state == .draft || $0.state == .ready }
            .sorted { $0.reservationOrder < $1.reservationOrder }
    }
}
