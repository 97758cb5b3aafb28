import StockDomain
import StockOperations

/// `lots/{id}/scrap`: a number out of every place at once (R26).
struct LotScrapRoutes {
    let api: API

    var all: [Route] { [scrap] }

    private var scrap: Route {
        api.route(.post, "lots/{id}/scrap") { [operations = api.operations] request, caller in
            try caller.requireNumbers()
            let body = try request.object()
            let scrap = ScrapRequest(body)
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.scrapEverywhere(request.lotID(), scrap, command, answer: caller.document()))
        }
    }
}

extension ScrapRequest {
    init(_ body: RequestObject) {
        self.init(
            kind: body.optional("kind", .scrapKind) ?? .scrap, reason: body.required("reason", .text()),
            witness: body.optional("witness", .text()), certificate: body.optional("certificate", .text()),
            happenedAt: body.optional("happened_at", .instant))
    }
}
