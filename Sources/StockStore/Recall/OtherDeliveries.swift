import SQLCore
import StockDomain

extension Store {
    /// What named customers got of a product in a time, less what was taken back, per customer; one aggregate over the
    /// product's movements of that time.
    public func delivered(
        of product: ProductID, in time: Range<Instant>, knownAt: Instant? = nil
    ) throws -> [(partner: PartnerID, units: Quantity)] {
        try tx.rows(
            """
            SELECT got.partner_id, got.units
              FROM (SELECT p.partner_id,
                           CAST(SUM(CASE WHEN p.reverses IS NULL THEN m.quantity ELSE -m.quantity END) AS BIGINT)
                               AS units
                      FROM movement m
                      JOIN posting p ON p.id = m.posting_id
                     WHERE m.product_id = \(bind: product)
                       AND m.happened_at >= \(bind: time.lowerBound)
                       AND m.happened_at < \(bind: time.upperBound)
                       AND p.kind = 'delivery'
                       AND p.partner_id IS NOT NULL\(sql: Store.recorded(until: knownAt))
                       AND CASE WHEN p.reverses IS NULL THEN m.to_location_id ELSE m.from_location_id END
                           IN (SELECT id FROM location WHERE usage = 'customer')
                     GROUP BY p.partner_id) AS got
              JOIN partner c ON c.id = got.partner_id
             WHERE c.anonymous = 0
               AND got.units > 0
            """
        ).map { ($0[0], $0[1]) }
    }
}
