import SQLCore
import StockDomain

extension Balance {
    /// 1 where a pile counts as not released: an open block of its number or batch covers it, or its place or one above it
    /// is blocked (R34b).
    static let isHeldBack: SQL = """
        CASE WHEN EXISTS (SELECT 1
                            FROM block k
                           WHERE k.closed_at IS NULL
                             AND k.lot_id IN (balance.lot_id,
                                              (SELECT l.batch_id FROM lot l WHERE l.id = balance.lot_id))
                             AND \(sql: isCovered))
               OR EXISTS (WITH RECURSIVE \(sql: placeAndAbove)
                          SELECT 1
                            FROM above a
                            JOIN location o ON o.id = a.id
                           WHERE o.blocked = 1)
             THEN 1 ELSE 0 END
        """

    /// Whether the part of block `k` holds the pile: places below its place, packages inside its package.
    private static let isCovered: SQL = """
        (k.location_id IS NULL
             OR k.location_id IN (WITH RECURSIVE \(sql: placeAndAbove) SELECT id FROM above))
         AND (k.package_id IS NULL
             OR k.package_id IN (WITH RECURSIVE \(sql: packageAndAround) SELECT id FROM around))
        """

    private static let placeAndAbove: SQL = """
        above (id) AS (
            SELECT balance.location_id
            UNION
            SELECT o.parent_id FROM location o JOIN above a ON a.id = o.id WHERE o.parent_id IS NOT NULL
        )
        """

    private static let packageAndAround: SQL = """
        around (id) AS (
            SELECT balance.package_id
            UNION
            SELECT p.parent_id FROM package p JOIN around a ON a.id = p.id WHERE p.parent_id IS NOT NULL
        )
        """
}

extension Store {
    /// Judges anew which piles of these lots, and of the serials that belong to them, are held.
    ///
    /// - Parameter held: looks at piles that are held so far, or at those that are not.
    func refreshHeldBack(ofLots lots: [LotID], among held: Bool) throws {
        _ = try chunked(lots) { part -> [LotID] in
            try tx.execute(
                """
                UPDATE balance
                   SET blocked = \(sql: Balance.isHeldBack)
                 WHERE blocked = \(bind: held)
                   AND \(sql: Balance.belongs(to: part))
                """)
            return []
        }
    }
}
