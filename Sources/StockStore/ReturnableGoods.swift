import SQLCore
import StockDomain

extension Store {
    /// What of a product was delivered to a partner by number, the last delivery first, within one in its order;
    /// what was taken back of a delivery is left out.
    ///
    /// - Parameter delivery: only this one.
    public func delivered(
        _ product: ProductID, to partner: PartnerID, by delivery: DocumentID? = nil, limit: Int
    ) throws -> [ReturnableNumber] {
        let one: SQL = delivery.map { " AND p.document_id = \(bind: $0)" } ?? ""
        return try tx.rows(
            """
            SELECT n.id, n.number, CAST(m.quantity - \(sql: Movement.takenBack) AS BIGINT), d.number
              FROM posting p
              JOIN movement m ON m.posting_id = p.id
              JOIN lot l ON l.id = m.lot_id
              JOIN lot n ON n.id = COALESCE(l.joined_to, l.id)
              JOIN location t ON t.id = m.to_location_id
              LEFT JOIN document d ON d.id = p.document_id
             WHERE p.partner_id = \(bind: partner)
               AND p.reverses IS NULL
               AND m.quantity > \(sql: Movement.takenBack)
               AND m.product_id = \(bind: product)
               AND t.usage = 'customer'\(sql: one)
             ORDER BY p.happened_at DESC, p.id DESC, m.position
             LIMIT \(bind: limit)
            """
        ).map { row in
            ReturnableNumber(
                lotID: row[0], number: row[1], quantity: row[2], source: (row[3] as String?) ?? "a delivery")
        }
    }

    /// What one delivery brought its customer of these lots.
    public func delivered(by delivery: DocumentID, lots: [LotID]) throws -> [LotID: Quantity] {
        let rows = try chunked(lots) {
            try tx.rows(
                """
                SELECT COALESCE(n.joined_to, n.id),
                       CAST(SUM(CASE WHEN p.reverses IS NULL THEN m.quantity ELSE -m.quantity END) AS BIGINT)
                  FROM posting p
                  JOIN movement m ON m.posting_id = p.id
                  JOIN lot n ON n.id = m.lot_id
                 WHERE p.document_id = \(bind: delivery)
                   AND m.lot_id IN (\(sql: Store.family(of: $0)))
                 GROUP BY COALESCE(n.joined_to, n.id)
                """)
        }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as LotID, $0[1] as Quantity) })
    }

    /// The lots of a product that came from a supplier.
    public func lots(of product: ProductID, receivedFrom partner: PartnerID) throws -> [LotID] {
        try tx.rows(
            """
            SELECT DISTINCT COALESCE(l.joined_to, l.id)
              FROM posting p
              JOIN movement m ON m.posting_id = p.id
              JOIN lot l ON l.id = m.lot_id
             WHERE p.partner_id = \(bind: partner)
               AND p.kind = 'receipt'
               AND p.reverses IS NULL
               AND m.quantity > \(sql: Movement.takenBack)
               AND m.product_id = \(bind: product)
            """
        ).map { $0[0] }
    }
}
