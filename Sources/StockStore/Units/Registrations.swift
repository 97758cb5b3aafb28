import SQLCore
import StockDomain

extension Store {
    /// Keeps a registration as the one in force; those before stay on record.
    public func insert(_ registration: Registration, of lot: LotID, by actor: ActorID) throws {
        let last: Int64? = try tx.value("SELECT MAX(position) FROM registration WHERE lot_id = \(bind: lot)")
        try tx.execute(
            """
            INSERT INTO registration (lot_id, position, number, registered_on, holder_id, at, actor_id)
            VALUES (\(bind: lot), \(bind: (last ?? 0) + 1), \(bind: registration.number),
                    \(bind: registration.registeredOn), \(bind: registration.holder?.id), \(bind: registration.at),
                    \(bind: actor))
            """)
    }

    /// The registration in force.
    public func registration(of lot: LotID) throws -> Registration? {
        guard
            let row = try tx.row(
                """
                SELECT r.number, r.registered_on, r.holder_id, r.at, a.name
                  FROM registration r
                  JOIN actor a ON a.id = r.actor_id
                 WHERE r.lot_id IN (\(sql: Store.family(of: [lot])))
                 ORDER BY r.at DESC, r.position DESC
                 LIMIT 1
                """)
        else { return nil }
        let holder: PartnerID? = row[2]
        return Registration(
            number: row[0], registeredOn: row[1], holder: try holder.flatMap { try partners([$0])[$0] }, at: row[3],
            actor: row[4])
    }
}
