import SQLCore
import StockDomain

extension Store {
    /// Moves each serial from the place it is known to be at (invariant 5).
    func moveSerials(of posting: Posting, newLots: [Lot]) throws {
        let new = Dictionary(uniqueKeysWithValues: newLots.map { ($0.id, $0.kind) })
        let known = Set(posting.movements.compactMap(\.lotID)).subtracting(new.keys).sorted()
        let serials = Set(
            try chunked(known) {
                try tx.rows("SELECT id FROM lot WHERE id IN \(list: $0) AND kind = 'serial'").map { $0[0] as LotID }
            })
        var first: [[SQLValue]] = []
        for movement in posting.movements {
            guard let lot = movement.lotID else { continue }
            if new[lot] == .serial {
                first.append(serialPlace(lot, movement, posting))
            } else if serials.contains(lot) {
                try move(lot, movement, posting)
            }
        }
        try tx.insert(
            into: "serial_at", ["lot_id", "location_id", "package_id", "partner_id", "posting_id"], rows: first)
    }

    private func serialPlace(_ lot: LotID, _ movement: Movement, _ posting: Posting) -> [SQLValue] {
        [
            lot.sqlValue, movement.to.location.sqlValue, movement.to.package.sqlValue, posting.partnerID.sqlValue,
            posting.id.sqlValue,
        ]
    }

    private func move(_ lot: LotID, _ movement: Movement, _ posting: Posting) throws {
        let moved = try tx.execute(
            """
            UPDATE serial_at
               SET location_id = \(bind: movement.to.location),
                   package_id = \(bind: movement.to.package),
                   partner_id = \(bind: posting.partnerID),
                   posting_id = \(bind: posting.id)
             WHERE lot_id = \(bind: lot)
               AND location_id = \(bind: movement.from.location)
            """)
        if moved == 1 { return }
        if try tx.row("SELECT lot_id FROM serial_at WHERE lot_id = \(bind: lot)") != nil {
            throw LedgerFault.serialElsewhere(lot)
        }
        try tx.insert(
            into: "serial_at", ["lot_id", "location_id", "package_id", "partner_id", "posting_id"],
            rows: [serialPlace(lot, movement, posting)])
    }
}
