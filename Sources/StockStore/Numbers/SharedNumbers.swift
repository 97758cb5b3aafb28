import SQLCore
import StockDomain

/// Numbers that several products have (R11a, R16).
extension Store {
    /// Of these numbers those that an actor has brought into the world since a moment, with their products.
    public func numbersBorn(
        _ numbers: [LotNumber], by actor: ActorID, since: Instant
    ) throws -> [LotNumber: [(product: ProductID, sku: String)]] {
        let rows = try chunked(numbers) { part in
            try tx.rows(
                """
                SELECT n.number, n.product_id, g.sku
                  FROM lot n
                  JOIN posting p ON p.id = n.first_posting_id
                  JOIN product g ON g.id = n.product_id
                 WHERE n.number IN \(list: part)
                   AND p.actor_id = \(bind: actor)
                   AND p.recorded_at >= \(bind: since)
                 ORDER BY n.id
                """)
        }
        return rows.reduce(into: [:]) { $0[$1[0], default: []].append((product: $1[1], sku: $1[2])) }
    }
}
