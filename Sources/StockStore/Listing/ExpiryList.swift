import SQLCore
import StockDomain

extension Store {
    /// Piles of ours whose goods expire at or before `day`, the nearest first.
    ///
    /// - Parameters:
    ///   - product: only this one.
    ///   - places: only these; nil for all.
    public func expiringPiles(
        until day: CalendarDate, product: ProductID?, places: [LocationID]?, after cursor: ExpiryCursor?, limit: Int
    ) throws -> [ExpiringPile] {
        var sql: SQL = """
            SELECT b.id, p.sku, p.name, p.unit, n.id, n.number, l.code, k.number, b.quantity, b.reserved, b.blocked,
                   n.expires_on, n.removal_on, n.alert_on
              FROM balance b
              JOIN lot n ON n.id = b.lot_id
              JOIN product p ON p.id = b.product_id
              JOIN location l ON l.id = b.location_id
              LEFT JOIN package k ON k.id = b.package_id
             WHERE b.expires_on <= \(bind: day)
               AND b.quantity > 0
            """
        if let product { sql = sql + " AND b.product_id = \(bind: product)" }
        if let places { sql = sql + " AND b.location_id IN \(list: places)" }
        if let cursor {
            sql =
                sql + """
                     AND (b.expires_on > \(bind: cursor.expiresOn)
                          OR b.expires_on = \(bind: cursor.expiresOn) AND b.id > \(bind: cursor.balanceID))
                    """
        }
        return try tx.rows(sql + " ORDER BY b.expires_on, b.id LIMIT \(bind: limit)").map(ExpiringPile.init(row:))
    }
}

extension ExpiringPile {
    fileprivate init(row: SQLRow) {
        self.init(
            balanceID: row[0], sku: row[1], productName: row[2], unit: row[3], lotID: row[4], number: row[5],
            locationCode: row[6], packageNumber: row[7], quantity: row[8], reserved: row[9], isBlocked: row[10],
            expiresOn: row[11], removalOn: row[12], alertOn: row[13])
    }
}
