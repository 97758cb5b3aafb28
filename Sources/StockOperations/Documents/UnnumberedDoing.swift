import StockDomain
import StockStore

/// What documents do with stock that should have numbers and has none (R29).
extension DocumentDoing {
    /// Whether a scrap that names no number is about goods without one.
    func scrapUnnumbered(
        _ line: LineToDo, _ document: Document, _ place: Location, _ decision: inout Decision
    ) throws -> Bool {
        guard line.product.numberKindInside != nil, line.entries.isEmpty else { return false }
        return try unnumbered(line, place)
            .scrap(line, as: postingKind(of: document), to: destination(of: document), into: &decision)
    }

    func explainUnnumbered(
        _ line: LineToDo, _ place: Location, since faultsBefore: Int, _ decision: inout Decision
    ) throws {
        guard line.product.numberKindInside != nil, line.entries.isEmpty, decision.faults.count > faultsBefore else {
            return
        }
        try unnumbered(line, place).explain(line, at: place, since: faultsBefore, in: &decision)
    }

    private func unnumbered(_ line: LineToDo, _ place: Location) throws -> UnnumberedGoods {
        UnnumberedGoods(
            try store.unnumberedBalances(of: line.product.id, at: store.locationAndBelow(place.id)))
    }
}
