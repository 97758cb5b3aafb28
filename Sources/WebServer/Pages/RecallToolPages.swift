import StockDomain
import StockOperations
import WebPages

/// What comes before a case: its form, a supplier's notice, two suspects side by side.
struct RecallToolPages {
    let pages: Pages

    var all: [Route] { [new, askForNotice, readNotice, compare] }

    private var operations: Operations { pages.operations }

    private var new: Route {
        pages.route(.get, "recalls/new") { [operations] request, visitor in
            try visitor.requireNumbers()
            let query = try request.query()
            let lot = query.optional("lot", .lotID)
            try query.finish()
            var values: [String: String] = ["depth": RecallCase.Depth.retail.rawValue]
            if let lot {
                let view = try await operations.lot(lot, as: visitor.actor)
                values["scope/0/product"] = view.product.sku
                values["scope/0/number"] = view.lot.number.text
            }
            return .html(recallFormPage(visitor.frame, FormValues(key: visitor.newKey, values)))
        }
    }

    private var askForNotice: Route {
        pages.route(.get, "recalls/read-notice") { request, visitor in
            try visitor.requireNumbers()
            try request.query().finish()
            return .html(
                supplierNoticePage(
                    visitor.frame, FormValues(key: visitor.newKey), products: [], findings: nil, unknown: []))
        }
    }

    private var readNotice: Route {
        pages.route(.post, "recalls/read-notice") { [operations] request, visitor in
            try visitor.requireNumbers()
            let typed = try request.typed()
            let body = try request.form()
            _ = body.optional(keyFieldName, .idempotencyKey)
            let text = body.required("text", .lines(most: 50_000))
            try body.finish()
            let read = try await operations.read(supplierNotice: text, as: visitor.actor)
            return .html(
                supplierNoticePage(
                    visitor.frame, FormValues(key: visitor.newKey, typed), products: read.products,
                    findings: read.findings, unknown: read.unknown))
        }
    }

    private var compare: Route {
        pages.route(.get, "recalls/compare") { [operations] request, visitor in
            try visitor.requireNumbers()
            let query = try request.query()
            let asked = ["left", "right"].map { query.optional($0, .text()) ?? "" }
            try query.finish()
            var reached: [RecallReach?] = []
            var notices: [HTML] = []
            for text in asked {
                do throws(Refusal) {
                    reached.append(try await RecallToolPages.reach(of: text, operations, visitor.actor))
                } catch {
                    reached.append(nil)
                    notices.append(refusalNotice(error))
                }
            }
            let page = suspectsPage(
                visitor.frame, left: reached[0], right: reached[1], asked: asked, notices: notices)
            return .html(page, status: notices.isEmpty ? 200 : 422)
        }
    }

    /// Nil for no text; a number that means nothing, or several things, is refused.
    private static func reach(
        of text: String, _ operations: Operations, _ actor: Actor
    ) async throws(Refusal) -> RecallReach? {
        if text.isEmpty { return nil }
        do {
            let scope = try await operations.recallScope(of: text, as: actor)
            return try await operations.recallReach(of: [ScopeTerm(lot: scope.lot.id)], as: actor)
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw Refusal(.unavailable, "busy", "The question could not be answered. Try again in a moment.")
        }
    }
}
