import SQLCore
import StockDomain

extension ServiceEntry.Kind: SQLBindable, SQLReadable {}

extension Store {
    /// Keeps an entry; it is never changed.
    public func insert(_ entry: ServiceEntry, of lot: LotID, by actor: ActorID) throws -> Int64 {
        let last: Int64? = try tx.value("SELECT MAX(position) FROM service WHERE lot_id = \(bind: lot)")
        let position = (last ?? 0) + 1
        try tx.execute(
            """
            INSERT INTO service (lot_id, position, kind, serviced_on, text, reference, at, actor_id)
            VALUES (\(bind: lot), \(bind: position), \(bind: entry.kind), \(bind: entry.servicedOn),
                    \(bind: entry.text), \(bind: entry.reference), \(bind: entry.at), \(bind: actor))
            """)
        return position
    }

    /// Entries of one unit, or of all, the newest day first.
    public func services(of lot: LotID?, before cursor: ServiceCursor?, limit: Int) throws -> [ServiceEntry] {
        let ofLot: SQL = lot.map { " AND s.lot_id IN (\(sql: Store.family(of: [$0])))" } ?? ""
        let before: SQL =
            cursor.map {
                """
                 AND (s.serviced_on, s.lot_id, s.position)
                   < (\(bind: $0.servicedOn), \(bind: $0.lot), \(bind: $0.position))
                """
            } ?? ""
        return try tx.rows(
            """
            SELECT s.lot_id, l.number, l.kind, g.id, g.sku, g.name, g.unit, s.position, s.kind, s.serviced_on, s.text,
                   s.reference, s.at, a.name
              FROM service s
              JOIN lot l ON l.id = s.lot_id
              JOIN product g ON g.id = l.product_id
              JOIN actor a ON a.id = s.actor_id
             WHERE s.position > 0\(sql: ofLot)\(sql: before)
             ORDER BY s.serviced_on DESC, s.lot_id DESC, s.position DESC
             LIMIT \(bind: limit)
            """
        ).map { row in
            let number: LotNumber = row[1]
            return ServiceEntry(
                lot: LotName(
                    id: row[0], number: number.text, kind: row[2],
                    product: ProductName(id: row[3], sku: row[4], name: row[5], unit: row[6])),
                position: row[7], kind: row[8], servicedOn: row[9], text: row[10], reference: row[11], at: row[12],
                actor: row[13])
        }
    }
}
