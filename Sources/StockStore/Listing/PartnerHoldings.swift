import SQLCore
import StockDomain

extension Store {
    /// What went to customers' places in postings with this partner and came back in such: one row for each posting that
    /// still counts and each lot, with what he had of the lot by then; a number that was joined to another counts as that
    /// other (R18).
    ///
    /// Columns: `lot_id`, `quantity` (below zero for what came back), `delivery_id` (nil for what came back),
    /// `running`.
    ///
    /// - Parameter condition: which movements `m` of which lots `l` count.
    static func holdings(of partner: PartnerID, where condition: SQL) -> SQL {
        """
        SELECT b.lot_id, b.quantity,
               CASE WHEN b.quantity > 0 THEN b.booked_id END AS delivery_id,
               SUM(b.quantity) OVER (PARTITION BY b.lot_id
                                         ORDER BY b.happened_at, b.booked_id
                                          ROWS UNBOUNDED PRECEDING) AS running
          FROM (SELECT COALESCE(l.joined_to, l.id) AS lot_id,
                       COALESCE(o.id, p.id) AS booked_id,
                       COALESCE(o.happened_at, p.happened_at) AS happened_at,
                       SUM(CASE WHEN t.usage = 'customer' THEN m.quantity ELSE -m.quantity END) AS quantity
                  FROM posting p
                  JOIN movement m ON m.posting_id = p.id
                  JOIN lot l ON l.id = m.lot_id
                  JOIN location f ON f.id = m.from_location_id
                  JOIN location t ON t.id = m.to_location_id
                  LEFT JOIN posting o ON o.id = p.reverses
                 WHERE p.partner_id = \(bind: partner)
                   AND (f.usage = 'customer') <> (t.usage = 'customer')
                   AND \(sql: condition)
                 GROUP BY COALESCE(l.joined_to, l.id), COALESCE(o.id, p.id), COALESCE(o.happened_at, p.happened_at)
               ) b
         WHERE b.quantity <> 0
        """
    }

    /// What he has of one lot of `holdings`: what he brought back without having it takes nothing off what he got later
    /// (R27).
    static let netHeld: SQL =
        "CAST(SUM(quantity) - CASE WHEN MIN(running) < 0 THEN MIN(running) ELSE 0 END AS BIGINT)"
}
