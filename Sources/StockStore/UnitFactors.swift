import SQLCore
import StockDomain

extension Store {
    /// The last version of each factor of these products.
    ///
    /// - Parameter knownAt: those that were in force then; nil for now.
    public func unitFactors(
        of products: some Collection<ProductID>, knownAt: Instant? = nil
    ) throws -> [ProductID: [UnitFactor]] {
        let then: SQL = knownAt.map { " AND n.at <= \(bind: $0)" } ?? ""
        let rows = try chunked(products.sorted()) { part in
            try tx.rows(
                """
                SELECT f.product_id, f.unit, f.factor, f.version
                  FROM unit_factor f
                 WHERE f.product_id IN \(list: part)
                   AND f.version = (SELECT MAX(n.version)
                                      FROM unit_factor n
                                     WHERE n.product_id = f.product_id
                                       AND n.unit = f.unit\(sql: then))
                 ORDER BY f.product_id, f.unit
                """
            ).map { (product: $0[0] as ProductID, factor: UnitFactor(unit: $0[1], factor: $0[2], version: $0[3])) }
        }
        return Dictionary(grouping: rows, by: \.product).mapValues { $0.map(\.factor) }
    }

    /// Keeps a factor as the next version; those before stay.
    public func insert(
        _ factor: Quantity, per unit: String, of product: ProductID, by actor: ActorID, at now: Instant
    ) throws -> UnitFactor {
        let last: Int64? = try tx.value(
            "SELECT MAX(version) FROM unit_factor WHERE product_id = \(bind: product) AND unit = \(bind: unit)")
        let version = (last ?? 0) + 1
        try tx.execute(
            """
            INSERT INTO unit_factor (product_id, unit, version, factor, at, actor_id)
            VALUES (\(bind: product), \(bind: unit), \(bind: version), \(bind: factor), \(bind: now), \(bind: actor))
            """)
        return UnitFactor(unit: unit, factor: factor, version: version)
    }
}
