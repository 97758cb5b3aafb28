import SQLCore
import StockDomain

/// Which goods a mass balance is about.
public struct BalanceFilter: Sendable, Equatable {
    public var product: ProductID
    /// One number, with those that turned out to be misspellings of it; nil for all goods of the product.
    public var lot: LotID?

    public init(product: ProductID, lot: LotID? = nil) {
        self.product = product
        self.lot = lot
    }
}

/// Sums of movements for mass balances (R51): what many postings did alike stands in one row.
extension Store {
    /// The movements of a period, summed by what they are; per right number when `perLot`.
    public func movementSums(
        of filter: BalanceFilter, in time: Range<Instant>, perLot: Bool, places: [LocationID: Location]
    ) throws -> [LotMovement] {
        let lot: SQL = perLot ? "COALESCE(l.joined_to, m.lot_id)" : "NULL"
        return try tx.rows(
            """
            SELECT s.kind, s.reversing, s.from_location_id, s.to_location_id, s.lot_id,
                   CAST(SUM(s.quantity) AS BIGINT)
              FROM (SELECT p.kind, CASE WHEN p.reverses IS NULL THEN 0 ELSE 1 END AS reversing, m.from_location_id,
                           m.to_location_id, CAST(\(sql: lot) AS BIGINT) AS lot_id, m.quantity
                      FROM movement m
                      JOIN posting p ON p.id = m.posting_id
                      LEFT JOIN lot l ON l.id = m.lot_id
                     WHERE \(sql: condition(filter, time))) AS s
             GROUP BY s.kind, s.reversing, s.from_location_id, s.to_location_id, s.lot_id
            """
        ).map { row in
            LotMovement(
                postingID: PostingID(0), kind: row[0], reverses: row[1] as Int64 == 0 ? nil : PostingID(0),
                happenedAt: time.lowerBound, productID: filter.product, lotID: row[4], quantity: row[5],
                from: places[row[2]]?.usage ?? .view, to: places[row[3]]?.usage ?? .view)
        }
    }

    /// The same one by one, in the order of happening.
    public func movements(
        of filter: BalanceFilter, in time: Range<Instant>, places: [LocationID: Location]
    ) throws -> [LotMovement] {
        try lotMovements(where: condition(filter, time), places)
    }

    /// The production orders that made some of these goods in a period, by key.
    public func orders(making filter: BalanceFilter, in time: Range<Instant>, most: Int) throws -> [DocumentName] {
        try tx.rows(
            """
            SELECT DISTINCT d.id, d.kind, d.number, d.origin
              FROM movement m
              JOIN posting p ON p.id = m.posting_id
              JOIN posting b ON b.id = p.step_id
              JOIN document d ON d.id = b.document_id
              JOIN location f ON f.id = m.from_location_id
             WHERE \(sql: condition(filter, time))
               AND f.usage = 'production'
               AND d.kind = 'production_order'
             ORDER BY d.id
             LIMIT \(bind: most)
            """
        ).compactMap { DocumentName(row: $0, at: 0) }
    }

    private func condition(_ filter: BalanceFilter, _ time: Range<Instant>) -> SQL {
        let lot: SQL = filter.lot.map { " AND m.lot_id IN (\(sql: Store.family(of: [$0])))" } ?? ""
        return """
            m.product_id = \(bind: filter.product)
            AND m.happened_at >= \(bind: time.lowerBound)
            AND m.happened_at < \(bind: time.upperBound)\(sql: lot)
            """
    }

    /// What stood in places of ours just before a moment, summed from the movements; by right number when `perLot`,
    /// else under nil.
    public func stock(
        of filter: BalanceFilter, before moment: Instant, perLot: Bool
    ) throws -> [LotID?: (onHand: Quantity, inTransit: Quantity)] {
        let lot: SQL = perLot ? "COALESCE(l.joined_to, m.lot_id)" : "NULL"
        let past = Instant(rawValue: Int64.min)..<moment
        let rows = try tx.rows(
            """
            SELECT s.lot_id,
                   CAST(SUM(CASE WHEN p.usage = 'internal' THEN s.quantity ELSE 0 END) AS BIGINT),
                   CAST(SUM(CASE WHEN p.usage = 'transit' THEN s.quantity ELSE 0 END) AS BIGINT)
              FROM (SELECT CAST(\(sql: lot) AS BIGINT) AS lot_id, m.to_location_id AS location_id, m.quantity
                      FROM movement m
                      LEFT JOIN lot l ON l.id = m.lot_id
                     WHERE \(sql: condition(filter, past))
                    UNION ALL
                    SELECT CAST(\(sql: lot) AS BIGINT), m.from_location_id, -m.quantity
                      FROM movement m
                      LEFT JOIN lot l ON l.id = m.lot_id
                     WHERE \(sql: condition(filter, past))) AS s
              JOIN location p ON p.id = s.location_id
             WHERE p.usage IN ('internal', 'transit')
             GROUP BY s.lot_id
            """)
        return sums(rows)
    }

    /// What the piles say stands in places of ours now.
    public func stockNow(
        of filter: BalanceFilter, perLot: Bool
    ) throws -> [LotID?: (onHand: Quantity, inTransit: Quantity)] {
        let lot: SQL = perLot ? "b.lot_id" : "NULL"
        let ofLot: SQL = filter.lot.map { " AND b.lot_id IN (\(sql: Store.family(of: [$0])))" } ?? ""
        let rows = try tx.rows(
            """
            SELECT s.lot_id, CAST(SUM(CASE WHEN s.usage = 'internal' THEN s.quantity ELSE 0 END) AS BIGINT),
                   CAST(SUM(CASE WHEN s.usage = 'transit' THEN s.quantity ELSE 0 END) AS BIGINT)
              FROM (SELECT CAST(\(sql: lot) AS BIGINT) AS lot_id, p.usage, b.quantity
                      FROM balance b
                      JOIN location p ON p.id = b.location_id
                     WHERE b.product_id = \(bind: filter.product)\(sql: ofLot)) AS s
             GROUP BY s.lot_id
            """)
        return sums(rows)
    }

    private func sums(_ rows: [SQLRow]) -> [LotID?: (onHand: Quantity, inTransit: Quantity)] {
        Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as LotID?, ($0[1] as Quantity, $0[2] as Quantity)) })
    }

    /// Products that moved in a period, by SKU.
    public func productsMoved(in time: Range<Instant>, most: Int) throws -> [ProductID] {
        try tx.rows(
            """
            SELECT p.id
              FROM product p
             WHERE EXISTS (SELECT 1
                             FROM movement m
                            WHERE m.product_id = p.id
                              AND m.happened_at >= \(bind: time.lowerBound)
                              AND m.happened_at < \(bind: time.upperBound))
             ORDER BY p.sku
             LIMIT \(bind: most)
            """
        ).map { $0[0] }
    }
}
