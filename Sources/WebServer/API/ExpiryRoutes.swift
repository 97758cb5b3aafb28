import StockDomain
import StockOperations

/// `reports/expiry`: goods on hand that expire soon or have (R42).
struct ExpiryRoutes {
    let api: API

    var all: [Route] { [report] }

    private var report: Route {
        api.route(.get, "reports/expiry") { [operations = api.operations] request, caller in
            try caller.requireNumbers()
            let query = try request.query()
            let question = ExpiryQuestion(query)
            let format = query.optional("format", .word(ReportFormat.self)) ?? .json
            let part = query.part(.expiryCursor)
            try query.finish()
            switch format {
            case .json:
                let page = try await operations.expiringGoods(
                    question, after: part.cursor, limit: part.limit, as: caller.actor)
                return .page(page, \.json)
            case .csv:
                let alerts = try await operations.allExpiringGoods(question, as: caller.actor)
                return .report(named: "expiry", [ExpiryAlert.columns] + alerts.map(\.cells))
            }
        }
    }
}

extension RequestReader where Value == ExpiryCursor {
    /// Where a page of the report ended.
    static var expiryCursor: RequestReader {
        RequestReader<String>.text().converted(
            standIn: .first, or: "must be the cursor of a page before."
        ) { ExpiryCursor($0) }
    }
}
