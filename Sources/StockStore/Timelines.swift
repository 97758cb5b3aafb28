import SQLCore
import StockDomain

extension Store {
    /// Whether something of this lot, or of this product without number, has happened after `moment`.
    public func hasMoved(lot: LotID?, product: ProductID, after moment: Instant) throws -> Bool {
        if let lot {
            return try tx.row(
                "SELECT posting_id FROM movement WHERE lot_id = \(bind: lot) AND happened_at > \(bind: moment) LIMIT 1")
                != nil
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

    /// Everything that happened to a lot, or to a product without number, in the order of happening.
    public func timeline(lot: LotID?, product: ProductID) throws -> [Timeline.Entry] {
        let condition: SQL =
            if let lot { "lot_id = \(bind: lot)" } else { "product_id = \(bind: product) AND lot_id IS NULL" }
        return try tx.rows(
            """
            SELECT happened_at, posting_id, quantity, from_location_id, from_package_id, to_location_id, to_package_id
              FROM movement
             WHERE \(sql: condition)
             ORDER BY happened_at, posting_id, position
            """
        ).map { row in
            Timeline.Entry(
                happenedAt: row[0], postingID: row[1], quantity: row[2],
                from: Spot(row[3] as LocationID, package: row[4]), to: Spot(row[5] as LocationID, package: row[6]))
        }
    }
}
