import StockDomain
import StockStore

extension Store {
    /// What the steps that made a unit have put into it, in it still or taken out again (R53).
    func installedParts(of unit: LotID) throws -> InstalledParts {
        let places = try placesByID()
        let parts = try InstalledPart.parts(in: stepPostings(making: unit)) { places[$0]?.usage == .production }
        let named = try self.lots(Set(parts.compactMap(\.lot)).sorted())
        let right = Dictionary(uniqueKeysWithValues: named.map { ($0.id, $0.joinedTo ?? $0.id) })
        let lots = try lotNames(Array(Set(right.values)))
        let products = try productNames(Set(parts.map(\.product)))
        let made = try outputCounts(ofSteps: Set(parts.map(\.step)))
        return InstalledParts(
            parts.compactMap { part in
                let number = part.lot.map { right[$0] ?? $0 }
                // A unit that was worked over is no part of itself.
                guard number != unit, let product = products[part.product] else { return nil }
                let plain = LotName(id: nil, number: nil, kind: nil, product: product)
                return UnitView.Component(
                    lot: number.flatMap { lots[$0] } ?? plain, quantity: part.quantity, installedAt: part.from,
                    removedAt: part.until, document: part.document, isShared: made[part.step] ?? 0 > 1)
            })
    }
}
