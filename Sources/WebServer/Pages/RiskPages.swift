import StockDomain
import StockOperations
import WebPages

/// Gaps, exposure of goods without number, and neighbour lots (R47, R48).
struct RiskPages {
    let pages: Pages

    var all: [Route] { [gaps, exposure, neighbours] }

    private var operations: Operations { pages.operations }

    private var gaps: Route {
        pages.route(.get, "reports/gaps") { [operations] request, visitor in
            try visitor.requireNumbers()
            let query = try request.query()
            let product = query.optional("product", .name)
            try query.finish()
            let found = try await operations.gaps(ofProduct: product, as: visitor.actor)
            return .html(gapsPage(visitor.frame, found, product: product ?? ""))
        }
    }

    private var exposure: Route {
        pages.route(.get, "reports/exposure") { [operations] request, visitor in
            let query = try request.query()
            let receipt = query.optional("receipt", .name)
            let product = query.optional("product", .name)
            try query.finish()
            func page(_ exposure: Exposure?, _ refusal: Refusal? = nil) -> HTML {
                exposurePage(
                    visitor.frame, exposure, receipt: receipt ?? "", product: product ?? "", refusal: refusal,
                    clock: visitor.clock)
            }
            guard let receipt, let product else { return .html(page(nil)) }
            do {
                return .html(
                    page(try await operations.exposure(ofReceipt: receipt, product: product, as: visitor.actor)))
            } catch let refusal as Refusal {
                return .html(page(nil, refusal), status: 422)
            }
        }
    }

    private var neighbours: Route {
        pages.route(.get, "lots/{id}/neighbours") { [operations] request, visitor in
            try visitor.requireNumbers()
            try request.query().finish()
            let report = try await operations.neighbours(of: request.lotID(), as: visitor.actor)
            return .html(neighboursPage(visitor.frame, of: report.lot, report.neighbours, clock: visitor.clock))
        }
    }
}
