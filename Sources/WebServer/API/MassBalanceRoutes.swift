import StockDomain
import StockOperations

/// `reports/mass-balance` with the movements behind each term, and the factors between units (R51).
struct MassBalanceRoutes {
    let api: API

    var all: [Route] { [report, movements, factors, setFactor] }

    private var report: Route {
        api.route(.get, "reports/mass-balance") { [operations = api.operations] request, caller in
            let query = try request.query()
            let question = query.massBalanceQuestion(caller)
            let format = query.optional("format", .word(ReportFormat.self)) ?? .json
            try query.finish()
            if question.lot != nil || question.perLot { try caller.requireNumbers() }
            let report = try await operations.massBalance(question, as: caller.actor)
            switch format {
            case .json: return .json(report.json(caller.settings))
            case .csv: return .report(named: "mass-balance", MassBalanceTable.rows(of: report))
            }
        }
    }

    private var movements: Route {
        api.route(.get, "reports/mass-balance/{term}") { [operations = api.operations] request, caller in
            let term = try request.balanceTerm()
            let query = try request.query()
            let question = query.massBalanceQuestion(caller)
            let format = query.optional("format", .word(ReportFormat.self)) ?? .json
            try query.finish()
            let rows = try await operations.movements(behind: term, of: question, as: caller.actor)
            switch format {
            case .json:
                return .json(["items": JSON(rows.map { $0.json(caller.settings) }), "term": .string(term.rawValue)])
            case .csv:
                return .report(named: "mass-balance-\(term.rawValue)", MassBalanceTable.rows(behind: rows))
            }
        }
    }

    private var factors: Route {
        api.route(.get, "products/{sku}/unit-factors") { [operations = api.operations] request, caller in
            let query = try request.query()
            let part = query.part()
            try query.finish()
            let factors = try await operations.unitFactors(of: request.parameter("sku"), as: caller.actor)
            return .part(part, of: factors, \.json)
        }
    }

    private var setFactor: Route {
        api.route(.post, "products/{sku}/unit-factors") { [operations = api.operations] request, caller in
            let body = try request.object()
            let unit = body.required("unit", .text(most: 20))
            let factor = body.required("factor", .positiveQuantity)
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.setUnitFactor(factor, per: unit, of: request.parameter("sku"), command) {
                    .json($0.json, status: 201)
                })
        }
    }
}

extension APIRequest {
    /// The term that the path names.
    ///
    /// - Throws: `not_found` when there is none, or it is one of stock, behind which no movement stands.
    func balanceTerm() throws -> MassBalance.Term {
        let name = parameter("term")
        guard let term = MassBalance.Term(rawValue: name), !term.isStock else {
            throw Refusal.notFound("term", name)
        }
        return term
    }
}

extension RequestObject {
    /// What a balance is asked of; of a lot or by lot only where numbers are shown.
    func massBalanceQuestion(_ caller: Caller) -> MassBalanceQuestion {
        massBalanceQuestion(showsNumbers: caller.settings.showsNumbers)
    }

    func massBalanceQuestion(showsNumbers: Bool) -> MassBalanceQuestion {
        var question = MassBalanceQuestion(
            product: optional("product", .name),
            days: ComparedDays(from: optional("from", .day), to: optional("to", .day)),
            unit: optional("unit", .text(most: 20)))
        if let tolerance = optional("tolerance", .quantityFromZero) { question.tolerance = tolerance }
        if showsNumbers {
            question.lot = optional("lot", .lotID)
            question.perLot = optional("by", .word(BalanceSplit.self)) == .lot
        }
        if question.perLot, question.product == nil, question.lot == nil {
            invalid("by", "“by” lot needs a product.")
        }
        return question
    }
}

/// What has a row of its own.
private enum BalanceSplit: String, CaseIterable {
    case product, lot
}
