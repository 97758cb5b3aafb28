import SQLCore
import StockDomain

/// The lots from which a trace starts when it is asked of something else; by key, the right numbers of joined ones.
extension Store {
    /// What postings of the documents with this number moved.
    public func lots(movedByDocuments number: String, most: Int) throws -> [LotID] {
        try startingLots(
            """
            SELECT m.lot_id
              FROM document d
              JOIN posting p ON p.document_id = d.id
              JOIN movement m ON m.posting_id = p.id
             WHERE d.number = \(bind: number)
            """, most)
    }

    /// What postings with a partner moved in a time.
    public func lots(
        movedWith partner: PartnerID, of product: ProductID?, in time: Range<Instant>, most: Int
    ) throws -> [LotID] {
        let ofProduct: SQL = product.map { " AND m.product_id = \(bind: $0)" } ?? ""
        return try startingLots(
            """
            SELECT m.lot_id
              FROM posting p
              JOIN movement m ON m.posting_id = p.id
             WHERE p.partner_id = \(bind: partner)
               AND p.happened_at >= \(bind: time.lowerBound)
               AND p.happened_at < \(bind: time.upperBound)\(sql: ofProduct)
            """, most)
    }

    /// The numbers of a product that moved in a time.
    public func lots(of product: ProductID, movedIn time: Range<Instant>, most: Int) throws -> [LotID] {
        try startingLots(
            """
            SELECT m.lot_id
              FROM movement m
             WHERE m.product_id = \(bind: product)
               AND m.happened_at >= \(bind: time.lowerBound)
               AND m.happened_at < \(bind: time.upperBound)
            """, most)
    }

    private func startingLots(_ moved: SQL, _ most: Int) throws -> [LotID] {
        try tx.rows(
            """
            SELECT DISTINCT COALESCE(l.joined_to, l.id) AS lot_id
              FROM (\(sql: moved)) AS s
              JOIN lot l ON l.id = s.lot_id
             ORDER BY lot_id
             LIMIT \(bind: most)
            """
        ).map { $0[0] }
    }
}
