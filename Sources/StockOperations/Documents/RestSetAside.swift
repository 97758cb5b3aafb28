import StockDomain
import StockStore

/// What was set aside for the lines of a document and did not leave with it: it stays set aside for their rest (R21).
struct RestSetAside {
    private var left: [(reservation: Reservation, quantity: Quantity)] = []

    init(of reservations: [Reservation] = [], without movements: [PlannedMovement] = []) {
        var gone: [LineID: [BalanceKey: Quantity]] = [:]
        for movement in movements {
            let key = BalanceKey(product: movement.productID, lot: movement.lot?.knownID, spot: movement.from)
            gone[movement.lineID, default: [:]][key, default: .zero] += movement.quantity
        }
        for reservation in reservations {
            let key = reservation.balance.key
            let taken = min(reservation.quantity, gone[reservation.lineID]?[key] ?? .zero)
            gone[reservation.lineID]?[key, default: .zero] -= taken
            if taken < reservation.quantity { left.append((reservation, reservation.quantity - taken)) }
        }
    }

    /// Sets it aside for the lines of a backorder, which is ready when that is all that they need.
    func keep(for backorder: Backorder, in store: Store) throws {
        if left.isEmpty { return }
        var missing = backorder.lines.filter { $0.value.takesStock }.mapValues(\.quantity)
        for (reservation, quantity) in left {
            guard let line = backorder.lines[reservation.lineID], let open = missing[reservation.lineID] else {
                continue
            }
            let free = try store.balance(reservation.balance.id)?.free ?? .zero
            let kept = min(quantity, free, open)
            if kept <= .zero { continue }
            try store.reserve(kept, of: reservation.balance, for: line.id, why: reservation.why)
            missing[reservation.lineID] = open - kept
        }
        guard missing.values.allSatisfy({ $0 == .zero }) else { return }
        var ready = backorder.document
        ready.state = .ready
        _ = try store.update(ready, readVersion: ready.version)
    }
}
