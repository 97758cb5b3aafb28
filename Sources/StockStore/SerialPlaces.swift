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
        let before = try posting.reverses.flatMap {
            try whoBroughtIt(lot, to: movement.to, before: $0, posting.happenedAt)
        }
        let moved = try tx.execute(
            """
            UPDATE serial_at
               SET location_id = \(bind: movement.to.location),
                   package_id = \(bind: movement.to.package),
                   partner_id = \(bind: before.map(\.partner) ?? posting.partnerID),
                   posting_id = \(bind: before?.posting ?? posting.id)
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

    /// What brought a serial to where a reversal takes it back to: he who had it before has it again, not he whose
    /// return was taken back. Nil for one that happens later than what it takes back, as an unbuild does: that is when
    /// the serial came.
    private func whoBroughtIt(
        _ lot: LotID, to spot: Spot, before reversed: PostingID, _ moment: Instant
    ) throws -> (posting: PostingID, partner: PartnerID?)? {
        try tx.row(
            """
            SELECT p.id, p.partner_id
              FROM movement m
              JOIN posting p ON p.id = m.posting_id
              LEFT JOIN posting o ON o.id = p.reverses
             WHERE m.lot_id = \(bind: lot)
               AND m.to_location_id = \(bind: spot.location)
               AND p.id <> \(bind: reversed)
               AND (SELECT happened_at FROM posting WHERE id = \(bind: reversed)) = \(bind: moment)
               AND (o.id IS NULL OR o.happened_at <> p.happened_at)
               AND NOT EXISTS (
                   SELECT 1
                     FROM posting r
                     JOIN movement b ON b.posting_id = r.id
                    WHERE r.reverses = p.id
                      AND r.happened_at = p.happened_at
                      AND b.lot_id = m.lot_id)
             ORDER BY m.happened_at DESC, m.posting_id DESC, m.position DESC
             LIMIT 1
            """
        ).map { ($0[0], $0[1]) }
    }
}
