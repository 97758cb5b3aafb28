import SQLCore
import StockDomain

/// Numbers that several products have (R11a, R16).
extension Store {
    /// Of these numbers those that an actor has brought into the world since a moment, with their products.
    public func numbersBorn(
        _ numbers: [LotNumber], by actor: ActorID, since: Instant
    ) throws -> [LotNumber: [CompanyNumbers.Owner]] {
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
        return owners(rows)
    }

    /// The products that have these numbers, the first to have had it first.
    public func numberOwners(_ numbers: some Collection<LotNumber>) throws -> [LotNumber: [CompanyNumbers.Owner]] {
        let rows = try chunked(Array(numbers)) { part in
            try tx.rows(
                """
                SELECT n.number, n.product_id, g.sku
                  FROM lot n
                  JOIN product g ON g.id = n.product_id
                 WHERE n.number IN \(list: part)
                   AND n.joined_to IS NULL
                 ORDER BY n.id
                """)
        }
        return owners(rows)
    }

    private func owners(_ rows: [SQLRow]) -> [LotNumber: [CompanyNumbers.Owner]] {
        rows.reduce(into: [:]) { owners, row in
            owners[row[0], default: []].append(CompanyNumbers.Owner(product: row[1], sku: row[2]))
        }
    }

    /// Numbers on several products in their order, those behind `number`.
    ///
    /// - Parameter product: only those that this product shares.
    public func sharedNumbers(
        of product: ProductID? = nil, after number: LotNumber? = nil, limit: Int
    ) throws -> [SharedNumber] {
        var sql: SQL = """
            SELECT number, COUNT(DISTINCT product_id)
              FROM lot
             WHERE joined_to IS NULL
               AND number > \(bind: number ?? LotNumber(stored: ""))
            """
        if let product {
            sql = sql + " AND number IN (SELECT number FROM lot WHERE product_id = \(bind: product))"
        }
        let counts = try tx.rows(
            sql + """
                 GROUP BY number
                HAVING MIN(product_id) <> MAX(product_id)
                 ORDER BY number
                 LIMIT \(bind: limit)
                """
        ).map { (number: $0[0] as LotNumber, products: $0[1] as Int) }
        let lots = try sharedLots(counts.map(\.number))
        return counts.map { SharedNumber(number: $0.number, lots: lots[$0.number] ?? [], productCount: $0.products) }
    }

    private func sharedLots(_ numbers: [LotNumber]) throws -> [LotNumber: [SharedNumber.SharedLot]] {
        let rows = try chunked(numbers) { part in
            try tx.rows(
                """
                SELECT number, id, sku, kind
                  FROM (SELECT n.number AS number, n.id AS id, g.sku AS sku, n.kind AS kind,
                               ROW_NUMBER() OVER (PARTITION BY n.number ORDER BY g.sku, n.id) AS place
                          FROM lot n
                          JOIN product g ON g.id = n.product_id
                         WHERE n.number IN \(list: part)
                           AND n.joined_to IS NULL) ranked
                 WHERE place <= \(bind: SharedNumber.mostLots)
                 ORDER BY number, place
                """)
        }
        return rows.reduce(into: [:]) { lots, row in
            lots[row[0], default: []].append(SharedNumber.SharedLot(id: row[1], sku: row[2], kind: row[3]))
        }
    }
}
