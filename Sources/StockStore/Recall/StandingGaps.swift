import SQLCore
import StockDomain

/// A gap per product as it was summed up; see `StandingGap`.
public struct StandingGapSum: Sendable, Equatable {
    public var code: Gap.Code
    public var product: ProductID
    public var units: Quantity
    public var lots: Int64
    public var recallSize: Quantity

    public init(code: Gap.Code, product: ProductID, units: Quantity, lots: Int64, recallSize: Quantity) {
        self.code = code
        self.product = product
        self.units = units
        self.lots = lots
        self.recallSize = recallSize
    }
}

/// Gaps in the records of the whole company, each by one aggregate (R47).
extension Store {
    /// How much of these lots is here and with customers, by right number; lots with nothing are left out.
    public func reach(of lots: some Collection<LotID>) throws -> [LotID: LotReach] {
        let rows = try chunked(lots.sorted()) { part in
            try tx.rows(
                """
                SELECT r.lot_id, CAST(SUM(r.here) AS BIGINT), CAST(SUM(r.away) AS BIGINT)
                  FROM (\(sql: Store.reach("m.lot_id IN (\(sql: Store.family(of: part)))"))) AS r
                 GROUP BY r.lot_id
                """)
        }
        return Dictionary(
            uniqueKeysWithValues: rows.map { ($0[0] as LotID, LotReach(here: $0[1], withCustomers: $0[2])) })
    }

    /// Per movement what it adds to the goods here and with customers, by right number.
    private static func reach(_ condition: SQL) -> SQL {
        """
        SELECT COALESCE(l.joined_to, l.id) AS lot_id,
               CASE WHEN t.usage IN ('internal', 'transit') THEN m.quantity ELSE 0 END
               - CASE WHEN f.usage IN ('internal', 'transit') THEN m.quantity ELSE 0 END AS here,
               CASE WHEN t.usage = 'customer' THEN m.quantity ELSE 0 END
               - CASE WHEN f.usage = 'customer' THEN m.quantity ELSE 0 END AS away
          FROM movement m
          JOIN lot l ON l.id = m.lot_id
          JOIN location f ON f.id = m.from_location_id
          JOIN location t ON t.id = m.to_location_id
         WHERE \(sql: condition)
        """
    }

    /// Per lot how much is here and with customers, and how much went into other numbers: a recall follows that too.
    private static func sizes(_ condition: SQL) -> SQL {
        """
        SELECT q.lot_id, SUM(q.here + q.away) AS size,
               COALESCE((SELECT SUM(CASE WHEN s.consumed > s.produced THEN s.consumed - s.produced ELSE 0 END)
                           FROM step_lot s
                          WHERE s.lot_id = q.lot_id), 0) AS inside
          FROM (\(sql: Store.reach(condition))) AS q
         GROUP BY q.lot_id
        """
    }

    /// All gaps but those of places that were not counted.
    public func standingGaps() throws -> [StandingGapSum] {
        var gaps = try gapsOfLots(.unknownNumbersOnHand, among: "l.marks % 2 = 1")
        gaps += try gapsOfLots(.originUnknown, among: "(l.marks / 2) % 2 = 1")
        gaps += try gapsOfLots(.soldBeforeTracking, among: "(l.marks / 4) % 2 = 1")
        gaps += try gapsOfDifferences()
        gaps += try gapsOfPlainStock()
        gaps += try gapsOfSteps()
        gaps += try gapsOfAnonymousPartners()
        gaps += try gapsOfArrivals(.noSupplierNumber, from: "supplier", "AND s.number IS NULL")
        gaps += try gapsOfArrivals(.openingStock, from: "opening", "")
        gaps += try gapsOfNumbering(.capturedAtDelivery, "p.kind IN ('delivery', 'numbering')", "")
        gaps += try gapsOfNumbering(
            .notTrackedBefore, "p.kind = 'level_change'",
            "AND EXISTS (SELECT 1 FROM movement o WHERE o.posting_id = p.id AND o.lot_id IS NULL)")
        return gaps
    }

