import StockDomain
import StockStore

/// Takes from reservations of other documents, and tells them (R36).
struct ReservationLosing {
    let store: Store
    let moment: Moment
    let actor: Actor

    init(_ store: Store, _ moment: Moment, _ actor: Actor) {
        self.store = store
        self.moment = moment
        self.actor = actor
    }

    /// Does what the rules have decided for the sake of `document`.
    func apply(_ losses: [ReservationLoss], for document: Document) throws {
        for loss in losses {
            try store.unreserve(loss.quantity, of: loss.pile, for: loss.holder.line)
            if let replacement = try loss.replacement.flatMap(store.balance) {
                let text = "Set aside in place of an equal piece that went to \(document.number)."
                try store.reserve(
                    loss.quantity, of: replacement, for: loss.holder.line, why: Why(rule: Why.swapped, text: text))
                try tell(loss.holder.documentID, "reservation_swapped", text)
            } else {
                try lose(loss.quantity, of: loss.pile, loss.holder, "they went to \(document.number)")
            }
        }
    }

    /// Frees so much of what is set aside of a pile that no more than `most` stays, because of a fact such as a count
    /// or a loss; whoever comes last loses first (R38).
    ///
    /// - Parameter because: the end of the sentence that the documents are told: `a count found less`.
    /// - Returns: the numbers of the documents that lost something, and how much.
    @discardableResult
    func free(
        downTo most: Quantity, of pile: Balance, because: String
    ) throws -> [(document: String, quantity: Quantity)] {
        var excess = pile.reserved - max(.zero, most)
        var losers: [(document: String, quantity: Quantity)] = []
        for holder in try store.holders(of: [pile.id])[pile.id] ?? [] where excess > .zero {
            let quantity = min(excess, holder.quantity)
            try store.unreserve(quantity, of: pile.id, for: holder.line)
            try lose(quantity, of: pile.id, holder, because)
            excess -= quantity
            if let last = losers.indices.last, losers[last].document == holder.document {
                losers[last].quantity += quantity
            } else {
                losers.append((holder.document, quantity))
            }
        }
        return losers
    }

    func lose(_ quantity: Quantity, of pile: Int64, _ holder: Taking.Holder, _ because: String) throws {
        let key = try store.balance(pile)?.key
        let sku = try key.flatMap { try store.product($0.product) }?.sku ?? ""
        let number = try key?.lot.flatMap { try store.lot($0) }.map { " “\($0.number)”" } ?? ""
        try tell(
            holder.documentID, "reservation_lost",
            "\(quantity.grouped) of \(sku)\(number) are no longer set aside: \(because).")
        guard var document = try store.document(holder.documentID), document.state == .ready else { return }
        document.state = .draft
        let seen = document.version
        document.version += 1
        _ = try store.update(document, readVersion: seen)
    }

    private func tell(_ document: DocumentID, _ code: String, _ detail: String) throws {
        try store.record(
            DocumentEvent(code: code, detail: detail, at: moment.now, actorName: actor.name), of: document, by: actor.id
        )
    }
}
