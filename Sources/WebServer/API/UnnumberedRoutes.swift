import StockDomain
import StockOperations

/// `reports/unnumbered`: stock that should have numbers and has none (R29).
struct UnnumberedRoutes {
    let api: API

    var all: [Route] { [unnumbered] }

    private var unnumbered: Route {
        api.route(.get, "reports/unnumbered") { [operations = api.operations] request, caller in
            try caller.requireNumbers()
            let query = try request.query()
            let format = query.optional("format", .word(ReportFormat.self)) ?? .json
            let part = query.part(.stockCursor)
            try query.finish()
            // A file holds them all.
            let limit = format == .csv ? 100_000 : part.limit
            let page = try await operations.unnumberedStock(after: part.cursor, limit: limit, as: caller.actor)
            switch format {
            case .json: return .page(page) { $0.json(caller.settings) }
            case .csv:
                let header = ["product", "location", "package", "quantity", "reserved", "incoming_at"]
                return .report(named: "unnumbered", [header] + page.items.map(\.unnumberedColumns))
            }
        }
    }
}

extension StockRow {
    fileprivate var unnumberedColumns: [String] {
        [
            sku, locationCode, packageNumber ?? "", quantity.description, reserved.description,
            incomingAt?.rfc3339 ?? "",
        ]
    }
}
