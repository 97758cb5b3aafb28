import StockDomain
import StockStore

extension DocumentDoing {
    /// Lets a line take from stock. Of an untracked product it may take more than there is, where the setting allows it:
    /// what is missing comes from the place itself, which then holds less than nothing (R28).
    func take(
        _ line: LineToDo, _ taking: Taking, _ numbers: NumberFacts, _ facts: inout DoingFacts,
        _ decision: inout Decision
    ) throws {
        let before = decision
        try facts.decide(line, taking, numbers, &decision)
        let faults = decision.faults.dropFirst(before.faults.count)
        guard moment.settings.allowsNegativeStock, line.product.tracking == .none, !faults.isEmpty,
            faults.allSatisfy({ $0.code == "insufficient_stock" }),
            // Plain goods that get their numbers at delivery are told apart all the same (R5a).
            try store.product(line.product.id)?.tracking == Tracking.none
        else { return }
        decision = before
        let there = try free(of: line.product.id, at: taking.place, besides: before.movements)
        if there > .zero { try facts.decide(line.doing(there), taking, numbers, &decision) }
        decision.movements.append(
            PlannedMovement(
                kind: taking.kind, productID: line.product.id, quantity: line.done - there,
                from: Spot(taking.place.id), to: taking.destination, lineID: line.id))
    }

    private func free(
        of product: ProductID, at place: Location, besides taken: [PlannedMovement]
    ) throws -> Quantity {
        let places = try store.locationAndBelow(place.id)
        let piles = try store.balances(of: product, at: places, freeOnly: true)
        let gone = taken.filter { $0.productID == product && places.contains($0.from.location) }.map(\.quantity).sum()
        return max(.zero, piles.map(\.free).sum() - gone)
    }
}

extension LineToDo {
    /// The same line with another quantity, without numbers.
    fileprivate func doing(_ quantity: Quantity) -> LineToDo {
        var line = self
        line.done = quantity
        line.entries = []
        return line
    }
}
