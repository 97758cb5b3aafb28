import StockDomain
import StockStore

/// Keeps held goods from going back to a customer by taking their return back (R34a).
///
/// That the place of returns is blocked does not matter here: goods there are not held for their own sake.
struct HeldReturns {
    let store: Store

    init(_ store: Store) { self.store = store }

    /// - Throws: `lot_blocked` when the posting is a return whose goods are held where they came to.
    func check(_ original: Posting) throws {
        guard original.kind == .customerReturn else { return }
        let open = try store.openBlocks(of: original.movements.compactMap(\.lotID))
        if open.isEmpty { return }
        let nesting = try store.nesting()
        for movement in original.movements {
            guard let lot = movement.lotID, let blocks = open[lot] else { continue }
            let covering = blocks.filter { nesting.covers($0.part, movement.to) }
            if covering.isEmpty { continue }
            let number = try store.lot(lot)?.number.text ?? ""
            throw Refusal.rule(
                "lot_blocked",
                "“\(number)” is \(LotStatus(of: covering).inWords): its return cannot be taken back, which would give it "
                    + "to the customer again. Release it first.")
        }
    }
}
