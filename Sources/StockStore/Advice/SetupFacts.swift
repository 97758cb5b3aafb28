import SQLCore
import StockDomain

extension Store {
    /// How many numbers stand for several products.
    public func countSharedNumbers() throws -> Int64 {
        try tx.value(
            """
            SELECT COUNT(*)
              FROM (SELECT number FROM lot WHERE joined_to IS NULL GROUP BY number HAVING COUNT(DISTINCT product_id) > 1)
                   AS shared
            """) ?? 0
    }

    /// Stock without number of each product that is tracked at every move.
    public func unnumberedStock() throws -> [ProductID: Quantity] {
        let rows = try tx.rows(
            """
            SELECT b.product_id, CAST(SUM(b.quantity) AS BIGINT)
              FROM balance b
              JOIN product p ON p.id = b.product_id
             WHERE b.lot_id IS NULL
               AND b.quantity > 0
               AND p.tracking <> 'none'
               AND p.capture = 'every_move'
             GROUP BY b.product_id
            """)
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as ProductID, $0[1] as Quantity) })
    }

    /// How often goods of each product came with a date that had no use (R4).
    public func countUnusedDates() throws -> [ProductID: Int64] {
        let rows = try tx.rows("SELECT product_id, COUNT(*) FROM unused_date GROUP BY product_id")
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as ProductID, $0[1] as Int64) })
    }
}
