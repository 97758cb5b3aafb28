import SQLCore
import StockDomain

/// What production orders used, made and scrapped (R51).
extension Store {
    /// What the steps of these orders did with each product, whichever document added to a step later on, and what was
    /// scrapped with the orders; what was taken back is taken off.
    ///
    /// - Parameter knownAt: what was recorded later is left out; nil for everything.
    public func orderGoods(
        of orders: some Collection<DocumentID>, knownAt: Instant? = nil
    ) throws -> [DocumentID: [OrderGoods]] {
        let rows = try chunked(Set(orders).sorted()) { part in
            try tx.rows(
                """
                SELECT s.document_id, s.product_id, CAST(SUM(s.consumed) AS BIGINT), CAST(SUM(s.produced) AS BIGINT),
                       CAST(SUM(s.scrapped) AS BIGINT)
                  FROM (SELECT b.document_id, m.product_id,
                               \(sql: Store.signed(into: "production")) AS consumed,
                               \(sql: Store.signed(outOf: "production")) AS produced,
                               0 AS scrapped
                          FROM posting b
                          JOIN posting p ON p.step_id = b.id
                          JOIN movement m ON m.posting_id = p.id
                          JOIN location f ON f.id = m.from_location_id
                          JOIN location t ON t.id = m.to_location_id
                         WHERE b.document_id IN \(list: part)
                           AND f.usage <> t.usage
                           AND (f.usage = 'production' OR t.usage = 'production')\(sql: Store.recorded(until: knownAt))
                        UNION ALL
                        SELECT p.document_id, m.product_id, 0, 0, \(sql: Store.signed(into: "scrap"))
                          FROM posting p
                          JOIN movement m ON m.posting_id = p.id
                          JOIN location f ON f.id = m.from_location_id
                          JOIN location t ON t.id = m.to_location_id
                         WHERE p.document_id IN \(list: part)
                           AND p.kind = 'scrap'\(sql: Store.recorded(until: knownAt))) AS s
                 GROUP BY s.document_id, s.product_id
                """)
        }
        let names = try productNames(Set(rows.map { $0[1] as ProductID }))
        let goods = rows.compactMap { row in
            names[row[1]].map { product in
                (
                    order: row[0] as DocumentID,
                    goods: OrderGoods(product: product, consumed: row[2], produced: row[3], scrapped: row[4])
                )
            }
        }
        return Dictionary(grouping: goods, by: \.order).mapValues { $0.map(\.goods) }
    }

    /// What a movement `m` of a posting `p` brought from `f` into places `t` of this usage; a reversal with minus.
    private static func signed(into usage: String) -> SQL { signed(usage, end: "t", otherEnd: "f") }

    private static func signed(outOf usage: String) -> SQL { signed(usage, end: "f", otherEnd: "t") }

    /// - Parameters:
    ///   - end: the end of a movement that counts; of one that takes another back it is the other end.
    private static func signed(_ usage: String, end: String, otherEnd: String) -> SQL {
        SQL(
            verbatim: """
                (CASE WHEN p.reverses IS NULL AND \(end).usage = '\(usage)' THEN m.quantity
                      WHEN p.reverses IS NOT NULL AND \(otherEnd).usage = '\(usage)' THEN -m.quantity
                      ELSE 0 END)
                """)
    }

    /// How much of what goes into these orders may be unexplained, in percent; those of which nobody has said are left
    /// out.
    public func yieldTolerances(of orders: some Collection<DocumentID>) throws -> [DocumentID: Quantity] {
        let rows = try chunked(Set(orders).sorted()) { part in
            try tx.rows(
                """
                SELECT document_id, yield_tolerance
                  FROM document_line
                 WHERE document_id IN \(list: part)
                   AND role = 'output'
                   AND yield_tolerance IS NOT NULL
                 ORDER BY document_id, position
                """)
        }
        return Dictionary(rows.map { ($0[0] as DocumentID, $0[1] as Quantity) }) { first, _ in first }
    }

    /// Which of these products only hold other goods.
    public func packagingMaterials(of products: some Collection<ProductID>) throws -> Set<ProductID> {
        Set(
            try chunked(Set(products).sorted()) { part in
                try tx.rows(
                    "SELECT id FROM product WHERE id IN \(list: part) AND packaging_material = 1 ORDER BY id"
                ).map { $0[0] as ProductID }
            })
    }
}