    /// Marked lots: what is here and with customers of each is the gap and what it makes a recall larger by.
    private func gapsOfLots(_ code: Gap.Code, among condition: SQL) throws -> [StandingGapSum] {
        try sums(
            code,
            """
            SELECT l.product_id, COUNT(*), CAST(SUM(r.size) AS BIGINT), CAST(SUM(r.size + r.inside) AS BIGINT)
              FROM (\(sql: Store.sizes("l.marks <> 0 AND \(sql: condition)"))) AS r
              JOIN lot l ON l.id = r.lot_id
             WHERE r.size + r.inside > 0
             GROUP BY l.product_id
            """)
    }

    /// Per lot what was found beyond what had been lost, and lost and not found again.
    private func gapsOfDifferences() throws -> [StandingGapSum] {
        let perLot: SQL = """
            SELECT COALESCE(l.joined_to, l.id) AS lot_id, l.product_id,
                   SUM(CASE WHEN p.reverses IS NULL AND f.usage IN ('loss', 'scrap') THEN m.quantity
                            WHEN p.reverses IS NOT NULL AND t.usage IN ('loss', 'scrap') THEN -m.quantity
                            ELSE 0 END)
                   - SUM(CASE WHEN p.reverses IS NULL AND t.usage = 'loss' THEN m.quantity
                              WHEN p.reverses IS NOT NULL AND f.usage = 'loss' THEN -m.quantity
                              ELSE 0 END) AS found
              FROM movement m
              JOIN posting p ON p.id = m.posting_id
              JOIN lot l ON l.id = m.lot_id
              JOIN location f ON f.id = m.from_location_id
              JOIN location t ON t.id = m.to_location_id
             WHERE f.usage IN ('loss', 'scrap') OR t.usage IN ('loss', 'scrap')
             GROUP BY COALESCE(l.joined_to, l.id), l.product_id
            """
        func gaps(_ code: Gap.Code, _ sign: SQL) throws -> [StandingGapSum] {
            try sums(
                code,
                """
                SELECT d.product_id, COUNT(*), CAST(SUM(\(sql: sign)d.found) AS BIGINT),
                       CAST(SUM(\(sql: sign)d.found) AS BIGINT)
                  FROM (\(sql: perLot)) AS d
                 WHERE \(sql: sign)d.found > 0
                 GROUP BY d.product_id
                """)
        }
        return try gaps(.found, "") + gaps(.lost, "-")
    }

    private func gapsOfPlainStock() throws -> [StandingGapSum] {
        try sums(
            .unnumberedStock,
            """
            SELECT b.product_id, CAST(0 AS BIGINT), CAST(SUM(b.quantity) AS BIGINT), CAST(SUM(b.quantity) AS BIGINT)
              FROM balance b
              JOIN product t ON t.id = b.product_id
             WHERE b.lot_id IS NULL
               AND b.quantity > 0
               AND t.tracking <> 'none'
               AND t.capture = 'every_move'
             GROUP BY b.product_id
            """)
    }

    /// What production made without number of something that had one.
    private func gapsOfSteps() throws -> [StandingGapSum] {
        try sums(
            .untrackedStep,
            """
            SELECT m.product_id, CAST(0 AS BIGINT),
                   CAST(SUM(CASE WHEN p.reverses IS NULL THEN m.quantity ELSE -m.quantity END) AS BIGINT),
                   CAST(SUM(CASE WHEN p.reverses IS NULL THEN m.quantity ELSE -m.quantity END) AS BIGINT)
              FROM posting p
              JOIN movement m ON m.posting_id = p.id
              JOIN location g ON g.id = CASE WHEN p.reverses IS NULL THEN m.from_location_id ELSE m.to_location_id END
             WHERE p.kind = 'production'
               AND m.lot_id IS NULL
               AND g.usage = 'production'
               AND EXISTS (SELECT 1 FROM step_lot s WHERE s.step_id = p.step_id AND s.consumed > 0)
             GROUP BY m.product_id
            """)
    }

    /// What is with customers without a name, net of what they brought back.
    private func gapsOfAnonymousPartners() throws -> [StandingGapSum] {
        try sums(
            .anonymousPartner,
            """
            SELECT m.product_id, COUNT(DISTINCT m.lot_id),
                   CAST(SUM(CASE WHEN t.usage = 'customer' THEN m.quantity ELSE -m.quantity END) AS BIGINT),
                   CAST(SUM(CASE WHEN t.usage = 'customer' THEN m.quantity ELSE -m.quantity END) AS BIGINT)
              FROM movement m
              JOIN posting p ON p.id = m.posting_id
              JOIN location f ON f.id = m.from_location_id
              JOIN location t ON t.id = m.to_location_id
              LEFT JOIN partner c ON c.id = p.partner_id
             WHERE m.lot_id IS NOT NULL
               AND (f.usage = 'customer' OR t.usage = 'customer')
               AND f.usage <> t.usage
               AND COALESCE(c.anonymous, 1) = 1
             GROUP BY m.product_id
            """)
    }

