import StockDomain
import StockStore

/// Keeps on a count's lines what the book said when they were entered (R25).
struct CountSheet {
    let store: Store
    let document: Document
    /// When the goods were counted.
    let moment: Instant

    /// The lines with the book beside what was counted; lines of other documents stay as they are.
    func filled(_ lines: [DocumentPlanning.Line]) throws -> [DocumentPlanning.Line] {
        if document.kind != .count { return lines }
        return try lines.map { planned in
            var filled = planned
            filled.line = try beside(planned.line, of: planned.product)
            return filled
        }
    }

    private func beside(_ line: DocumentLine, of product: Product) throws -> DocumentLine {
        guard let place = line.locationID ?? document.locationID else { return line }
        var line = line
        let spot = Spot(place, package: line.details.packageID)
        let piles = try store.piles(of: product.id, at: spot)
        let since = try movedSince(product, at: spot)
        line.details.bookQuantity = piles.map(\.quantity).sum() - since.values.sum()
        line.details.countedAt = moment
        guard let kind = product.numberKindInside, !line.numbers.isEmpty else { return line }
        let lots = try store.lots(numbers: line.numbers.map(\.number), kind: kind, of: product.id)
        let booked = piles.reduce(into: [LotID?: Quantity]()) { $0[$1.key.lot, default: .zero] += $1.quantity }
        for index in line.numbers.indices {
            let lot = lots[line.numbers[index].number]
            line.numbers[index].bookQuantity =
                lot.map { (booked[$0.id] ?? .zero) - (since[$0.id] ?? .zero) } ?? .zero
        }
        return line
    }

    /// What has moved since the moment of which the count tells, when that is past (R30).
    private func movedSince(_ product: Product, at spot: Spot) throws -> [LotID?: Quantity] {
        guard let past = document.happenedAt, past < moment else { return [:] }
        return try store.moved(product.id, at: spot, happeningAfter: past)
    }

    /// Writes what was counted in the end; a line that was counted anew while doing it has the book of that moment.
    func keep(_ lines: [DocumentLine], _ todo: [LineToDo]) throws {
        let counted = Dictionary(uniqueKeysWithValues: todo.map { ($0.id, $0) })
        for line in lines {
            guard let done = counted[line.id] else { continue }
            var kept = line
            kept.quantity = done.done
            kept.details = done.details
            kept.numbers = []
            if kept.details.countedAt == nil { kept = try beside(kept, of: done.product) }
            if kept != line { try store.update(kept) }
        }
    }
}
