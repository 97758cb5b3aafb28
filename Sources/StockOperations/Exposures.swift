import StockDomain
import StockStore

extension Operations {
    /// The deliveries that could contain what a receipt brought of a product without number (R48).
    ///
    /// - Throws: `not_found`, `nothing_without_number` when the receipt brought none.
    public func exposure(ofReceipt number: String, product sku: String, as actor: Actor) async throws -> Exposure {
        try await read(as: actor) { store in
            let receipt = try store.existing(.receipt, number)
            let product = try store.existingProduct(sku)
            let places = Dictionary(uniqueKeysWithValues: try store.locations().map { ($0.id, $0) })
            let movements = try store.plainMovements(of: [product.id], places: places)
            let postings = Set(movements.filter { $0.document?.id == receipt.id }.map(\.postingID))
            let exposure = Exposure(
                of: ProductName(id: product.id, sku: product.sku, name: product.name, unit: product.unit), movements,
                from: postings,
                receipt: DocumentName(
                    id: receipt.id, kind: receipt.kind, number: receipt.number, origin: receipt.origin),
                partners: try store.partners(movements.compactMap(\.partnerID)))
            guard let exposure else {
                throw Refusal.rule(
                    "nothing_without_number",
                    "\(number) brought no \(sku) without a number. What has a number is traced by it.")
            }
            return exposure
        }
    }
}
