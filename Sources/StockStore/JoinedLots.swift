import SQLCore
import StockDomain

extension Store {
    /// These lots and those that turned out to be misspellings of them (R18): their movements count as one.
    static func family(of lots: [LotID]) -> SQL {
        """
        SELECT id FROM lot WHERE id IN \(list: lots)
        UNION ALL
        SELECT id FROM lot WHERE joined_to IN \(list: lots)
        """
    }

    /// Points a wrong number at the right one: movements stay, all that is kept of them becomes the right one's.
    ///
    /// Open blocks of both stay open; dates are those of the right number.
    public func join(_ wrong: Lot, to right: Lot) throws {
        try joinPiles(wrong.id, to: right.id)
        try joinSteps(wrong.id, to: right.id)
        for statement: SQL in [
            "UPDATE block SET lot_id = \(bind: right.id) WHERE lot_id = \(bind: wrong.id) AND closed_at IS NULL",
            "UPDATE lot SET batch_id = \(bind: right.id) WHERE batch_id = \(bind: wrong.id)",
            // Whoever was joined to the wrong number belongs to the right one, so that one look is always enough.
            "UPDATE lot SET joined_to = \(bind: right.id) WHERE joined_to = \(bind: wrong.id)",
            "UPDATE lot SET joined_to = \(bind: right.id) WHERE id = \(bind: wrong.id)",
        ] {
            try tx.execute(statement)
        }
        if wrong.kind == .serial { try placeSerial(right, insteadOf: wrong.id) }
        // The wrong one keeps empty piles, and nothing that would hold them.
        try refreshPiles(ofLots: [right.id, wrong.id])
    }

    /// A posting as it moves goods now: what was booked under numbers that were joined since is the right ones' (R18).
    public func underRightNumbers(_ posting: Posting) throws -> Posting {
        let named = Set(posting.movements.compactMap(\.lotID)).sorted()
        let rows = try chunked(named) {
            try tx.rows("SELECT id, joined_to FROM lot WHERE id IN \(list: $0) AND joined_to IS NOT NULL")
        }
        if rows.isEmpty { return posting }
        let right = Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as LotID, $0[1] as LotID) })
        var moved = posting
        for index in moved.movements.indices {
            guard let lot = moved.movements[index].lotID, let joined = right[lot] else { continue }
            moved.movements[index].lotID = joined
        }
        return moved
    }

    // MARK: Piles

    private func joinPiles(_ wrong: LotID, to right: LotID) throws {
        let piles = try tx.rows(Balance.columns + " WHERE lot_id = \(bind: wrong) ORDER BY id").map(Balance.init(row:))
        for pile in piles {
            let other = try tx.row(
                Balance.columns + """
                     WHERE product_id = \(bind: pile.key.product)
                       AND location_id = \(bind: pile.key.spot.location)
                       AND COALESCE(lot_id, 0) = \(bind: right)
                       AND COALESCE(package_id, 0) = \(bind: pile.key.spot.package?.rawValue ?? 0)
                    """
            ).map(Balance.init(row:))
            if let other {
                try pour(pile, into: other)
            } else {
                try tx.execute("UPDATE balance SET lot_id = \(bind: right) WHERE id = \(bind: pile.id)")
            }
        }
    }

    /// The earliest age wins where piles meet; an empty pile has none.
    private func pour(_ pile: Balance, into other: Balance) throws {
        try moveReservations(from: pile, to: other)
        let ages = [pile, other].filter { $0.quantity > .zero }.map(\.incomingAt)
        try tx.execute(
            """
            UPDATE balance
               SET quantity = quantity + \(bind: pile.quantity),
                   reserved = reserved + \(bind: pile.reserved),
                   incoming_at = \(bind: ages.min() ?? other.incomingAt)
             WHERE id = \(bind: other.id)
            """)
        try tx.execute("UPDATE balance SET quantity = 0, reserved = 0 WHERE id = \(bind: pile.id)")
    }

    private func moveReservations(from pile: Balance, to other: Balance) throws {
        let reserved = try tx.rows(
            "SELECT line_id, quantity, why FROM reservation WHERE balance_id = \(bind: pile.id) ORDER BY line_id")
        try tx.execute("DELETE FROM reservation WHERE balance_id = \(bind: pile.id)")
        for row in reserved {
            try tx.execute(
                """
                INSERT INTO reservation (line_id, balance_id, quantity, why)
                VALUES (\(bind: row[0] as LineID), \(bind: other.id), \(bind: row[1] as Quantity),
                        \(bind: row[2] as String?))
                ON CONFLICT (line_id, balance_id) DO UPDATE SET quantity = reservation.quantity + excluded.quantity
                """)
        }
    }

    // MARK: Steps and serial places

    private func joinSteps(_ wrong: LotID, to right: LotID) throws {
        try tx.execute(
            """
            INSERT INTO step_lot (step_id, lot_id, consumed, produced)
            SELECT step_id, \(bind: right), consumed, produced FROM step_lot WHERE lot_id = \(bind: wrong)
            ON CONFLICT (step_id, lot_id) DO UPDATE
               SET consumed = step_lot.consumed + excluded.consumed,
                   produced = step_lot.produced + excluded.produced
            """)
        try tx.execute("DELETE FROM step_lot WHERE lot_id = \(bind: wrong)")
    }

    /// The serial is where the joined story ends.
    private func placeSerial(_ right: Lot, insteadOf wrong: LotID) throws {
        let story = Timeline(try timeline(lot: right.id, product: right.productID))
        try tx.execute("DELETE FROM serial_at WHERE lot_id IN (\(bind: right.id), \(bind: wrong))")
        guard let last = story.lastKnown else { return }
        let partner: PartnerID? = try tx.value("SELECT partner_id FROM posting WHERE id = \(bind: last.postingID)")
        try tx.insert(
            into: "serial_at", ["lot_id", "location_id", "package_id", "partner_id", "posting_id"],
            rows: [
                [
                    right.id.sqlValue, last.to.location.sqlValue, last.to.package.sqlValue, partner.sqlValue,
                    last.postingID.sqlValue,
                ]
            ])
    }
}
