import StockDomain
import StockOperations
import WebPages

/// The trace of a lot, and of several lots, a document, a partner or a product (R44).
struct TracePages {
    let pages: Pages

    var all: [Route] { [ofLot, ofAnything] }

    private var operations: Operations { pages.operations }

    private var ofLot: Route {
        pages.route(.get, "lots/{id}/trace") { [operations] request, visitor in
            try visitor.requireNumbers()
            let query = try request.query()
            let knownOn = query.optional("known_on", .day)
            try query.finish()
            let lot = try request.lotID()
            let trace = try await operations.trace(
                TraceQuestion(.lots([lot]), knownAt: visitor.end(of: knownOn)), as: visitor.actor)
            return await page(
                trace, lot: lot, knownOn, visitor, from: lotAddress(lot) + "/trace", [],
                api: ["api", "v1", "lots", "\(lot.rawValue)", "trace"])
        }
    }

    private var ofAnything: Route {
        pages.route(.get, "trace") { [operations] request, visitor in
            try visitor.requireNumbers()
            let query = try request.query()
            let start = query.traceStart()
            let knownOn = query.optional("known_on", .day)
            var question = query.traceQuestion(of: start)
            try query.finish()
            question.knownAt = question.knownAt ?? visitor.end(of: knownOn)
            let trace = try await operations.trace(question, as: visitor.actor)
            return await page(
                trace, lot: nil, knownOn, visitor, of: question.start.inWords, from: "/trace", question.parameters,
                api: ["api", "v1", "trace"])
        }
    }

    private func page(
        _ trace: Trace, lot: LotID?, _ knownOn: CalendarDate?, _ visitor: Visitor, of origin: String? = nil,
        from path: String,
        _ query: [(String, String?)], api: [String]
    ) async -> APIResponse {
        func file(_ format: String) -> String {
            let known = ("known_at", visitor.end(of: knownOn)?.rfc3339)
            return "/" + api.joined(separator: "/")
                + String(address("", query: query + [known, ("format", format)]).dropFirst())
        }
        return .html(
            tracePage(
                visitor.frame, trace, lot: lot, of: origin, drawing: await drawing(of: trace), knownOn: knownOn,
                form: (path, query), files: (file("json"), file("csv")), clock: visitor.clock))
    }

    private func drawing(of trace: Trace) async -> TraceDrawing {
        if trace.edges.isEmpty { return .none }
        guard let layout = GraphLayout.ofThisMachine else { return .notInstalled }
        let picture = TracePicture(trace)
        guard let svg = await layout.svg(of: TraceGraphText(picture).text) else { return .failed }
        return .drawn(.raw(svg), isCollapsed: picture.isCollapsed)
    }
}

extension Visitor {
    /// The moment at which a day has ended; nil for no day.
    func end(of day: CalendarDate?) -> Instant? { day.map { settings.zone.start(of: $0.adding(days: 1)) } }
}

extension TraceQuestion.Start {
    /// What was asked of when it was no number.
    fileprivate var inWords: String? {
        switch self {
        case .number, .lots: nil
        case .document(let number): number
        case .partner(let code, let product): product.map { "\($0) with \(code)" } ?? code
        case .product(let sku): sku
        }
    }
}

extension TraceQuestion {
    /// As parameters of an address, without what was known when.
    fileprivate var parameters: [(String, String?)] {
        let named: [(String, String?)] =
            switch start {
            case .number(let number, let product): [("number", number), ("product", product)]
            case .lots(let lots): [("lots", lots.map { "\($0.rawValue)" }.joined(separator: ","))]
            case .document(let number): [("document", number)]
            case .partner(let code, let product): [("partner", code), ("product", product)]
            case .product(let sku): [("product", sku)]
            }
        return named + [
            ("direction", direction == .both ? nil : direction.rawValue), ("from", days.from?.description),
            ("to", days.to?.description),
        ]
    }
}
