import StockDomain
import StockOperations
import TabularFiles
import WebPages

/// `/reports/expiry`: goods on hand that expire soon or have (R42).
struct ExpiryPages {
    let pages: Pages

    var all: [Route] { [list, file] }

    private var list: Route {
        pages.route(.get, "reports/expiry") { [operations = pages.operations] request, visitor in
            try visitor.requireNumbers()
            let query = try request.query()
            let question = ExpiryQuestion(query)
            let cursor = query.optional("cursor", .expiryCursor)
            try query.finish()
            let page = try await operations.expiringGoods(question, after: cursor, as: visitor.actor)
            let next = page.nextCursor.map {
                address(
                    "reports", "expiry",
                    query: [("product", question.product), ("location", question.location), ("cursor", $0)])
            }
            return .html(
                expiryPage(
                    visitor.frame, page.items, product: question.product ?? "", location: question.location ?? "",
                    places: try await operations.stockPlaces(as: visitor.actor), next: next))
        }
    }

    private var file: Route {
        pages.route(.get, "reports/expiry.csv") { [operations = pages.operations] request, visitor in
            try visitor.requireNumbers()
            let query = try request.query()
            let question = ExpiryQuestion(query)
            try query.finish()
            let alerts = try await operations.allExpiringGoods(question, as: visitor.actor)
            return .report(named: "expiry", [ExpiryAlert.columns] + alerts.map(\.cells))
        }
    }
}

extension ExpiryQuestion {
    init(_ query: RequestObject) {
        self.init(
            product: query.optional("product", .name), location: query.optional("location", .name),
            within: query.optional("within", .int(0...3_650)))
    }
}
