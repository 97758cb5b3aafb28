import StockDomain
import StockStore

extension DocumentDoing {
    /// The lines of an open document with what is done of each.
    func linesToDo(of document: Document, _ lines: [DocumentLine], _ request: DoRequest) throws -> [LineToDo] {
        if document.state == .inTransit {
            throw Refusal(.conflict, "in_transit", "\(document.number) is on its way: receive it instead.")
        }
        let products = Dictionary(
            uniqueKeysWithValues: try store.products(Array(Set(lines.map(\.productID)))).map { ($0.id, $0) })
        var planning = DocumentPlanning(store, moment)
        let told = try request.told(of: document, lines)
        let todo: [LineToDo] = lines.enumerated().compactMap { index, line in
            guard let product = products[line.productID] else { return nil }
            let own = told[line.id]
            let pointer = own?.pointer ?? "/lines/\(index)"
            let named = planning.entries(own?.numbers, own?.pastedNumbers, pointer, on: document.kind)
            if document.kind.bringsFromOutside { planning.refuseParts(in: named, of: product, at: pointer) }
            let entries = named.isEmpty ? line.numbers : named
            let done = planning.done(own?.done ?? line.details.doneSoFar, of: line, product, at: pointer)
            var details = line.details
            if let reason = own?.overrideReason { details.overrideReason = reason }
            // Counted anew: what was counted before, and the book of then, count no more.
            if !named.isEmpty || done != line.quantity { details.countedAt = nil }
            return LineToDo(
                id: line.id, product: product, planned: line.quantity, done: done,
                entries: entries.map { $0.below(pointer) },
                reason: line.reason, locationID: line.locationID, details: details, pointer: pointer)
        }
        try planning.settle()
        return todo
    }
}

extension DoRequest {
    /// What is told of each line.
    ///
    /// - Throws: `not_found` for a line that the document does not have, `invalid_value` for one that stands twice.
    func told(of document: Document, _ lines: [DocumentLine]) throws -> [LineID: DoRequest.Line] {
        let known = Set(lines.map(\.id))
        var told: [LineID: DoRequest.Line] = [:]
        for line in self.lines {
            guard known.contains(line.id) else {
                throw Refusal.rule(
                    "not_found", "\(document.number) has no line \(line.id.rawValue).", at: line.pointer + "/id")
            }
            if told.updateValue(line, forKey: line.id) != nil {
                throw Refusal.rule("invalid_value", "A line stands here twice.", at: line.pointer + "/id")
            }
        }
        return told
    }
}

extension DocumentPlanning {
    /// What is done of a line now: as told, else all of it. More than planned asks elsewhere.
    mutating func done(_ told: Quantity?, of line: DocumentLine, _ product: Product, at pointer: String) -> Quantity {
        guard let told else { return line.quantity }
        return checked(told, of: product, allowZero: true, at: pointer + "/done") ?? .zero
    }
}
