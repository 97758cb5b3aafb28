import SQLCore
import StockDomain

extension Store {
    /// The lots that a lot was split from, merged with or changed level with, latest first; at most `limit`.
    public func relatives(of lot: LotID, limit: Int) throws -> [LotRelative] {
        try tx.rows(
            """
            SELECT p.kind, p.happened_at, o.lot_id, l.number, CAST(SUM(o.quantity) AS BIGINT),
                   CASE WHEN f.usage IN ('internal', 'transit') THEN 1 ELSE 0 END
              FROM posting p
              JOIN movement o ON o.posting_id = p.id
              JOIN lot l ON l.id = o.lot_id
              JOIN location f ON f.id = o.from_location_id
             WHERE p.kind IN ('split', 'merge', 'level_change')
               AND o.lot_id <> \(bind: lot)
               AND p.id IN (SELECT posting_id FROM movement WHERE lot_id = \(bind: lot))
             GROUP BY p.id, p.kind, p.happened_at, o.lot_id, l.number, CASE WHEN f.usage IN ('internal', 'transit') THEN 1 ELSE 0 END
             ORDER BY p.happened_at DESC, p.id DESC, o.lot_id
             LIMIT \(bind: limit)
            """
        ).map { row in
            LotRelative(
                kind: row[0], happenedAt: row[1], lotID: row[2], number: row[3], quantity: row[4],
                isOrigin: row[5] as Int == 1)
        }
    }
}
