import StockDomain
import StockOperations

/// The level advisor, the tracking review and the setup checklist (R8, R8a, R9).
struct AdviceRoutes {
    let api: API

    var all: [Route] { [advice, review, checklist] }

    private var advice: Route {
        api.route(.post, "products/{sku}/advice") { [operations = api.operations] request, caller in
            try caller.requireNumbers()
            let body = try request.actionObject()
            let answers = LevelAnswers(body)
            let isAccepted = body.optional("accept", .bool) ?? false
            let reason = body.optional("reason", .text(most: 1_000))
            let command = try request.command(by: caller, body)
            try body.finish()
            let sku = request.parameter("sku")
            guard isAccepted else {
                return .json(try await operations.adviseLevel(of: sku, answers, as: caller.actor).json)
            }
            return APIResponse(
                try await operations.acceptAdvice(of: sku, answers, reason: reason, command) { advice, view in
                    .json(advice.json.adding(["level_reason": JSON(view.product.handling.levelReason)]))
                })
        }
    }

    private var review: Route {
        api.route(.get, "reports/tracking-review") { [operations = api.operations] request, caller in
            try caller.requireNumbers()
            let query = try request.query()
            let format = query.optional("format", .word(ReportFormat.self)) ?? .json
            let part = query.part(.name)
            try query.finish()
            switch format {
            case .json:
                let page = try await operations.trackingReview(
                    after: part.cursor, limit: part.limit, as: caller.actor)
                return .page(page, \.json)
            case .csv:
                let rows = try await operations.trackingReview(limit: 10_000, as: caller.actor).items
                return .report(named: "tracking-review", [TrackingReview.columns] + rows.map(\.cells))
            }
        }
    }

    private var checklist: Route {
        api.route(.get, "checklist") { [operations = api.operations] request, caller in
            let query = try request.query()
            let product = query.optional("product", .name)
            try query.finish()
            let points = try await operations.checklist(ofProduct: product, as: caller.actor)
            return .json(["points": JSON(points.map(\.json))])
        }
    }
}
