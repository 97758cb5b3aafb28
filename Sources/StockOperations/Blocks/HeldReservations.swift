import StockDomain
import StockStore

/// What a document lost because goods set aside for it were held.
public struct FreedDocument: Sendable, Equatable {
    public let kind: DocumentKind
    public let number: String
    public let quantity: Quantity
}

/// Tells documents that goods set aside for them are held: the reservation is freed at once (R37).
struct HeldReservations {
    let store: Store
    let moment: Moment
    let actor: Actor

    init(_ store: Store, _ moment: Moment, _ actor: Actor) {
        self.store = store
        self.moment = moment
        self.actor = actor
    }

    /// Frees what is set aside of held goods of these numbers and of the serials that belong to them.
    func free(ofLots lots: [LotID], because reason: String) throws -> [FreedDocument] {
        try tell(store.freeHeldReservations(ofLots: lots), because: reason)
    }

    /// Frees what is set aside of held goods at these places.
    func free(at places: [LocationID], because reason: String) throws -> [FreedDocument] {
        try tell(store.freeHeldReservations(at: places), because: reason)
    }

    /// Each document falls back to draft and remembers why.
    private func tell(_ freed: [HeldReservation], because reason: String) throws -> [FreedDocument] {
        let byDocument = Dictionary(grouping: freed, by: \.documentID)
        let products = try store.productNames(Set(freed.map(\.balance.product)))
        return try byDocument.sorted { $0.key < $1.key }.compactMap { id, lost in
            guard var document = try store.document(id) else { return nil }
            for (product, quantity) in lost.sums() {
                let sku = products[product]?.sku ?? ""
                let event = DocumentEvent(
                    code: "reservation_held",
                    detail: "\(quantity.grouped) of \(sku) that were set aside are held now: \(reason)",
                    at: moment.now, actorName: actor.name)
                try store.record(event, of: id, by: actor.id)
            }
            if document.state == .ready { document.state = .draft }
            try store.save(document)
            return FreedDocument(
                kind: document.kind, number: document.number, quantity: lost.map(\.quantity).sum())
        }
    }
}

extension [HeldReservation] {
    /// How much of each product, in the order of products.
    fileprivate func sums() -> [(ProductID, Quantity)] {
        Dictionary(grouping: self, by: \.balance.product)
            .map { ($0.key, $0.value.map(\.quantity).sum()) }
            .sorted { $0.0 < $1.0 }
    }
}
