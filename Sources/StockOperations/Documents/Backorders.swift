import StockDomain
import StockStore

/// A document behind another one, with what was not done of that.
struct Backorder {
    let document: Document
    /// By the lines of which they are the rest.
    let lines: [LineID: DocumentLine]
}

extension Store {
    /// Moves what is left of lines to a new draft behind the document; its own lines keep what was done.
    ///
    /// - Parameter rest: what is left of each line, with the numbers that stay named for it.
    @discardableResult
    func makeBackorder(
        of document: Document, _ lines: [DocumentLine], _ rest: [LineID: (quantity: Quantity, numbers: [NumberEntry])]
    ) throws -> Backorder {
        var next = document
        next.state = .draft
        next.version = 1
        next.happenedAt = nil
        next.backorderOf = document.id
        next.number = try drawDocumentNumber(document.kind)
        next.id = try insert(next)
        var left: [DocumentLine] = []
        var former: [LineID] = []
        for line in lines {
            guard let rest = rest[line.id] else { continue }
            var open = line
            open.quantity = rest.quantity
            open.details.doneSoFar = nil
            open.numbers = rest.numbers
            left.append(open)
            former.append(line.id)
            var closed = line
            closed.quantity -= rest.quantity
            closed.numbers = []
            try update(closed)
        }
        let written = try insert(left, of: next.id)
        return Backorder(document: next, lines: Dictionary(uniqueKeysWithValues: zip(former, written)))
    }
}
