import StockDomain
import StockOperations

extension ImportReport {
    /// What an import did, or in a dry run would do.
    public var json: JSON {
        [
            "documents": JSON(documents), "dry_run": .bool(isDryRun), "kind": .string(kind.rawValue),
            "new_categories": JSON(newCategories), "new_numbers": JSON(newLots), "postings": JSON(postings),
            "rows": JSON(rows), "stock_after": JSON(stockAfter.map(\.json)), "switched_on": JSON(switchedOn),
            "warnings": JSON(warnings.map(\.json)),
        ]
    }
}

extension ImportReport.StockRow {
    fileprivate var json: JSON {
        ["location": .string(place), "product": .string(sku), "quantity": JSON(quantity)]
    }
}

extension FileWarnings.Entry {
    fileprivate var json: JSON {
        [
            "code": .string(code), "count": JSON(count), "detail": .string(detail),
            "lines": JSON(lines.map { JSON($0) }),
        ]
    }
}
