import SQLCore
import StockDomain

extension LineDetails {
    /// The columns of `document_line`, in the order of `fields`.
    static let fieldNames = [
        "package_id", "packaging", "override_reason", "delivery_id", "book_quantity", "counted_at",
        "done_so_far", "is_unplanned", "is_whole_package", "role", "for_output", "recipe_code",
        "input_share", "yield_tolerance",
    ]

    init(row: SQLRow, from index: Int) {
        self.init(
            packageID: row[index], isWholePackage: row[index + 8], packaging: row[index + 1],
            overrideReason: row[index + 2],
            doneSoFar: row[index + 6], isUnplanned: row[index + 7], deliveryID: row[index + 3],
            bookQuantity: row[index + 4], countedAt: row[index + 5], role: row[index + 9], forOutput: row[index + 10],
            inputShare: row[index + 12], recipe: row[index + 11], yieldTolerance: row[index + 13])
    }

    var fields: [SQLValue] {
        [
            packageID.sqlValue, packaging.sqlValue, overrideReason.sqlValue, deliveryID.sqlValue,
            bookQuantity.sqlValue, countedAt.sqlValue, doneSoFar.sqlValue, isUnplanned.sqlValue,
            isWholePackage.sqlValue, role.sqlValue, forOutput.sqlValue, recipe.sqlValue,
            inputShare.sqlValue, yieldTolerance.sqlValue,
        ]
    }
}
