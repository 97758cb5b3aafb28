import SQLCore
import StockDomain

extension Store {
    /// Keeps dates that came with goods whose product has no expiry (R4).
    func insertUnusedDates(_ dates: [Int: CalendarDate], of posting: Posting) throws {
        if dates.isEmpty { return }
        try tx.insert(
            into: "unused_date", ["posting_id", "position", "product_id", "expires_on"],
            rows: dates.sorted { $0.key < $1.key }.lazy.map { position, date in
                [
                    posting.id.sqlValue, position.sqlValue, posting.movements[position].productID.sqlValue,
                    date.sqlValue,
                ]
            })
    }

    public func hasUnusedDates(_ product: ProductID) throws -> Bool {
        try tx.row("SELECT 1 FROM unused_date WHERE product_id = \(bind: product) LIMIT 1") != nil
    }

    /// Products without expiry for which dates have come, with how many.
    public func productsWithUnusedDates() throws -> [(product: ProductID, dates: Int)] {
        try tx.rows(
            """
            SELECT u.product_id, COUNT(*)
              FROM unused_date u
              JOIN product p ON p.id = u.product_id
             WHERE p.expiration_enabled = 0
             GROUP BY u.product_id
             ORDER BY u.product_id
            """
        ).map { (ProductID($0[0] as Int64), $0[1] as Int) }
    }
}
