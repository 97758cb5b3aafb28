import SQLCore
import StockDomain

extension Store {
    /// Numbers of the documents that moved the same numbers, or the same product without number, after a posting;
    /// at most 20, the earliest first.
    public func documentsDependingOn(_ posting: Posting) throws -> [String] {
        let lots = Set(posting.movements.compactMap(\.lotID)).sorted()
        let plain = Set(posting.movements.filter { $0.lotID == nil }.map(\.productID)).sorted()
        var found = try chunked(lots) { part in
            try later(posting, "m.lot_id IN (\(sql: Store.family(of: part)))")
        }
        if !plain.isEmpty { found += try later(posting, "m.product_id IN \(list: plain) AND m.lot_id IS NULL") }
        var seen: Set<String> = []
        return found.filter { seen.insert($0).inserted }.prefix(20).map { $0 }
    }

    private func later(_ posting: Posting, _ condition: SQL) throws -> [String] {
        try tx.rows(
            """
            SELECT d.number, MIN(m.happened_at)
              FROM movement m
              JOIN posting p ON p.id = m.posting_id
              JOIN document d ON d.id = p.document_id
             WHERE \(sql: condition)
               AND m.happened_at >= \(bind: posting.happenedAt)
               AND p.id <> \(bind: posting.id)
               AND p.document_id <> \(bind: posting.documentID ?? ID(0))
             GROUP BY d.number
             ORDER BY MIN(m.happened_at), d.number
             LIMIT 20
            """
        ).map { $0[0] }
    }
}
