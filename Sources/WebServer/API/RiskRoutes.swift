import StockDomain
import StockOperations

/// `reports/gaps`, `reports/exposure` and `lots/{id}/neighbours`: what a recall may miss (R47, R48).
struct RiskRoutes {
    let api: API

    var all: [Route] { [gaps, exposure, neighbours] }

    private var gaps: Route {
        api.route(.get, "reports/gaps") { [operations = api.operations] request, caller in
            try caller.requireNumbers()
            let query = try request.query()
            let product = query.optional("product", .name)
            let format = query.optional("format", .word(ReportFormat.self)) ?? .json
            let part = query.part()
            try query.finish()
            let gaps = try await operations.gaps(ofProduct: product, as: caller.actor)
            switch format {
            case .json: return .part(part, of: gaps, \.json)
            case .csv: return .report(named: "gaps", StandingGap.table(gaps))
            }
        }
    }

    private var exposure: Route {
        api.route(.get, "reports/exposure") { [operations = api.operations] request, caller in
            let query = try request.query()
            let receipt = query.required("receipt", .name)
            let product = query.required("product", .name)
            let format = query.optional("format", .word(ReportFormat.self)) ?? .json
            try query.finish()
            let exposure = try await operations.exposure(ofReceipt: receipt, product: product, as: caller.actor)
            switch format {
            case .json: return .json(exposure.json)
            case .csv: return .report(named: "exposure-\(receipt)", exposure.table)
            }
        }
    }

    private var neighbours: Route {
        api.route(.get, "lots/{id}/neighbours") { [operations = api.operations] request, caller in
            try caller.requireNumbers()
            try request.query().finish()
            let report = try await operations.neighbours(of: request.lotID(), as: caller.actor)
            return .json(["items": JSON(report.neighbours.map(\.json)), "lot": report.lot.json])
        }
    }
}
