import StockDomain
import StockOperations
import TabularFiles

/// `recall-scope` and `trace`: the two questions, asked of a number or of a lot by id.
struct TraceRoutes {
    let api: API

    var all: [Route] { [scopeOfNumber, scopeOfLot, traceOfNumber, traceOfLot] }

    private var scopeOfNumber: Route {
        api.route(.get, "recall-scope") { [operations = api.operations] request, caller in
            try caller.requireNumbers()
            let query = try request.query()
            let number = query.required("number", .text())
            let product = query.optional("product", .name)
            let (days, format) = query.comparedDaysAndFormat()
            let knownAt = query.optional("known_at", .instant)
            try query.finish()
            let scope = try await operations.recallScope(
                of: number, product: product, comparing: days, knownAt: knownAt, as: caller.actor)
            return .recallScope(scope, format)
        }
    }

    private var scopeOfLot: Route {
        api.route(.get, "lots/{id}/recall-scope") { [operations = api.operations] request, caller in
            try caller.requireNumbers()
            let query = try request.query()
            let (days, format) = query.comparedDaysAndFormat()
            let knownAt = query.optional("known_at", .instant)
            try query.finish()
            let scope = try await operations.recallScope(
                of: request.lotID(), comparing: days, knownAt: knownAt, as: caller.actor)
            return .recallScope(scope, format)
        }
    }

    private var traceOfNumber: Route {
        api.route(.get, "trace") { [operations = api.operations] request, caller in
            try caller.requireNumbers()
            let query = try request.query()
            let question = query.traceQuestion(of: query.traceStart())
            let format = query.format()
            try query.finish()
            return .trace(try await operations.trace(question, as: caller.actor), format)
        }
    }

    private var traceOfLot: Route {
        api.route(.get, "lots/{id}/trace") { [operations = api.operations] request, caller in
            try caller.requireNumbers()
            let query = try request.query()
            let question = query.traceQuestion(of: .lots([try request.lotID()]))
            let format = query.format()
            try query.finish()
            return .trace(try await operations.trace(question, as: caller.actor), format)
        }
    }
}

/// As what an answer is written.
private enum AnswerFormat: String, CaseIterable {
    case json, csv
}

extension RequestObject {
    fileprivate func comparedDaysAndFormat() -> (ComparedDays, AnswerFormat) {
        (days(), format())
    }

    private func days() -> ComparedDays { ComparedDays(from: optional("from", .day), to: optional("to", .day)) }

    fileprivate func format() -> AnswerFormat { optional("format", .word()) ?? .json }
}

extension APIResponse {
    fileprivate static func recallScope(_ scope: RecallScope, _ format: AnswerFormat) -> APIResponse {
        switch format {
        case .json: .json(scope.json)
        case .csv: .table(named: "recall-scope.csv", RecallScopeTable.rows(of: scope))
        }
    }

    fileprivate static func trace(_ trace: Trace, _ format: AnswerFormat) -> APIResponse {
        switch format {
        case .json: .json(trace.json)
        case .csv: .table(named: "trace.csv", TraceTable.rows(of: trace))
        }
    }

    private static func table(named name: String, _ rows: [[String]]) -> APIResponse {
        .csv(named: name) { write in try await write(Array(CSVWriter.text(rows).utf8)) }
    }
}
