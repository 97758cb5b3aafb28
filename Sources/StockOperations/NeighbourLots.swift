import StockDomain
import StockStore

extension Operations {
    /// Lots of the same product that stood open in the same place at the same time, those with evidence for a mix-up
    /// first.
    ///
    /// - Throws: `not_found`.
    public func neighbours(of id: LotID, as actor: Actor) async throws -> NeighbourReport {
        try await read(as: actor) { store in
            let lot = try store.existingLot(id)
            let places = Dictionary(uniqueKeysWithValues: try store.locations().map { ($0.id, $0) })
            let movements = try store.placedMovements(of: lot.productID, besides: lot.id, places: places)
            let product =
                try store.productNames([lot.productID])[lot.productID]
                ?? ProductName(id: lot.productID, sku: "", name: "", unit: "")
            let lots = try store.lots(movements.compactMap(\.movement.lotID) + [lot.id])
            let names = Dictionary(
                uniqueKeysWithValues: lots.map { lot in
                    (lot.id, LotName(id: lot.id, number: lot.number.text, kind: lot.kind, product: product))
                })
            let search = NeighbourSearch(of: lot.id, in: movements, places: places) { id in
                names[id] ?? LotName(id: id, number: nil, kind: nil, product: product)
            }
            var neighbours = search.neighbours
            let reach = try store.reach(of: neighbours.compactMap(\.lot.id))
            for index in neighbours.indices {
                neighbours[index].reach = neighbours[index].lot.id.flatMap { reach[$0] } ?? LotReach()
            }
            let name = LotName(id: lot.id, number: lot.number.text, kind: lot.kind, product: product)
            return NeighbourReport(lot: name, neighbours: neighbours)
        }
    }
}

/// The lots that a suspect one may have been mixed up with.
public struct NeighbourReport: Sendable, Equatable {
    public var lot: LotName
    public var neighbours: [NeighbourLot]
}
