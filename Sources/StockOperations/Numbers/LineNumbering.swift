import StockDomain
import StockStore

extension Operations {
    /// Puts numbers of our own on an open line until its quantity has them: serials one by one, lots as they are
    /// divided (R13, R14).
    ///
    /// - Parameters:
    ///   - first: the first number of a run; nil for the product's own numbering.
    ///   - perLot: how much is in a lot; nil for one lot with all of it.
    public func numberLine(
        _ line: LineID, of kind: DocumentKind, _ number: String, first: LotNumber?, perLot: Quantity?,
        _ command: Command, answer: @escaping DocumentAnswer
    ) async throws -> Answer {
        let secret = randomBytes()
        return try await change(kind, number, ifVersion: nil, command, answer: answer) { store, moment, document in
            try document.requireEditableLines()
            var line = try store.existingLine(line, of: document)
            guard let product = try store.product(line.productID), let level = product.numberKindInside else {
                throw Refusal.rule("product_not_tracked", "This product has no numbers.")
            }
            let amounts = try line.unnumbered(level, perLot: perLot)
            let drawing = NumberDrawing(store, moment, by: command.actor, secret: secret)
            let made =
                try first.map { try drawing.run(from: $0, amounts.count, of: product) }
                ?? drawing.draw(amounts.count, of: product)
            line.numbers += zip(made.numbers, amounts).map { number, amount in
                NumberEntry(number: number, quantity: amount, entered: .generated)
            }
            try store.update(line)
            return try store.saving(document)
        }
    }
}

extension DocumentLine {
    /// What of the line has no number yet, one amount for each number that it needs.
    fileprivate func unnumbered(_ level: LotKind, perLot: Quantity?) throws(Refusal) -> [Quantity] {
        let named = numbers.map { $0.quantity ?? (level == .serial ? .one : .zero) }.sum()
        let rest = quantity - named
        if rest <= .zero { throw .rule("more_numbers_than_quantity", "The line has all its numbers.") }
        let each = level == .serial ? .one : perLot ?? rest
        guard each > .zero, let amounts = LotDivision.quantities(rest, perLot: each) else {
            throw .rule("invalid_value", "That would be more than \(NumberRun.most) numbers.", at: "/per_lot")
        }
        return amounts
    }
}
