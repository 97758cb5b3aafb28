import StockDomain
import StockStore

/// A fact takes goods that documents had set aside: they lose them and are told (R36).
extension ReservationLosing {
    /// Makes way for movements that state a fact; to be called before they are posted.
    ///
    /// - Returns: a warning for each document that has lost something.
    func makeWay(for movements: [PlannedMovement], of document: Document) throws -> [Warning] {
        var order: [BalanceKey] = []
        var taken: [BalanceKey: Quantity] = [:]
        for movement in movements {
            guard let key = movement.takenFrom else { continue }
            if taken[key] == nil { order.append(key) }
            taken[key, default: .zero] += movement.quantity
        }
        return try order.flatMap { try makeWay(for: taken[$0] ?? .zero, on: $0, document) }
    }

    private func makeWay(for quantity: Quantity, on key: BalanceKey, _ document: Document) throws -> [Warning] {
        guard let pile = try store.balance(of: key), pile.reserved > .zero, quantity > pile.free else { return [] }
        let losers = try free(
            downTo: pile.quantity - quantity, of: pile,
            because: "\(document.number) (\(document.kind.inWords)) took them")
        guard let product = try store.product(key.product) else { return [] }
        let number = try key.lot.flatMap { try store.lot($0) }.map { " “\($0.number)”" } ?? ""
        return losers.map { loser in
            Warning(
                "", "reservation_freed",
                "\(loser.quantity.grouped) \(product.unit) of \(product.sku)\(number) were set aside for "
                    + "\(loser.document), which has lost them: reserve it anew.")
        }
    }
}

extension PlannedMovement {
    /// The pile it takes from, for numbers that exist and goods without number.
    fileprivate var takenFrom: BalanceKey? {
        switch lot {
        case .new: nil
        case .known(let id): BalanceKey(product: productID, lot: id, spot: from)
        case nil: BalanceKey(product: productID, lot: nil, spot: from)
        }
    }
}
