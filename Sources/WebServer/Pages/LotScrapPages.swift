import StockDomain
import StockOperations
import WebPages

/// The page that scraps a number out of every place at once (R26).
struct LotScrapPages {
    let pages: Pages

    var all: [Route] { [ask, scrap] }

    private var operations: Operations { pages.operations }

    private var ask: Route {
        pages.route(.get, "lots/{id}/scrap") { request, visitor in
            try visitor.requireNumbers()
            try request.query().finish()
            return .html(try await page(request.lotID(), visitor, FormValues(key: visitor.newKey)))
        }
    }

    private var scrap: Route {
        pages.route(.post, "lots/{id}/scrap") { [operations] request, visitor in
            try visitor.requireNumbers()
            let typed = try request.typed()
            do {
                let body = try request.form()
                let scrap = ScrapRequest(body)
                let command = try request.command(by: visitor, body)
                try body.finish()
                return APIResponse(
                    leadingTo: try await operations.scrapEverywhere(
                        request.lotID(), scrap, command, answer: theDocument), of: command)
            } catch let refusal as Refusal where refusal.kind != .notFound {
                let values = FormValues(key: visitor.newKey, refused: typed, refusal)
                return .html(try await page(request.lotID(), visitor, values), status: 422)
            }
        }
    }

    private func page(_ lot: LotID, _ visitor: Visitor, _ values: FormValues) async throws -> HTML {
        let preview = try await operations.scrapPreview(of: lot, as: visitor.actor)
        return lotScrapPage(
            visitor.frame, try await operations.lot(lot, as: visitor.actor), piles: preview.piles,
            inTransit: preview.inTransit, values)
    }
}
