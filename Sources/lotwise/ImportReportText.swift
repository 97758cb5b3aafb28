import StockDomain
import StockOperations
import WebServer

/// What an import did, for people and for programs.
extension ImportReport {
    /// Stock rows that a person is shown.
    private static let rowsShown = 20

    var inWords: String {
        var lines = [summary]
        lines += switchedOn.map { "Turned on \($0), which the products in the file need." }
        if !newCategories.isEmpty { lines.append("New categories: \(newCategories.joined(separator: ", ")).") }
        lines += warnings.map { warning in
            let places = warning.lines.map(String.init).joined(separator: ", ")
            let more = warning.count > warning.lines.count ? ", …" : ""
            return "Warning \(warning.code), \(warning.count) times (lines \(places)\(more)): \(warning.detail)"
        }
        if !stockAfter.isEmpty { lines.append("Stock afterwards of the products in the file:") }
        lines += stockAfter.prefix(ImportReport.rowsShown).map { "  \($0.sku)  \($0.place)  \($0.quantity.grouped)" }
        let hidden = stockAfter.count - ImportReport.rowsShown
        if hidden > 0 { lines.append("  and \(hidden) more (--json shows all).") }
        return lines.joined(separator: "\n")
    }

    private var summary: String {
        var parts = ["\(counted(rows, "row")) of \(kind.rawValue)"]
        if postings > 0 {
            parts.append(
                "\(counted(postings, "posting")) on \(counted(documents, "document")), "
                    + counted(newLots, "new number"))
        }
        return (isDryRun ? "Nothing was changed. Would import " : "Imported ") + parts.joined(separator: ": ") + "."
    }

    private func counted(_ count: Int, _ thing: String) -> String { "\(count) \(thing)\(count == 1 ? "" : "s")" }

    var json: JSON {
        [
            "kind": .string(kind.rawValue), "dry_run": .bool(isDryRun), "rows": JSON(rows),
            "documents": JSON(documents),
            "postings": JSON(postings), "new_numbers": JSON(newLots), "switched_on": JSON(switchedOn),
            "new_categories": JSON(newCategories),
            "warnings": .array(
                warnings.map {
                    [
                        "code": .string($0.code), "count": JSON($0.count), "detail": .string($0.detail),
                        "lines": JSON($0.lines),
                    ]
                }),
            "stock_after": .array(
                stockAfter.map {
                    ["product": .string($0.sku), "location": .string($0.place), "quantity": JSON($0.quantity)]
                }),
        ]
    }
}
