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
        let byDocument = Dictionary(grouping: freed, by: \.documentID).sorted { $0.key < $1.key }
        let documents = try store.documents(byDocument.map(\.key))
        let products = try store.productNames(Set(freed.map(\.balance.product)))
        try store.record(
            byDocument.flatMap { id, lost in
                lost.sums().map { (id, lossEvent($0.1, of: products[$0.0], because: reason)) }
            }, by: actor.id)
        try store.fallBack(byDocument.map(\.key))
        return byDocument.compactMap { id, lost in
            documents[id].map {
                FreedDocument(kind: $0.kind, number: $0.number, quantity: lost.map(\.quantity).sum())
            }
        }
    }

    private func lossEvent(_ quantity: Quantity, of product: ProductName?, because reason: String) -> DocumentEvent {
        DocumentEvent(
            code: "reservation_held",
            detail: "\(quantity.grouped) of \(product?.sku ?? "") that were set aside are held now: \(reason)",
            at: moment.now, actorName: actor.name)
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
