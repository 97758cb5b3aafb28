import StockDomain
import StockOperations
import WebPages

/// The way to all reports, and those that are plain lists.
struct ReportPages {
    let pages: Pages

    var all: [Route] { [index, overrides, drawnNumbers, unnumbered, changes] }

    private var operations: Operations { pages.operations }

    private var index: Route {
        pages.route(.get, "reports") { request, visitor in
            try visitor.requireNumbers()
            try request.query().finish()
            return .html(reportsPage(visitor.frame, showsDates: visitor.settings.showsDates))
        }
    }

    private var overrides: Route {
        pages.route(.get, "reports/overrides") { [operations] request, visitor in
            try visitor.requireNumbers()
            let query = try request.query()
            let cursor = query.optional("cursor", .overrideCursor)
            try query.finish()
            let page = try await operations.overrides(after: cursor, as: visitor.actor)
            return .html(
                overridesPage(
                    visitor.frame, page,
                    next: page.nextCursor.map { address("reports", "overrides", query: [("cursor", $0)]) },
                    clock: visitor.clock))
        }
    }

    private var drawnNumbers: Route {
        pages.route(.get, "reports/drawn-numbers") { [operations] request, visitor in
            try visitor.requireNumbers()
            let query = try request.query()
            let product = query.optional("product", .name)
            let cursor = query.optional("cursor", .drawnNumberCursor)
            try query.finish()
            let page = try await operations.drawnNumbers(of: product, after: cursor, as: visitor.actor)
            return .html(
                drawnNumbersPage(
                    visitor.frame, page, product: product ?? "",
                    next: page.nextCursor.map {
                        address("reports", "drawn-numbers", query: [("product", product), ("cursor", $0)])
                    }, clock: visitor.clock))
        }
    }

    private var unnumbered: Route {
        pages.route(.get, "reports/unnumbered") { [operations] request, visitor in
            try visitor.requireNumbers()
            let query = try request.query()
            let cursor = query.optional("cursor", .stockCursor)
            try query.finish()
            let page = try await operations.unnumberedStock(after: cursor, as: visitor.actor)
            return .html(
                unnumberedPage(
                    visitor.frame, page,
                    next: page.nextCursor.map { address("reports", "unnumbered", query: [("cursor", $0)]) },
                    clock: visitor.clock))
        }
    }

    private var changes: Route {
        pages.route(.get, "reports/changes") { [operations] request, visitor in
            let query = try request.query()
            let cursor = query.optional("cursor", .id)
            try query.finish()
            let page = try await operations.changes(before: cursor, as: visitor.actor)
            return .html(
                changesPage(
                    visitor.frame, page, showsNumbers: visitor.settings.showsNumbers,
                    next: page.nextCursor.map { address("reports", "changes", query: [("cursor", $0)]) },
                    clock: visitor.clock))
        }
    }
}
