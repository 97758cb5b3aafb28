import StockDomain
import StockStore

/// Frees what documents had set aside of goods that are there no longer, and tells them (R36).
struct ReservationLoss {
    let store: Store
    let moment: Moment
    let actor: Actor

    init(_ store: Store, _ moment: Moment, _ actor: Actor) {
        self.store = store
        self.moment = moment
        self.actor = actor
    }

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
        let freed = try store.free(min(quantity - pile.free, pile.reserved), reservedOf: pile.id)
        guard let product = try store.product(key.product) else { return [] }
        let number = try key.lot.flatMap { try store.lot($0) }.map { " “\($0.number)”" } ?? ""
        return try freed.map { loss in
            let goods = "\(loss.quantity.grouped) \(product.unit) of \(product.sku)\(number)"
            try store.record(
                DocumentEvent(
                    code: "reservation_freed",
                    detail:
                        "\(goods) are no longer set aside: \(document.number) (\(document.kind.inWords)) took them.",
                    at: moment.now, actorName: actor.name),
                of: loss.document, by: actor.id)
            return Warning(
                "", "reservation_freed",
                "\(goods) were set aside for \(loss.documentNumber), which has lost them: reserve it anew.")
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
