import SQLCore
import StockDomain

extension Store {
    /// Opens on a new number what is open on those it was made of: who held them holds it, for the same reason (R19).
    ///
    /// - Parameter place: of blocks on one place only those here; nil for all.
    public func inheritBlocks(of parents: [LotID], to child: LotID, at place: LocationID? = nil) throws {
        let covers: SQL = place.map { "(location_id IS NULL OR location_id = \(bind: $0))" } ?? "1 = 1"
        let rows = try tx.rows(
            """
            SELECT kind, cause, location_id, package_id, reason, recall_id, opened_at, opened_by
              FROM block
             WHERE lot_id IN \(list: parents)
               AND closed_at IS NULL
               AND \(sql: covers)
             ORDER BY id
            """)
        if rows.isEmpty { return }
        let keys = try drawKeys("block", rows.count)
        try tx.insert(
            into: "block",
            [
                "id", "lot_id", "kind", "cause", "location_id", "package_id", "reason", "recall_id", "opened_at",
                "opened_by",
            ],
            rows: zip(keys, rows).lazy.map { key, row in [.integer(key), child.sqlValue] + row.values })
        try refreshPiles(ofLots: [child])
    }
}
