import SQLCore
import StockDomain

/// Which stock a list shows; all conditions together, nil for any.
public struct StockFilter: Sendable, Equatable {
    public var product: ProductID?
    /// These places only.
    public var places: [LocationID]?
    public var lot: LotID?

    public init(product: ProductID? = nil, places: [LocationID]? = nil, lot: LotID? = nil) {
        self.product = product
        self.places = places
        self.lot = lot
    }
}

extension Store {
    /// Piles that are not empty, by product, place, lot and package in the order of their creation.
    public func stock(_ filter: StockFilter, after cursor: StockCursor?, limit: Int) throws -> [StockRow] {
        let piles: SQL = """
            SELECT product_id, location_id, lot_id, package_id, quantity, reserved, incoming_at, blocked
              FROM balance
             WHERE quantity <> 0\(sql: conditions(filter))
            """
        return try standing(named(piles, after: cursor, limit: limit))
    }

    /// The same at a past moment, summed from the movements until then; nothing is reserved and no age is told.
    public func stock(
        _ filter: StockFilter, at moment: PastMoment, after cursor: StockCursor?, limit: Int
    ) throws -> [StockRow] {
        let into: SQL = """
            SELECT m.product_id, m.to_location_id AS location_id, COALESCE(w.joined_to, m.lot_id) AS lot_id,
                   m.to_package_id AS package_id, m.quantity
              \(sql: movements(until: moment))
            """
        let out: SQL = """
            SELECT m.product_id, m.from_location_id, COALESCE(w.joined_to, m.lot_id), m.from_package_id, -m.quantity
              \(sql: movements(until: moment))
            """
        let piles: SQL = """
            SELECT product_id, location_id, lot_id, package_id, CAST(SUM(quantity) AS BIGINT) AS quantity,
                   CAST(0 AS BIGINT) AS reserved, CAST(NULL AS BIGINT) AS incoming_at,
                   CAST(0 AS BIGINT) AS blocked
              FROM (\(sql: into) UNION ALL \(sql: out)) moved
             WHERE location_id IN (SELECT id FROM location WHERE usage IN ('internal', 'transit'))
               \(sql: conditions(filter))
             GROUP BY product_id, location_id, lot_id, package_id
            HAVING SUM(quantity) <> 0
            """
        return try standing(named(piles, after: cursor, limit: limit), at: moment)
    }

    private func movements(until moment: PastMoment) -> SQL {
        guard let known = moment.knownAt else {
            return "FROM movement m LEFT JOIN lot w ON w.id = m.lot_id WHERE m.happened_at <= \(bind: moment.at)"
        }
        return """
            FROM movement m
              LEFT JOIN lot w ON w.id = m.lot_id
              JOIN posting p ON p.id = m.posting_id
             WHERE m.happened_at <= \(bind: moment.at)
               AND p.recorded_at <= \(bind: known)
            """
    }

    private func conditions(_ filter: StockFilter) -> SQL {
        var sql: SQL = ""
        if let product = filter.product { sql = sql + " AND product_id = \(bind: product)" }
        if let places = filter.places { sql = sql + " AND location_id IN \(list: places)" }
        if let lot = filter.lot { sql = sql + " AND lot_id = \(bind: lot)" }
        return sql
    }

    /// Piles with the names of what they are and where.
    private func named(_ piles: SQL, after cursor: StockCursor?, limit: Int) throws -> [StockRow] {
        let from = cursor?.keys ?? [0, 0, 0, 0]
        return try tx.rows(
            """
            SELECT s.product_id, s.location_id, s.lot_id, s.package_id, s.quantity, s.reserved, s.incoming_at,
                   s.blocked, r.sku, n.number, l.code, k.number, COALESCE(n.removal_on, n.expires_on)
              FROM (\(sql: piles)) s
              JOIN product r ON r.id = s.product_id
              JOIN location l ON l.id = s.location_id
              LEFT JOIN lot n ON n.id = s.lot_id
              LEFT JOIN package k ON k.id = s.package_id
             WHERE (s.product_id, s.location_id, COALESCE(s.lot_id, 0), COALESCE(s.package_id, 0))
                 > (\(bind: from[0]), \(bind: from[1]), \(bind: from[2]), \(bind: from[3]))
             ORDER BY s.product_id, s.location_id, COALESCE(s.lot_id, 0), COALESCE(s.package_id, 0)
             LIMIT \(bind: limit)
            """
        ).map(StockRow.init(row:))
    }
}

extension StockRow {
    init(row: SQLRow) {
        self.init(
            key: BalanceKey(
                product: row[0], lot: row[2], spot: Spot(row[1] as LocationID, package: row[3])),
            sku: row[8], number: row[9], locationCode: row[10], packageNumber: row[11], quantity: row[4],
            reserved: row[5], incomingAt: row[6], isBlocked: row[7], removalOn: row[12])
    }
}

extension Store {
    /// Where these lots are in places of ours, by lot and place.
    public func stock(ofLots lots: [LotID]) throws -> [StockRow] {
        let rows = try chunked(lots) {
            try tx.rows(
                """
                SELECT b.product_id, b.location_id, b.lot_id, b.package_id, b.quantity, b.reserved, b.incoming_at,
                       b.blocked, r.sku, n.number, l.code, k.number, COALESCE(n.removal_on, n.expires_on)
                  FROM balance b
                  JOIN product r ON r.id = b.product_id
                  JOIN location l ON l.id = b.location_id
                  JOIN lot n ON n.id = b.lot_id
                  LEFT JOIN package k ON k.id = b.package_id
                 WHERE b.lot_id IN \(list: $0)
                   AND b.quantity <> 0
                 ORDER BY b.lot_id, l.code, b.id
                """
            ).map(StockRow.init(row:))
        }
        return try standing(rows)
    }
}

extension Store {
    /// Stock without number of products that are tracked at every move, by product and place (R29).
    public func unnumberedStock(after cursor: StockCursor?, limit: Int) throws -> [StockRow] {
        let piles: SQL = """
            SELECT product_id, location_id, lot_id, package_id, quantity, reserved, incoming_at, blocked
              FROM balance
             WHERE quantity <> 0
               AND lot_id IS NULL
               AND product_id IN (SELECT id FROM product WHERE tracking <> 'none' AND capture = 'every_move')
            """
        return try named(piles, after: cursor, limit: limit)
    }
}
