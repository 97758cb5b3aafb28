import StockDomain
import StockStore

extension Store {
    /// Moves what is left of lines to a new draft behind the document; its own lines keep what was done.
    ///
    /// - Parameter rest: what is left of each line, with the numbers that stay named for it.
    func makeBackorder(
        of document: Document, _ lines: [DocumentLine], _ rest: [LineID: (quantity: Quantity, numbers: [NumberEntry])]
    ) throws {
        var next = document
        next.state = .draft
        next.version = 1
        next.happenedAt = nil
        next.backorderOf = document.id
        next.number = try drawDocumentNumber(document.kind)
        next.id = try insert(next)
        var left: [DocumentLine] = []
        for line in lines {
            guard let rest = rest[line.id] else { continue }
            var open = line
            open.quantity = rest.quantity
            open.details.doneSoFar = nil
            open.numbers = rest.numbers
            left.append(open)
            var closed = line
            closed.quantity -= rest.quantity
            closed.numbers = []
            try update(closed)
        }
        _ = try insert(left, of: next.id)
    }
}
