import StockDomain
import StockStore

/// Keeps goods held that stay where they are while something around them changes: a place comes to stand below another
/// one, a package is taken out of its pallet (R34b).
struct RearrangedGoods {
    let store: Store
    let moment: Moment
    /// What stood in what before.
    let before: Nesting

    init(_ store: Store, _ moment: Moment) throws {
        self.store = store
        self.moment = moment
        before = try store.nesting()
    }

    /// Opens equal blocks where one covered a pile before and does not now; to be called after the change.
    func keepHeld(_ piles: [Balance]) throws {
        let open = try store.openBlocks(of: piles.compactMap(\.key.lot))
        if open.isEmpty { return }
        let after = try store.nesting()
        var kept: [Block] = []
        for pile in piles {
            guard let lot = pile.key.lot else { continue }
            let spot = pile.key.spot
            for block in open[lot] ?? [] where before.covers(block.part, spot) && !after.covers(block.part, spot) {
                var equal = block
                equal.lotID = lot
                equal.cause = block.cause == .recall ? .recall : .rule
                equal.openedAt = moment.now
                equal.part = Block.Part(location: spot.package == nil ? spot.location : nil, package: spot.package)
                kept.append(equal)
            }
        }
        try store.open(kept)
    }
}