    /// What came in so: the units that came, and how much is here and with customers of the lots they belong to.
    private func gapsOfArrivals(_ code: Gap.Code, from usage: String, _ condition: SQL) throws -> [StandingGapSum] {
        let arrived: SQL = """
            SELECT COALESCE(l.joined_to, l.id) AS lot_id,
                   SUM(CASE WHEN p.reverses IS NULL THEN m.quantity ELSE -m.quantity END) AS units
              FROM movement m
              JOIN posting p ON p.id = m.posting_id
              JOIN lot l ON l.id = m.lot_id
              JOIN location g ON g.id = CASE WHEN p.reverses IS NULL THEN m.from_location_id ELSE m.to_location_id END
              LEFT JOIN supplier_number s ON s.posting_id = COALESCE(p.reverses, p.id) AND s.position = m.position
             WHERE g.usage = \(bind: usage)
               \(sql: condition)
             GROUP BY COALESCE(l.joined_to, l.id)
            HAVING SUM(CASE WHEN p.reverses IS NULL THEN m.quantity ELSE -m.quantity END) > 0
            """
        return try sumsOfLots(code, arrived)
    }

    /// Numbers that goods got later than they came.
    private func gapsOfNumbering(_ code: Gap.Code, _ kind: SQL, _ condition: SQL) throws -> [StandingGapSum] {
        let numbered: SQL = """
            SELECT COALESCE(l.joined_to, l.id) AS lot_id,
                   CASE WHEN l.kind = 'serial' THEN 1000000
                        ELSE SUM(CASE WHEN p.reverses IS NULL THEN m.quantity ELSE -m.quantity END) END AS units
              FROM movement m
              JOIN posting p ON p.id = m.posting_id
              JOIN lot l ON l.id = m.lot_id
              JOIN location g ON g.id = CASE WHEN p.reverses IS NULL THEN m.from_location_id ELSE m.to_location_id END
             WHERE g.usage = 'production'
               AND \(sql: kind)
               \(sql: condition)
             GROUP BY COALESCE(l.joined_to, l.id), l.kind
            HAVING SUM(CASE WHEN p.reverses IS NULL THEN m.quantity ELSE -m.quantity END) > 0
            """
        return try sumsOfLots(code, numbered)
    }

    private func sumsOfLots(_ code: Gap.Code, _ lots: SQL) throws -> [StandingGapSum] {
        try sums(
            code,
            """
            SELECT l.product_id, COUNT(*), CAST(SUM(g.units) AS BIGINT), CAST(SUM(r.size + r.inside) AS BIGINT)
              FROM (\(sql: lots)) AS g
              JOIN lot l ON l.id = g.lot_id
              JOIN (\(sql: Store.sizes("1 = 1"))) AS r ON r.lot_id = g.lot_id
             GROUP BY l.product_id
            """)
    }

    private func sums(_ code: Gap.Code, _ statement: SQL) throws -> [StandingGapSum] {
        try tx.rows(statement).map { row in
            StandingGapSum(code: code, product: row[0], units: row[2], lots: row[1], recallSize: row[3])
        }
    }
}

extension Store {
    /// Stock with numbers per product and place, of places that belong to a partner or stand in one of his.
    public func stockOfPartners(
        in places: [LocationID]
    ) throws -> [(product: ProductID, place: LocationID, units: Quantity)] {
        try chunked(places) { part in
            try tx.rows(
                """
                SELECT b.product_id, b.location_id, CAST(SUM(b.quantity) AS BIGINT)
                  FROM balance b
                 WHERE b.location_id IN \(list: part)
                   AND b.lot_id IS NOT NULL
                   AND b.quantity > 0
                 GROUP BY b.product_id, b.location_id
                """
            ).map { ($0[0], $0[1], $0[2]) }
        }
    }
}
