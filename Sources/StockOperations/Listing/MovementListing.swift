import SQLCore
import StockDomain
import StockStore

extension Operations {
    /// Movements, those recorded last first.
    ///
    /// - Parameters:
    ///   - product: a SKU; nil for all.
    ///   - lot: one number's movements; nil for all.
    ///   - document: the number of a document of any kind; nil for all.
    public func movements(
        ofProduct product: String? = nil, lot: LotID? = nil, document: String? = nil,
        after cursor: MovementCursor? = nil, limit: Int = 50, as actor: Actor
    ) async throws -> Page<MovementRow> {
        try await read(as: actor) { store in
            let filter = try MovementFilter(
                product: product.map { try store.existingProduct($0).id },
                lot: lot.map { try store.existingLot($0).id }, document: document)
            return Page(try store.movements(filter, after: cursor, limit: limit + 1), limit: limit) {
                MovementCursor(posting: $0.postingID, position: $0.position).text
            }
        }
    }

    /// The feed of sealed postings in their one order.
    ///
    /// - Parameter position: of the last posting that the reader has; 0 at the beginning.
    public func postingFeed(
        after position: Int64, limit: Int = 50, as actor: Actor
    ) async throws
        -> Page<FeedPosting>
    {
        try await read(as: actor) { store in
            Page(try store.postingFeed(after: position, limit: limit + 1), limit: limit) { "\($0.position)" }
        }
    }
}
