import StockDomain
import StockOperations

/// Reads what a trace is asked of from the parameters of a request.
extension RequestObject {
    /// The start that the query names: a number, lots by id, a document, a partner, or a product alone.
    func traceStart() -> TraceQuestion.Start {
        let product = optional("product", .name)
        let number = optional("number", .text())
        let lots = optional("lots", .lotIDs)
        let document = optional("document", .text())
        let partner = optional("partner", .name)
        let named =
            [("number", number != nil), ("lots", lots != nil), ("document", document != nil)]
            + [("partner", partner != nil)]
        let given = named.filter(\.1).map(\.0)
        if given.count > 1 { invalid(given[1], "“\(given[1])” cannot stand beside “\(given[0])”.") }
        // What is there and cannot be read is a fault already; nothing else is missing then.
        if has("lots") { return .lots(lots ?? []) }
        if let document { return .document(document) }
        if let partner { return .partner(partner, product: product) }
        if let product, number == nil { return .product(product) }
        return .number(required("number", .text()), product: product)
    }

    /// The whole question; days count for documents, partners and products only.
    func traceQuestion(of start: TraceQuestion.Start) -> TraceQuestion {
        let direction: Trace.Direction = optional("direction", .word()) ?? .both
        var days = ComparedDays()
        switch start {
        case .partner, .product: days = ComparedDays(from: optional("from", .day), to: optional("to", .day))
        case .number, .lots, .document: break
        }
        return TraceQuestion(start, direction, days: days, knownAt: optional("known_at", .instant))
    }
}

extension RequestReader where Value == [LotID] {
    /// Ids of lots with commas between, each counted once.
    static var lotIDs: RequestReader {
        RequestReader<String>.text(most: 20_000).converted(
            standIn: [], or: "must be ids of lots with commas between."
        ) { text in
            let ids = text.split(separator: ",").map { Int64($0.filter { $0 != " " }) }
            guard !ids.isEmpty, ids.allSatisfy({ $0 ?? 0 > 0 }) else { return nil }
            return Array(Set(ids.compactMap { $0.map { LotID($0) } })).sorted()
        }
    }
}
