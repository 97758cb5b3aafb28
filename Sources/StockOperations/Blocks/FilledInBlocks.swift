import StockDomain
import StockStore

/// What becomes of the quarantine of goods without number once their number is filled in (R20a).
struct FilledInBlocks {
    let store: Store
    let moment: Moment
    let actor: Actor

    init(_ store: Store, _ moment: Moment, _ actor: Actor) {
        self.store = store
        self.moment = moment
        self.actor = actor
    }

    /// Before the two are joined: what was to be checked of these goods stays so where they stand, and the other goods
    /// of the right number are not held for it.
    func narrow(_ unknown: Lot, becoming right: Lot) throws {
        guard unknown.kind == .lot, unknown.marks.contains(.numberUnknown) else { return }
        let whole = (try store.openBlocks(of: [unknown.id])[unknown.id] ?? [])
            .filter { $0.kind == .quarantine && $0.cause == .rule && $0.part.isWhole }
        let others = try store.balances(ofLots: [right.id]).contains { $0.quantity > .zero }
        let spots = try store.balances(ofLots: [unknown.id]).filter { $0.quantity > .zero }.map(\.key.spot)
        if whole.isEmpty || !others || spots.isEmpty { return }
        try store.open(
            whole.flatMap { block in
                spots.map { spot in
                    var part = block
                    part.part = spot.package.map { Block.Part(package: $0) } ?? Block.Part(location: spot.location)
                    return part
                }
            })
        try store.close(
            whole,
            Block.Closing(
                at: moment.now, by: actor.id,
                reason: "The number is known: only the goods that came in without it are still to be checked."))
    }
}
