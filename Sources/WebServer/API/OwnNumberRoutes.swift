import StockDomain
import StockOperations

/// Numbers of our own: made for goods that bring none, and those that were drawn and never used (R13, R14).
struct OwnNumberRoutes {
    let api: API

    var all: [Route] { [generate, drawn] }

    private var generate: Route {
        api.route(.post, "products/{sku}/numbers") { [operations = api.operations] request, caller in
            let body = try request.object()
            let wanted = NumberGenerationRequest(body)
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.generateNumbers(wanted, of: request.parameter("sku"), command) { offer in
                    .json(offer.json)
                })
        }
    }

    private var drawn: Route {
        api.route(.get, "reports/drawn-numbers") { [operations = api.operations] request, caller in
            try caller.requireNumbers()
            let query = try request.query()
            let product = query.optional("product", .name)
            let format = query.optional("format", .word(ReportFormat.self)) ?? .json
            let part = query.part(.drawnNumberCursor)
            try query.finish()
            // A file holds them all.
            let limit = format == .csv ? 100_000 : part.limit
            let page = try await operations.drawnNumbers(
                of: product, after: part.cursor, limit: limit, as: caller.actor)
            switch format {
            case .json: return .page(page, \.json)
            case .csv:
                let header = ["product", "number", "drawn_at", "actor"]
                return .report(
                    named: "drawn-numbers",
                    [header] + page.items.map { [$0.sku, $0.number.text, $0.drawnAt.rfc3339, $0.actor] })
            }
        }
    }
}

extension RequestReader where Value == DrawnNumberCursor {
    static var drawnNumberCursor: RequestReader {
        let standIn = DrawnNumberCursor(product: ProductID(1), number: LotNumber(stored: ""))
        return RequestReader<String>.text().converted(
            standIn: standIn, or: "must be the next_cursor of the part before."
        ) { DrawnNumberCursor($0) }
    }
}
