import SQLCore
import StockDomain

extension Store {
    /// What guided changes have done to goods that are on their way for these lines, in the order of posting (R7).
    ///
    /// - Parameter lines: with the product of each.
    public func levelChanges(ofLines lines: [LineID: ProductID]) throws -> [DoneMovement] {
        let products = Set(lines.values).sorted()
        let first: Instant? = try tx.value(
            "SELECT MIN(applied_at) FROM tracking_change WHERE state = 'applied' AND product_id IN \(list: products)")
        // Hardly any product has ever changed its level, and none of their movements is older.
        guard let first else { return [] }
        return try tx.rows(
            """
            SELECT p.id, p.kind, m.product_id, m.lot_id, m.quantity, m.from_location_id, m.from_package_id,
                   m.to_location_id, m.to_package_id, m.line_id, m.entered
              FROM movement m
              JOIN posting p ON p.id = m.posting_id
             WHERE m.product_id IN \(list: products)
               AND m.happened_at >= \(bind: first)
               AND m.line_id IN \(list: lines.keys.sorted())
               AND p.document_id IS NULL
             ORDER BY m.posting_id, m.position
            """
        ).map { row in
            DoneMovement(
                postingID: row[0], kind: row[1], reverses: nil,
                movement: Movement(
                    productID: row[2], lotID: row[3], quantity: row[4],
                    from: Spot(row[5] as LocationID, package: row[6]), to: Spot(row[7] as LocationID, package: row[8]),
                    lineID: row[9], entered: row[10]),
                supplierNumber: nil, why: nil, override: nil)
        }
    }
}
