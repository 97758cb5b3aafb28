import StockDomain
import StockStore

extension Operations {
    /// The certificate of a lot or unit (R52). What waits is sealed first, so that every posting on it stands under a
    /// seal.
    ///
    /// - Throws: `not_found`.
    public func certificate(of id: LotID, as actor: Actor) async throws -> Certificate {
        try actor.require(.read)
        try await seal()
        let now = clock()
        return try await read(as: actor) { store in
            let lot = try store.existingLot(id)
            let recall = try store.recallFacts(of: lot.id, foundBy: .number, at: now, zone: store.settings().zone)
            return Certificate(
                lot: try store.views(of: [lot])[0], trace: Trace(try store.traceFacts(beyond: recall), .both),
                parts: lot.kind == .serial ? try store.installedParts(of: lot.id).all : nil,
                history: try store.wholeHistory(of: lot).filter { $0.cursor.source != .movement }.reversed(),
                postings: try store.certifiedPostings(of: lot.id), seal: try store.lastSeal(), printedAt: now)
        }
    }
}

extension Store {
    /// All that happened to a lot, latest first.
    fileprivate func wholeHistory(of lot: Lot) throws -> [LotHistoryEntry] {
        var entries: [LotHistoryEntry] = []
        while true {
            let part = try history(of: lot, before: entries.last?.cursor, limit: 500)
            entries += part
            if part.count < 500 { return entries }
        }
    }
}
