import SQLCore
import StockDomain

extension Store {
    /// Movements of a product, with their right numbers, that touch places where a lot of it has stood.
    public func placedMovements(
        of product: ProductID, besides lot: LotID, places: [LocationID: Location]
    ) throws -> [PlacedMovement] {
        let family = Store.family(of: [lot])
        let stood: SQL = """
            SELECT l.id
              FROM location l
             WHERE l.usage IN ('internal', 'transit')
               AND l.id IN (SELECT s.to_location_id FROM movement s WHERE s.lot_id IN (\(sql: family)))
            """
        let rows = try tx.rows(
            LotMovement.placedColumns + """
                 WHERE m.product_id = \(bind: product)
                   AND m.lot_id IS NOT NULL
                   AND (m.from_location_id IN (\(sql: stood)) OR m.to_location_id IN (\(sql: stood)))
                """)
        return rows.map { row in
            var movement = LotMovement(row: row, places)
            movement.lotID = row[16]
            return PlacedMovement(movement: movement, from: row[8], to: row[9])
        }
    }
}
