import SQLCore
import StockDomain

extension Store {
    /// Piles that hold something and say that it first came in when nothing of it moved, or after all of it was there.
    ///
    /// The age itself cannot be worked out again: it also follows what was recorded first, what the company wanted of
    /// returned goods then, and which piece got which number when a product changed its level. But it is always a moment
    /// of these goods, or of the product where they were made of other numbers.
    public func pilesOfImpossibleAge() throws -> [Pile] {
        try tx.rows(Store.impossiblyOldPiles).map(Pile.init(row:))
    }

    static let impossiblyOldPiles: SQL = """
        SELECT b.product_id, b.lot_id, b.location_id, b.package_id, b.quantity, b.may_be_negative
          FROM balance b
          LEFT JOIN (\(sql: moments("m.to_location_id", "MAX(m.happened_at)"))) last
                 ON last.product_id = b.product_id
                AND last.lot_id = COALESCE(b.lot_id, 0)
                AND last.what = b.location_id
          LEFT JOIN (\(sql: moments("m.happened_at", "0"))) own
                 ON own.product_id = b.product_id
                AND own.lot_id = COALESCE(b.lot_id, 0)
                AND own.what = b.incoming_at
         WHERE b.quantity > 0
           AND (b.incoming_at > last.moved_at
                OR own.product_id IS NULL AND NOT (\(sql: isAsOldAsOthers)))
         ORDER BY b.id
        """

    /// What moved of each kind of goods, gathered once.
    private static func moments(_ what: SQL, _ movedAt: SQL) -> SQL {
        """
        SELECT m.product_id, COALESCE(w.joined_to, m.lot_id, 0) AS lot_id, \(sql: what) AS what,
               \(sql: movedAt) AS moved_at
          FROM movement m
          LEFT JOIN lot w ON w.id = m.lot_id
         GROUP BY m.product_id, COALESCE(w.joined_to, m.lot_id, 0), \(sql: what)
        """
    }

    /// Whether the goods of the pile `b` were made of others, which were there at its age.
    private static let isAsOldAsOthers: SQL = """
        EXISTS (SELECT 1
                  FROM movement m
                 WHERE m.product_id = b.product_id
                   AND m.happened_at = b.incoming_at)
        AND (b.lot_id IS NULL
             AND EXISTS (SELECT 1
                           FROM movement m
                           JOIN location f ON f.id = m.from_location_id
                          WHERE m.product_id = b.product_id
                            AND m.lot_id IS NULL
                            AND f.usage = 'production')
             OR EXISTS (SELECT 1
                          FROM movement m
                          JOIN location f ON f.id = m.from_location_id
                         WHERE m.lot_id IN (SELECT n.id FROM lot n WHERE n.id = b.lot_id OR n.joined_to = b.lot_id)
                           AND f.usage = 'production'))
        """
}
