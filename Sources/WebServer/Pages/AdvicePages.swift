import StockDomain
import StockOperations
import WebPages

/// The pages of the set-up: advisor, sheet, review and checklist (R8, R8a, R9).
struct AdvicePages {
    let pages: Pages

    var all: [Route] { [advice, advise, sheet, review, reviewTable, checklist] }

    private var advice: Route {
        pages.route(.get, "products/{sku}/advice") { [operations = pages.operations] request, visitor in
            try visitor.requireNumbers()
            try request.query().finish()
            let product = try await operations.product(request.parameter("sku"), as: visitor.actor).product
            return .html(advicePage(visitor.frame, product, nil, FormValues(key: visitor.newKey)))
        }
    }

    /// The same form asks and, with its second button, accepts.
    private var advise: Route {
        pages.route(.post, "products/{sku}/advice") { [operations = pages.operations] request, visitor in
            try visitor.requireNumbers()
            let typed = try request.typed()
            let sku = request.parameter("sku")
            let product = try await operations.product(sku, as: visitor.actor).product
            do {
                let body = try request.form()
                let answers = LevelAnswers(body)
                let isAccepted = body.optional("accept", .bool) ?? false
                let command = try request.command(by: visitor, body)
                try body.finish()
                if isAccepted {
                    return APIResponse(
                        leadingTo: try await operations.acceptAdvice(of: sku, answers, reason: nil, command) {
                            _, view in
                            Answer(leadingTo: address("products", view.product.sku))
                        })
                }
                let view = try await operations.adviseLevel(of: sku, answers, as: visitor.actor)
                let told = AdviceOnPage(
                    advice: view.advice, costs: view.costs, isFromMovements: view.isFromMovements)
                return .html(advicePage(visitor.frame, product, told, FormValues(key: visitor.newKey, typed)))
            } catch let refusal as Refusal where refusal.kind != .notFound {
                let values = FormValues(key: visitor.newKey, refused: typed, refusal)
                return .html(advicePage(visitor.frame, product, nil, values), status: 422)
            }
        }
    }

    private var sheet: Route {
        pages.route(.get, "products/{sku}/sheet") { [operations = pages.operations] request, visitor in
            try visitor.requireNumbers()
            try request.query().finish()
            let product = try await operations.product(request.parameter("sku"), as: visitor.actor).product
            return .html(operationSheetPage(visitor.frame, product))
        }
    }

    private var review: Route {
        pages.route(.get, "reports/tracking-review") { [operations = pages.operations] request, visitor in
            try visitor.requireNumbers()
            let query = try request.query()
            let cursor = query.optional("cursor", .name)
            try query.finish()
            let page = try await operations.trackingReview(after: cursor, as: visitor.actor)
            return .html(
                trackingReviewPage(
                    visitor.frame, page.items,
                    next: page.nextCursor.map { address("reports", "tracking-review", query: [("cursor", $0)]) }))
        }
    }

    private var reviewTable: Route {
        pages.route(.get, "reports/tracking-review.csv") { [operations = pages.operations] request, visitor in
            try visitor.requireNumbers()
            try request.query().finish()
            let rows = try await operations.trackingReview(limit: 10_000, as: visitor.actor).items
            return .report(named: "tracking-review", [TrackingReview.columns] + rows.map(\.cells))
        }
    }

    private var checklist: Route {
        pages.route(.get, "checklist") { [operations = pages.operations] request, visitor in
            let query = try request.query()
            let product = query.optional("product", .name)
            try query.finish()
            return .html(
                checklistPage(
                    visitor.frame, try await operations.checklist(ofProduct: product, as: visitor.actor),
                    product: product))
        }
    }
}
