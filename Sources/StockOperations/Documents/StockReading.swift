import StockDomain
import StockStore

/// Reads as much of the stock as a line needs, in the order of its strategy.
struct StockReading {
    let store: Store
    let search: RemovalSearch

    init(_ store: Store, of product: Product, at places: [LocationID], by removal: Removal) {
        self.store = store
        search = RemovalSearch(of: product.id, at: places, isTracked: product.isTrackedInside, by: removal)
    }

    /// The first piles in order that hold `demand` free; those in `known` count as they are there.
    func candidates(for demand: Quantity, knowing known: [Balance] = []) throws -> [Balance] {
        let free = Dictionary(known.map { ($0.id, $0.free) }) { first, _ in first }
        var piles: [Balance] = []
        var found = Quantity.zero
        try store.walkCandidates(search) { pile in
            piles.append(pile)
            found += free[pile.id] ?? pile.free
            return !search.removal.readsOnlyAsNeeded || found < demand
        }
        return piles
    }

    /// What ranks before the last pick and is not taken; everything that is not when the picks are too few.
    func passedOver(by picks: [Pick], of demand: Quantity) throws -> [Balance] {
        if search.removal.strategy == .leastPackages { return try store.passedOver(search, before: nil) }
        let isWhole = picks.map(\.quantity).sum() >= demand
        let last = picks.map(\.balance).max(by: search.removal.strategy.precedes)
        return try store.passedOver(search, before: isWhole ? last : nil)
    }

    /// What lots are called; of many piles the first in order.
    func numbers(of piles: [Balance]) throws -> [LotID: LotNumber] {
        let first =
            piles.count <= StockReading.mostNamed
            ? piles : Array(piles.sorted(by: search.removal.strategy.precedes).prefix(StockReading.mostNamed))
        let lots = Set(first.compactMap(\.key.lot)).sorted()
        return Dictionary(uniqueKeysWithValues: try store.lots(lots).map { ($0.id, $0.number) })
    }

    private static let mostNamed = 500
}
