import SQLCore
import StockDomain

extension Store {
    /// Goods of these products under numbers that stand for unknown ones, as far as they are here or with customers
    /// (R20a).
    func unknownNumbers(of products: Set<ProductID>, knownAt: Instant? = nil) throws -> [UnknownNumber] {
        let rows = try chunked(products.sorted()) { part in
            try tx.rows(
                """
                SELECT l.id, l.product_id, CAST(SUM(\(sql: net("'internal', 'transit'"))) AS BIGINT),
                       CAST(SUM(\(sql: net("'customer'"))) AS BIGINT)
                  FROM lot l
                  JOIN movement m ON m.lot_id = l.id
                  JOIN posting p ON p.id = m.posting_id
                  JOIN location f ON f.id = m.from_location_id
                  JOIN location t ON t.id = m.to_location_id
                 WHERE l.product_id IN \(list: part)
                   AND l.marks <> 0
                   AND l.marks % 2 = 1
                   AND l.joined_to IS NULL\(sql: Store.recorded(until: knownAt))
                 GROUP BY l.id, l.product_id
                 ORDER BY l.id
                """)
        }
        // What a customer brings back under a number that he never got leaves him with less than nothing of it.
        return rows.map { row in
            UnknownNumber(
                lotID: row[0], productID: row[1], quantity: (row[2] as Quantity) + max(.zero, row[3] as Quantity))
        }.filter { $0.quantity > .zero }
    }

    /// What a movement `m` brings to places of these usages, less what it takes from them.
    private func net(_ usages: SQL) -> SQL {
        """
        CASE WHEN t.usage IN (\(sql: usages)) THEN m.quantity ELSE 0 END
            - CASE WHEN f.usage IN (\(sql: usages)) THEN m.quantity ELSE 0 END
        """
    }
}
