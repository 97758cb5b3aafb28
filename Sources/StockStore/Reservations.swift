import SQLCore
import StockDomain

/// Goods of one pile set aside for a line.
public struct Reservation: Sendable, Equatable {
    public let lineID: LineID
    public let balance: Balance
    public let quantity: Quantity
    public let why: Why?
}

extension Store {
    /// Sets goods aside; the pile must hold that much free.
    ///
    /// - Throws: `LedgerFault.notEnough` when somebody was faster.
    public func reserve(_ quantity: Quantity, of balance: Balance, for line: LineID, why: Why? = nil) throws {
        let changed = try tx.execute(
            """
            UPDATE balance
               SET reserved = reserved + \(bind: quantity)
             WHERE id = \(bind: balance.id)
               AND quantity - reserved >= \(bind: quantity)
            """)
        guard changed == 1 else { throw LedgerFault.notEnough(balance.key) }
        try tx.execute(
            """
            INSERT INTO reservation (line_id, balance_id, quantity, why, position)
            VALUES (\(bind: line), \(bind: balance.id), \(bind: quantity), \(bind: why),
                    (SELECT COALESCE(MAX(position) + 1, 0) FROM reservation WHERE line_id = \(bind: line)))
            ON CONFLICT (line_id, balance_id) DO UPDATE SET quantity = reservation.quantity + excluded.quantity
            """)
    }

    /// What is set aside for these lines, in the order of picking.
    public func reservations(of lines: [LineID]) throws -> [Reservation] {
        try chunked(lines) {
            try tx.rows(
                """
                SELECT b.id, b.product_id, b.lot_id, b.location_id, b.package_id, b.quantity, b.reserved,
                       b.incoming_at, b.blocked, b.removal_on, b.expires_on, b.pick_sequence, b.place_key,
                       r.line_id, r.quantity, r.why
                  FROM reservation r
                  JOIN balance b ON b.id = r.balance_id
                 WHERE r.line_id IN \(list: $0)
                 ORDER BY r.line_id, r.position, b.id
                """
            ).map { Reservation(lineID: $0[13], balance: Balance(row: $0), quantity: $0[14], why: $0[15]) }
        }
    }

    /// How much is set aside for these lines; those without any are left out. Reading why would take longer than
    /// setting aside.
    public func reservedQuantities(of lines: [LineID]) throws -> [LineID: Quantity] {
        let rows = try chunked(lines) {
            try tx.rows(
                """
                SELECT line_id, CAST(SUM(quantity) AS BIGINT)
                  FROM reservation
                 WHERE line_id IN \(list: $0)
                 GROUP BY line_id
                """)
        }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
    }

    /// Frees everything that is set aside for these lines.
    public func unreserve(_ lines: [LineID]) throws {
        for reservation in try reservations(of: lines) {
            try unreserve(reservation.quantity, of: reservation.balance.id, for: reservation.lineID)
        }
    }

    /// Frees a part of what is set aside for a line; no more than that is set aside of the pile.
    public func unreserve(_ quantity: Quantity, of balance: Int64, for line: LineID) throws {
        try tx.execute(
            "UPDATE balance SET reserved = reserved - \(bind: quantity) WHERE id = \(bind: balance)")
        try tx.execute(
            """
            DELETE FROM reservation
             WHERE line_id = \(bind: line)
               AND balance_id = \(bind: balance)
               AND quantity <= \(bind: quantity)
            """)
        try tx.execute(
            """
            UPDATE reservation
               SET quantity = quantity - \(bind: quantity)
             WHERE line_id = \(bind: line)
               AND balance_id = \(bind: balance)
            """)
    }

    /// For which lines something of these piles is set aside, whoever comes last in order first (R38).
    public func holders(of balances: [Int64]) throws -> [Int64: [Taking.Holder]] {
        let rows = try chunked(balances) {
            try tx.rows(
                """
                SELECT r.balance_id, d.id, d.priority, d.planned_on, d.number, r.line_id, r.quantity, r.why
                  FROM reservation r
                  JOIN document_line l ON l.id = r.line_id
                  JOIN document d ON d.id = l.document_id
                 WHERE r.balance_id IN \(list: $0)
                 ORDER BY r.balance_id, r.line_id
                """)
        }
        var holders: [Int64: [Taking.Holder]] = [:]
        for row in rows {
            let why: Why? = row[7]
            holders[row[0], default: []].append(
                Taking.Holder(
                    documentID: row[1], order: ReservationOrder(priority: row[2], plannedOn: row[3], number: row[4]),
                    line: row[5], quantity: row[6], isChosen: why?.isChosen ?? false))
        }
        return holders.mapValues { $0.sorted { $1.order < $0.order } }
    }
}

extension Store {
    /// Frees everything that is set aside of a pile, and says for which lines it was.
    public func releaseReservations(ofPile balance: Int64) throws -> [(line: LineID, quantity: Quantity)] {
        let rows = try tx.rows(
            "SELECT line_id, quantity FROM reservation WHERE balance_id = \(bind: balance) ORDER BY line_id")
        try tx.execute("DELETE FROM reservation WHERE balance_id = \(bind: balance)")
        try tx.execute("UPDATE balance SET reserved = 0 WHERE id = \(bind: balance)")
        return rows.map { ($0[0], $0[1]) }
    }
}
