/// Serials become lots.
extension LevelChanging {
    /// Joins the serials of a spot to the lots that were found there: those that are named, then those of the batch
    /// with the lot's number, then all that are left, which descend together.
    mutating func join(_ piles: [Balance], _ numbers: [GivenNumber], at spot: Spot) {
        var claimed: Set<LotID?> = []
        let byLot = Dictionary(grouping: piles, by: \.key.lot)
        for number in numbers {
            guard let name = number.given.fromLot else { continue }
            guard let lot = oldLots[name], let pile = byLot[lot], claimed.insert(lot).inserted else {
                noteUnknownOrigin(name, number.given)
                continue
            }
            join(pile, to: [number], at: spot)
        }
        let left = piles.filter { !claimed.contains($0.key.lot) }
        let open = numbers.filter { $0.given.fromLot == nil }
        let lots = Dictionary(grouping: open, by: \.lot)
        if lots.count < 2 {
            join(left, to: open, at: spot)
            return
        }
        let named = Dictionary(open.map { ($0.given.number, $0.lot) }) { first, _ in first }
        let byBatch = Dictionary(grouping: left) { pile in batch(of: pile).flatMap { named[$0] } }
        if byBatch[nil] == nil {
            for lot in open.map(\.lot).unique { join(byBatch[lot] ?? [], to: lots[lot] ?? [], at: spot) }
        } else {
            join(left, to: open, at: spot)
        }
    }

    private func batch(of pile: Balance) -> LotNumber? {
        pile.key.lot.flatMap { facts.lots[$0]?.batchID }.flatMap { facts.lots[$0]?.number }
    }

    /// All of `piles` become `numbers`; what is missing or more is a difference of the last of them.
    private mutating func join(_ piles: [Balance], to numbers: [GivenNumber], at spot: Spot) {
        let there = piles.map(\.quantity).sum()
        guard let last = numbers.last else {
            plan.before += piles.map {
                LevelChange.Difference(lot: $0.key.lot.map(PlannedLot.known), spot: spot, quantity: -$0.quantity)
            }
            return
        }
        let age = piles.map(\.incomingAt).min() ?? facts.now
        for number in numbers {
            origins.add(number, from: nil, incomingAt: age)
            for pile in piles { origins.add(datesOf: pile.key.lot.flatMap { facts.lots[$0] }, to: number.lot) }
        }
        let shares = ChangeShares(of: there, over: numbers.map(\.given.quantity))
        plan.after += zip(numbers, shares.differences).filter { $0.1 != .zero }.map { number, quantity in
            LevelChange.Difference(lot: number.lot, spot: spot, quantity: quantity)
        }
        if there == .zero { return }
        let produced = zip(numbers, shares.amounts).filter { $0.1 > .zero }.map { number, quantity in
            number.produced(quantity, incomingAt: age)
        }
        let consumed = piles.map {
            LevelChange.Consumed(lot: $0.key.lot, spot: spot, quantity: $0.quantity)
        }
        let targets = numbers.map(\.lot).unique
        steps.add(consumed, produced, of: targets.count == 1 ? .target(last.lot) : .spot(spot))
    }
}

extension [PlannedLot] {
    /// Each once, in order of first appearance.
    fileprivate var unique: [PlannedLot] {
        var seen: Set<PlannedLot> = []
        return filter { seen.insert($0).inserted }
    }
}
