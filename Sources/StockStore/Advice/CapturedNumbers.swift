import SQLCore
import StockDomain

extension Store {
    /// How many numbers were captured on movements since a moment, by product and by how they came.
    public func capturedNumbers(since moment: Instant) throws -> [ProductID: [Entered: Int64]] {
        let rows = try tx.rows(
            """
            SELECT product_id, entered, COUNT(*)
              FROM movement
             WHERE happened_at >= \(bind: moment)
               AND lot_id IS NOT NULL
               AND entered IS NOT NULL
             GROUP BY product_id, entered
            """)
        return rows.reduce(into: [:]) { $0[$1[0] as ProductID, default: [:]][$1[1] as Entered] = $1[2] as Int64 }
    }

    /// Tracked products still in use, those after `sku` first.
    public func trackedProducts(after sku: String, limit: Int) throws -> [Product] {
        try tx.rows(
            Product.columns
                + " WHERE tracking <> 'none' AND archived = 0 AND sku > \(bind: sku) ORDER BY sku LIMIT \(bind: limit)"
        ).map(Product.init(row:))
    }

    /// What moved of a product since a moment: goods across the border of our places, and all else.
    public func yearOfMoves(of product: ProductID, since moment: Instant) throws -> YearOfMoves {
        let rows = try tx.rows(
            """
            SELECT f.usage, t.usage, COUNT(DISTINCT m.posting_id), CAST(SUM(m.quantity) AS BIGINT)
              FROM movement m
              JOIN posting p ON p.id = m.posting_id
              JOIN location f ON f.id = m.from_location_id
              JOIN location t ON t.id = m.to_location_id
             WHERE m.product_id = \(bind: product)
               AND m.happened_at >= \(bind: moment)
               AND p.reverses IS NULL
             GROUP BY f.usage, t.usage
            """)
        return rows.reduce(into: YearOfMoves()) { year, row in
            let (from, to, lines, units): (LocationUsage, LocationUsage, Int64, Quantity) = (
                row[0], row[1], row[2], row[3]
            )
            switch (from, to) {
            case (.supplier, _), (.production, .internal):
                year.linesIn += lines
                year.unitsIn += units
            case (_, .customer):
                year.linesOut += lines
                year.unitsOut += units
            default:
                year.otherLines += lines
                year.otherUnits += units
            }
        }
    }
}
