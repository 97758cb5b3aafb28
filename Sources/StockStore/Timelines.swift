import SQLCore
import StockDomain

extension Store {
    /// Whether something of this lot, or of this product without number, has happened after `moment`.
    public func hasMoved(lot: LotID?, product: ProductID, after moment: Instant) throws -> Bool {
        if let lot {
            return try tx.row(
                """
                SELECT posting_id
                  FROM movement
                 WHERE lot_id IN (\(sql: Store.family(of: [lot])))
                   AND happened_at > \(bind: moment)
                 LIMIT 1
                """) != nil
        }
        return try tx.row(
            """
            SELECT posting_id
              FROM movement
             WHERE product_id = \(bind: product)
               AND happened_at > \(bind: moment)
               AND lot_id IS NULL
             LIMIT 1
            """) != nil
    }

    /// Everything that happened to a lot, joined ones included, or to a product without number, in the order of
    /// happening.
    public func timeline(lot: LotID?, product: ProductID) throws -> [Timeline.Entry] {
        let condition: SQL =
            if let lot { "m.lot_id IN (\(sql: Store.family(of: [lot])))" } else {
                "m.product_id = \(bind: product) AND m.lot_id IS NULL"
            }
        return try tx.rows(
            """
            SELECT m.happened_at, m.posting_id, m.quantity, m.from_location_id, m.from_package_id, m.to_location_id,
                   m.to_package_id, p.reverses
              FROM movement m
              JOIN posting p ON p.id = m.posting_id
             WHERE \(sql: condition)
             ORDER BY m.happened_at, m.posting_id, m.position
            """
        ).map { row in
            Timeline.Entry(
                happenedAt: row[0], postingID: row[1], reverses: row[7], quantity: row[2],
                from: Spot(row[3] as LocationID, package: row[4]), to: Spot(row[5] as LocationID, package: row[6]))
        }
    }
}
