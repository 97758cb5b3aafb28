import StockDomain
import StockStore

extension Operations {
    /// What capturing the numbers of each tracked product took in twelve months and what it was good for, by SKU (R8a).
    ///
    /// - Parameter cursor: the SKU that the page before ended with.
    public func trackingReview(
        after cursor: String? = nil, limit: Int = 50, as actor: Actor
    ) async throws -> Page<TrackingReview> {
        try actor.require(.read)
        try await writeQuestions()
        let now = clock()
        return try await read(as: actor) { store in
            let zone = try store.settings().zone
            let since = zone.day(of: now).adding(days: -365)
            let products = try store.trackedProducts(after: cursor ?? "", limit: limit + 1)
            let captured = try store.capturedNumbers(since: zone.start(of: since))
            let asked = try store.timesAsked(since: since)
            let rows = products.map { product in
                TrackingReview(
                    product: product, captured: captured[product.id] ?? [:], timesAsked: asked[product.id] ?? 0)
            }
            return Page(rows, limit: limit, cursor: \.product.sku)
        }
    }
}
