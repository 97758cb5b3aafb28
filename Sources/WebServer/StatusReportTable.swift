import StockDomain

/// What each consignee had and what became of it, as a table (21 CFR 7.53(b)(4)).
enum StatusReportTable {
    private static let header = [
        "partner", "name", "product", "unit", "notified_at", "method", "responded_at", "delivered",
        "on_hand_when_notified", "returned", "destroyed", "corrected", "sold", "accounted", "open",
    ]

    static func rows(of report: StatusReport) -> [[String]] {
        [header]
            + report.rows.map { row in
                [
                    row.partner.code, row.partner.name, row.goods.product.sku, row.goods.product.unit,
                    row.notifiedAt?.rfc3339 ?? "", row.method?.rawValue ?? "", row.respondedAt?.rfc3339 ?? "",
                ]
                    + [
                        row.goods.delivered, row.onHand, row.goods.returned, row.goods.destroyed, row.goods.corrected,
                        row.goods.sold, row.accounted, row.open,
                    ].map { $0?.description ?? "" }
            }
    }

    /// The same for people: each figure under its word, columns as wide as they must be.
    static func plainText(_ report: StatusReport) -> [String] {
        let header = [
            "consignee", "product", "delivered", "had", "returned", "destroyed", "corrected", "sold", "accounted",
            "open",
        ]
        let rows = report.rows.map { row in
            ["\(row.partner.name) (\(row.partner.code))", row.goods.product.sku]
                + [
                    row.goods.delivered, row.onHand, row.goods.returned, row.goods.destroyed, row.goods.corrected,
                    row.goods.sold, row.accounted, row.open,
                ].map { $0?.grouped ?? "–" }
        }
        if rows.isEmpty { return [] }
        let widths = header.indices.map { column in ([header] + rows).map { $0[column].count }.max() ?? 0 }
        return ([header] + rows).map { row in
            let cells = row.enumerated().map { column, text in
                let space = String(repeating: " ", count: widths[column] - text.count)
                return column < 2 ? text + space : space + text
            }
            return "   " + cells.joined(separator: "  ")
        }
    }
}

extension StatusReport.Row {
    var json: JSON {
        [
            "accounted": JSON(accounted), "corrected": JSON(goods.corrected), "delivered": JSON(goods.delivered),
            "destroyed": JSON(goods.destroyed), "method": JSON(method?.rawValue), "name": .string(partner.name),
            "notified_at": JSON(notifiedAt), "on_hand_when_notified": JSON(onHand), "open": JSON(open),
            "partner": .string(partner.code), "product": .string(goods.product.sku),
            "responded_at": JSON(respondedAt), "returned": JSON(goods.returned), "sold": JSON(goods.sold),
            "unit": .string(goods.product.unit),
        ]
    }
}
