import SQLCore
import StockDomain

extension Store {
    /// Goods of these products under numbers that stand for unknown ones, as far as they are here or with customers
    /// (R20a).
    func unknownNumbers(of products: Set<ProductID>, knownAt: Instant? = nil) throws -> [UnknownNumber] {
        let rows = try chunked(products.sorted()) { part in
            try tx.rows(
                """
                SELECT l.id, l.product_id,
                       CAST(SUM(CASE WHEN t.usage IN ('internal', 'transit', 'customer') THEN m.quantity ELSE 0 END
                                - CASE WHEN f.usage IN ('internal', 'transit', 'customer') THEN m.quantity ELSE 0 END)
                            AS BIGINT)
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
        return rows.map { UnknownNumber(lotID: $0[0], productID: $0[1], quantity: $0[2]) }
            .filter { $0.quantity > .zero }
    }
}
