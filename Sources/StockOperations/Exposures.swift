import StockDomain
import StockStore

extension Operations {
    /// The deliveries that could contain what a receipt brought of a product without number (R48).
    ///
    /// - Parameter text: the number of a receipt, or an origin: the supplier's document or the order that it came by, with
    ///   all receipts that have it.
    /// - Throws: `not_found`, `nothing_without_number` when the receipt brought none.
    public func exposure(ofReceipt text: String, product sku: String, as actor: Actor) async throws -> Exposure {
        try await read(as: actor) { store in
            let product = try store.existingProduct(sku)
            let receipts = try store.receipts(called: text)
            let places = Dictionary(uniqueKeysWithValues: try store.locations().map { ($0.id, $0) })
            let movements = try store.plainMovements(of: [product.id], places: places)
            let exposure = Exposure(
                of: ProductName(product), movements, from: receipts.map { DocumentName($0) },
                partners: try store.partners(movements.compactMap(\.partnerID)))
            guard let exposure else {
                throw Refusal.rule(
                    "nothing_without_number",
                    "“\(text)” brought no \(sku) without a number. What has a number is traced by it.")
            }
            return exposure
        }
    }
}

extension Store {
    /// The receipt of this number, else those of this origin.
    ///
    /// - Throws: `not_found`.
    fileprivate func receipts(called text: String) throws -> [Document] {
        if let receipt = try document(.receipt, number: text) { return [receipt] }
        let found = try documents(.receipt, origin: text)
        if found.isEmpty { throw Refusal.notFound("receipt with the number or origin", text) }
        return found
    }
}
