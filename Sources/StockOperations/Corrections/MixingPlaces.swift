import StockDomain
import StockStore

/// Topping up a tank or bin that is not empty is a merge: its goods can no longer be told apart (R19).
struct MixingPlaces {
    let store: Store
    let moment: Moment
    let command: Command

    init(_ store: Store, _ moment: Moment, _ command: Command) {
        self.store = store
        self.moment = moment
        self.command = command
    }

    /// Merges what stands together in mixing places after goods were put there.
    ///
    /// - Returns: a warning that tells the new number, for each place and product.
    func merge(_ movements: [PlannedMovement], of document: Document, at happenedAt: Instant) throws -> [Warning] {
        let places = try store.placesByID()
        var seen: Set<BalanceKey> = []
        var warnings: [Warning] = []
        for movement in movements {
            guard let place = places[movement.to.location], place.isMixing, place.usage == .internal else { continue }
            let topped = BalanceKey(product: movement.productID, lot: nil, spot: movement.to)
            guard seen.insert(topped).inserted else { continue }
            warnings += try merge(topped, place, document, at: happenedAt)
        }
        return warnings
    }

    private func merge(
        _ topped: BalanceKey, _ place: Location, _ document: Document, at happenedAt: Instant
    ) throws -> [Warning] {
        let there = try store.balances(of: topped.product, at: [place.id]).filter {
            $0.key.lot != nil && $0.key.spot == topped.spot
        }
        let parts = try store.lots(there.compactMap(\.key.lot))
        guard parts.count > 1, parts.allSatisfy({ $0.kind == .lot }) else { return [] }
        let merged = try LotMerging(store, moment, command).merge(
            parts, number: nil, in: place.id, at: happenedAt,
            reason: "\(place.code) was topped up (\(document.number))")
        let names = parts.map { "“\($0.number)”" }.joined(separator: ", ")
        return [
            Warning(
                "", "merged_in_place",
                "\(place.code) was not empty: \(names) are now “\(merged.number)” there.")
        ]
    }
}
