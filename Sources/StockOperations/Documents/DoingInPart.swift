import StockDomain
import StockStore

extension DocumentDoing {
    /// The lines with less to do where less is there, when somebody has said what becomes of the rest (R20).
    ///
    /// That is meant for goods that leave, on lines of which nobody has said how much is done. Where nothing at all is
    /// there, the lines stay as they are and doing them says what is missing.
    func asFarAsThere(
        _ todo: [LineToDo], _ request: DoRequest, of document: Document, _ lines: [DocumentLine]
    ) throws -> [LineToDo] {
        guard request.rest != nil, [.delivery, .transfer].contains(document.kind) else { return todo }
        let told = Set(request.lines.filter { $0.done != nil || $0.namesNumbers }.map(\.id))
        let open = Set(todo.filter { !told.contains($0.id) && $0.details.doneSoFar == nil }.map(\.id))
        if open.isEmpty { return todo }
        var reserving = try Reserving(store, moment, document, store.placesByID())
        _ = try reserving.filled()
        let reserved = Dictionary(grouping: try store.reservations(of: lines.map(\.id)), by: \.lineID)
        let inPart = todo.map { line in
            guard open.contains(line.id) else { return line }
            var line = line
            line.done = min(line.done, (reserved[line.id] ?? []).map(\.quantity).sum())
            return line
        }
        return inPart.contains { $0.done > .zero } ? inPart : todo
    }
}

extension DoRequest.Line {
    fileprivate var namesNumbers: Bool { numbers?.isEmpty == false || pastedNumbers != nil }
}
