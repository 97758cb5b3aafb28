import StockDomain
import StockOperations
import WebPages

/// Reports around numbers: the doubtful ones, and those on several products.
struct NumberReportPages {
    let pages: Pages

    var all: [Route] { [doubtful, shared] }

    private var doubtful: Route {
        pages.route(.get, "reports/doubtful") { [operations = pages.operations] request, visitor in
            try visitor.requireNumbers()
            let query = try request.query()
            let question = DoubtQuestion(
                user: query.optional("user", .name), supplier: query.optional("supplier", .name),
                product: query.optional("product", .name))
            let cursor = query.optional("cursor", .doubtCursor)
            try query.finish()
            let found = try await operations.doubtfulNumbers(question, after: cursor, as: visitor.actor)
            let asked = [("user", question.user), ("supplier", question.supplier), ("product", question.product)]
            let fields = DoubtFields(
                user: question.user ?? "", supplier: question.supplier ?? "", product: question.product ?? "")
            return .html(
                doubtfulNumbersPage(
                    visitor.frame, found, fields,
                    next: found.nextCursor.map { address("reports", "doubtful", query: asked + [("cursor", $0)]) },
                    file: address("api", "v1", "reports", "doubtful", query: asked + [("format", "csv")]),
                    clock: visitor.clock))
        }
    }

    private var shared: Route {
        pages.route(.get, "reports/shared-numbers") { [operations = pages.operations] request, visitor in
            try visitor.requireNumbers()
            let query = try request.query()
            let product = query.optional("product", .name)
            let cursor = query.optional("cursor", .number)
            try query.finish()
            let found = try await operations.sharedNumbers(ofProduct: product, after: cursor, as: visitor.actor)
            let asked = [("product", product)]
            return .html(
                sharedNumbersPage(
                    visitor.frame, found, product: product ?? "",
                    next: found.nextCursor.map {
                        address("reports", "shared-numbers", query: asked + [("cursor", $0)])
                    }, file: address("api", "v1", "reports", "shared-numbers", query: asked + [("format", "csv")])))
        }
    }
}
