import SQLCore
import StockDomain

extension Store {
    /// Takes more than there is of goods that may go below zero: untracked ones while the setting allows it (R28).
    ///
    /// - Returns: the age of what was taken, or nil when these goods may not.
    func takeBelowZero(_ quantity: Quantity, of key: BalanceKey, at moment: Instant) throws -> Instant? {
        guard key.lot == nil, try settings().allowsNegativeStock, try product(key.product)?.tracking == Tracking.none
        else { return nil }
        let row = try tx.row(
            """
            UPDATE balance
               SET quantity = quantity - \(bind: quantity),
                   may_be_negative = 1
             WHERE product_id = \(bind: key.product)
               AND location_id = \(bind: key.spot.location)
               AND COALESCE(lot_id, 0) = 0
               AND COALESCE(package_id, 0) = \(bind: key.spot.package?.rawValue ?? 0)
            RETURNING incoming_at
            """)
        if let row { return row[0] }
        let id = try drawKey("balance")
        try tx.execute(
            """
            INSERT INTO balance (id, product_id, location_id, package_id, quantity, reserved, may_be_negative,
                                 incoming_at, blocked)
            VALUES (\(bind: id), \(bind: key.product), \(bind: key.spot.location), \(bind: key.spot.package),
                    \(bind: Quantity.zero - quantity), 0, 1, \(bind: moment), 0)
            """)
        try refreshPiles("id = \(bind: id)")
        return moment
    }

    /// Piles below zero, or with more set aside than there is, as `10 of NUT in WH-Stock`; at most `limit`.
    public func negativePiles(limit: Int) throws -> [String] {
        try tx.rows(
            """
            SELECT b.quantity, g.sku, o.code
              FROM balance b
              JOIN product g ON g.id = b.product_id
              JOIN location o ON o.id = b.location_id
             WHERE b.may_be_negative = 1
               AND b.quantity < b.reserved
             ORDER BY g.sku, o.code
             LIMIT \(bind: limit)
            """
        ).map { row in "\((row[0] as Quantity).grouped) of \(row[1] as String) in \(row[2] as String)" }
    }
}
