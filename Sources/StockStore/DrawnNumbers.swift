import SQLCore
import StockDomain

extension Store {
    /// The counter of all products without numbering of their own.
    public static let sharedCounter: Int64 = 0

    /// The last value that a counter has given; 0 before its first.
    public func lastCount(of counter: Int64) throws -> Int64 {
        try tx.value("SELECT last FROM number_counter WHERE product_id = \(bind: counter)") ?? 0
    }

    public func setLastCount(_ last: Int64, of counter: Int64) throws {
        try tx.execute(
            """
            INSERT INTO number_counter (product_id, last)
            VALUES (\(bind: counter), \(bind: last))
            ON CONFLICT (product_id) DO UPDATE SET last = excluded.last
            """)
    }

    /// Which of these are taken: by goods, as their present or a former number, or drawn before.
    ///
    /// - Parameter product: nil where numbers are unique in the company (R11a).
    public func takenNumbers(among candidates: [LotNumber], of product: ProductID?) throws -> Set<LotNumber> {
        var taken: Set<LotNumber> = []
        for row in try chunked(candidates, { try takenRows($0, product) }) { taken.insert(row[0]) }
        let keys = Set(candidates.map { NameText.searchKey(of: $0.text) }).sorted()
        for row in try chunked(keys, { try formerRows($0, product) }) { taken.insert(row[0]) }
        return taken.intersection(candidates)
    }

    private func takenRows(_ part: [LotNumber], _ product: ProductID?) throws -> [SQLRow] {
        var ofLots: SQL = "SELECT number FROM lot WHERE number IN \(list: part)"
        var drawn: SQL = "SELECT number FROM drawn_number WHERE number IN \(list: part)"
        if let product {
            ofLots = ofLots + " AND product_id = \(bind: product)"
            drawn = drawn + " AND product_id = \(bind: product)"
        }
        return try tx.rows(ofLots) + tx.rows(drawn)
    }

    private func formerRows(_ keys: [String], _ product: ProductID?) throws -> [SQLRow] {
        var sql: SQL = """
            SELECT f.number
              FROM lot_former_number f
              JOIN lot l ON l.id = f.lot_id
             WHERE f.search_key IN \(list: keys)
            """
        if let product { sql = sql + " AND l.product_id = \(bind: product)" }
        return try tx.rows(sql)
    }

    public func insertDrawn(_ numbers: [LotNumber], of product: ProductID, by actor: ActorID, at now: Instant) throws {
        try tx.insert(
            into: "drawn_number", ["product_id", "number", "drawn_at", "actor_id"],
            rows: numbers.lazy.map { [product.sqlValue, $0.sqlValue, now.sqlValue, actor.sqlValue] })
    }

    /// Numbers that were drawn and that no goods have, by product and number.
    public func unusedDrawnNumbers(
        of product: ProductID?, after cursor: DrawnNumberCursor?, limit: Int
    ) throws -> [DrawnNumber] {
        var sql: SQL = """
            SELECT d.product_id, p.sku, d.number, d.drawn_at, a.name
              FROM drawn_number d
              JOIN product p ON p.id = d.product_id
              JOIN actor a ON a.id = d.actor_id
             WHERE NOT EXISTS (SELECT 1 FROM lot l WHERE l.product_id = d.product_id AND l.number = d.number)
               AND NOT EXISTS (SELECT 1
                                 FROM lot l
                                 JOIN lot_former_number f ON f.lot_id = l.id
                                WHERE l.product_id = d.product_id
                                  AND f.number = d.number)
            """
        if let product { sql = sql + " AND d.product_id = \(bind: product)" }
        if let cursor {
            sql =
                sql + """
                     AND (d.product_id > \(bind: cursor.product)
                          OR d.product_id = \(bind: cursor.product) AND d.number > \(bind: cursor.number))
                    """
        }
        return try tx.rows(sql + " ORDER BY d.product_id, d.number LIMIT \(bind: limit)").map { row in
            DrawnNumber(productID: row[0], sku: row[1], number: row[2], drawnAt: row[3], actor: row[4])
        }
    }
}
