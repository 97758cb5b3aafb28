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
            do {
                let body = try request.form()
                _ = body.optional(keyFieldName, .idempotencyKey)
                let text = body.required("text", .lines(most: 50_000))
                let supplier = body.optional("supplier", .name)
                try body.finish()
                let read = try await operations.read(supplierNotice: text, from: supplier, as: visitor.actor)
                return .html(
                    supplierNoticePage(
                        visitor.frame, FormValues(key: visitor.newKey, typed), products: read.products,
                        findings: read.findings, unknown: read.unknown))
            } catch let refusal as Refusal {
                let values = FormValues(key: visitor.newKey, refused: typed, refusal)
                return .html(
                    supplierNoticePage(visitor.frame, values, products: [], findings: nil, unknown: []), status: 422)
            }
        }
    }

    private var compare: Route {
        pages.route(.get, "recalls/compare") { [operations] request, visitor in
            try visitor.requireNumbers()
            let query = try request.query()
            var suspects = ["left", "right"].map { side in
                Suspect(
                    name: side, text: query.optional(side, .text()) ?? "", lot: query.optional("\(side)_lot", .lotID))
            }
            try query.finish()
            for index in suspects.indices {
                await RecallToolPages.look(at: &suspects[index], operations, visitor.actor)
            }
            let isRefused = suspects.contains { $0.refusal != nil }
            return .html(suspectsPage(visitor.frame, suspects), status: isRefused ? 422 : 200)
        }
    }

    /// A number that means nothing, or several things, is refused; of several things one may have been chosen.
    private static func look(at suspect: inout Suspect, _ operations: Operations, _ actor: Actor) async {
        if suspect.text.isEmpty { return }
        do {
            suspect.lot = try await chosen(suspect, operations, actor)
            var lot = suspect.lot
            if lot == nil { lot = try await operations.recallScope(of: suspect.text, as: actor).lot.id }
            suspect.reach = try await operations.recallReach(of: [ScopeTerm(lot: lot)], as: actor)
        } catch let refusal as Refusal {
            suspect.refusal = refusal
        } catch {
            suspect.refusal = Refusal(
                .unavailable, "busy", "The question could not be answered. Try again in a moment.")
        }
    }

    /// The lot that was chosen, unless another number was typed since.
    private static func chosen(_ suspect: Suspect, _ operations: Operations, _ actor: Actor) async throws -> LotID? {
        guard let lot = suspect.lot else { return nil }
        return try await operations.lot(lot, as: actor).lot.number.text == suspect.text ? lot : nil
    }
}
