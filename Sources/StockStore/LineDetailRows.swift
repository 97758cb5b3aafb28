import SQLCore
import StockDomain

extension LineDetails {
    /// The columns of `document_line`, in the order of `fields`.
    static let fieldNames = [
        "package_id", "packaging", "override_reason", "delivery_id", "book_quantity", "counted_at",
    ]

    init(row: SQLRow, from index: Int) {
        self.init(
            packageID: row[index], packaging: row[index + 1], overrideReason: row[index + 2],
            deliveryID: row[index + 3], bookQuantity: row[index + 4], countedAt: row[index + 5])
    }

    var fields: [SQLValue] {
        [
            packageID.sqlValue, packaging.sqlValue, overrideReason.sqlValue, deliveryID.sqlValue,
            bookQuantity.sqlValue, countedAt.sqlValue,
        ]
    }
}
