import SQLCore
import StockDomain

/// How young the goods were that a customer got last.
public struct LastDelivery: Sendable, Equatable {
    /// The latest expiry among them.
    public let expiresOn: CalendarDate?
    /// When the youngest of them first came in.
    public let incomingAt: Instant?
}

extension Store {
    /// The last delivery of a product to a partner that was not taken back; nil when he never got any (R34).
    public func lastDelivery(of product: ProductID, to partner: PartnerID) throws -> LastDelivery? {
        let last: PostingID? = try tx.value(Store.lastDelivery(of: product, to: partner))
        guard let last else { return nil }
        return try tx.row(
            """
            SELECT MAX(l.expires_on), MAX((SELECT MIN(b.incoming_at) FROM balance b WHERE b.lot_id = l.id))
              FROM posting p
              JOIN movement m ON m.posting_id = p.id
              JOIN lot l ON l.id = m.lot_id
             WHERE p.id = \(bind: last)
               AND m.product_id = \(bind: product)
               AND m.quantity > \(sql: Movement.takenBack)
            """
        ).map { LastDelivery(expiresOn: $0[0], incomingAt: $0[1]) }
    }

    /// Goes back through what the partner got, however often the product has moved: the sum keeps the engine from
    /// beginning with the product.
    static func lastDelivery(of product: ProductID, to partner: PartnerID) -> SQL {
        """
        SELECT p.id
          FROM posting p
          JOIN movement m ON m.posting_id = p.id
         WHERE p.partner_id = \(bind: partner)
           AND p.kind = 'delivery'
           AND p.reverses IS NULL
           AND m.product_id + 0 = \(bind: product)
           AND m.lot_id IS NOT NULL
           AND m.quantity > \(sql: Movement.takenBack)
         ORDER BY p.happened_at DESC, p.id DESC
         LIMIT 1
        """
    }
}
