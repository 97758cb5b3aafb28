/// Stock without number of a product that is tracked at every move: left from before, it moves only by count, scrap,
/// unbuild and the guided change (R29).
public struct UnnumberedGoods: Sendable {
    private let piles: [Balance]

    /// - Parameter piles: those without number at the place and below, oldest first.
    public init(_ piles: [Balance]) {
        self.piles = piles
    }

    /// Scraps them, when a line names no number and they are as much as it says.
    ///
    /// - Returns: whether that is what the line does.
    public func scrap(_ line: LineToDo, as kind: PostingKind, to scrap: Spot, into decision: inout Decision) -> Bool {
        let picks = pickInOrder(line.done, from: piles)
        if line.done == .zero || picks.map(\.quantity).sum() < line.done { return false }
        decision.movements += picks.map { pick in
            PlannedMovement(
                kind: kind, productID: line.product.id, quantity: pick.quantity, from: pick.balance.key.spot, to: scrap,
                lineID: line.id)
        }
        return true
    }

    /// Says of a line that finds too little with numbers how much there is without.
    public func explain(_ line: LineToDo, at place: Location, since first: Int, in decision: inout Decision) {
        let there = piles.map(\.quantity).sum()
        if there <= .zero { return }
        for index in first..<max(first, decision.faults.count) where decision.faults[index].code == "insufficient_stock"
        {
            decision.faults[index] = Fault(
                decision.faults[index].pointer, "unnumbered_stock",
                "\(there.grouped) \(line.product.unit) of \(line.product.sku) in \(place.code) have no number, and leave only "
                    + "once they have one: change the tracking of \(line.product.sku) to number them, or count them out and "
                    + "in.")
        }
    }
}
