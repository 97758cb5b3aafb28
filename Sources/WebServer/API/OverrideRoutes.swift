import StockDomain
import StockOperations
import TabularFiles

/// `reports/overrides`: what left against the proposal or past its best (R35, R41).
struct OverrideRoutes {
    let api: API

    var all: [Route] {
        [
            api.route(.get, "reports/overrides") { [operations = api.operations] request, caller in
                try caller.requireNumbers()
                let query = try request.query()
                let isTable = query.optional("format", .word(ReportFormat.self)) == .csv
                let part = query.part(.overrideCursor)
                try query.finish()
                if isTable { return table(operations, caller) }
                let page = try await operations.overrides(after: part.cursor, limit: part.limit, as: caller.actor)
                return .page(page, \.json)
            }
        ]
    }

    private func table(_ operations: Operations, _ caller: Caller) -> APIResponse {
        .csv(named: "overrides.csv") { write in
            try await write(Array(CSVWriter.text([OverrideRow.header]).utf8))
            try await operations.walkOverrides(as: caller.actor) { rows in
                try await write(Array(CSVWriter.text(rows.map(\.fields)).utf8))
            }
        }
    }
}

extension OverrideRow {
    fileprivate var json: JSON {
        [
            "actor": .string(actorName), "document": JSON(document), "happened_at": JSON(happenedAt),
            "kind": JSON(documentKind?.rawValue), "lot": JSON(lotID?.rawValue), "number": JSON(number?.text),
            "partner": JSON(partnerCode), "passed_over": JSON(passedOver?.text),
            "passed_over_lot": JSON(passedOverID?.rawValue), "posting": JSON(cursor.posting.rawValue),
            "product": .string(sku), "quantity": JSON(quantity), "reason": .string(reason), "rule": .string(rule),
            "text": .string(detail),
        ]
    }

    fileprivate static let header = [
        "happened_at", "actor", "kind", "document", "partner", "product", "number", "quantity", "rule", "passed_over",
        "reason", "text", "posting",
    ]

    fileprivate var fields: [String] {
        [
            happenedAt.rfc3339, actorName, documentKind?.rawValue ?? "", document ?? "", partnerCode ?? "", sku,
            number?.text ?? "", quantity.description, rule, passedOver?.text ?? "", reason, detail,
            "\(cursor.posting.rawValue)",
        ]
    }
}

extension RequestReader where Value == MovementCursor {
    static var overrideCursor: RequestReader {
        RequestReader<String>.text().converted(
            standIn: MovementCursor(posting: PostingID(1), position: 0),
            or: "must be the next_cursor of the part before."
        ) { MovementCursor($0) }
    }
}
