import SQLCore
import StockDomain

/// Goods of one pile set aside for a line.
public struct Reservation: Sendable, Equatable {
    public let lineID: LineID
    public let balance: Balance
    public let quantity: Quantity
}

extension Store {
    /// Sets goods aside; the pile must hold that much free.
    ///
    /// - Throws: `LedgerFault.notEnough` when somebody was faster.
    public func reserve(_ quantity: Quantity, of balance: Balance, for line: LineID) throws {
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
            INSERT INTO reservation (line_id, balance_id, quantity)
            VALUES (\(bind: line), \(bind: balance.id), \(bind: quantity))
            ON CONFLICT (line_id, balance_id) DO UPDATE SET quantity = reservation.quantity + excluded.quantity
            """)
    }

    /// What is set aside for these lines, oldest goods first.
    public func reservations(of lines: [LineID]) throws -> [Reservation] {
        try chunked(lines) {
            try tx.rows(
                """
                SELECT b.id, b.product_id, b.lot_id, b.location_id, b.package_id, b.quantity, b.reserved,
                       b.incoming_at, b.blocked, b.removal_on, b.expires_on, b.pick_sequence, b.place_key,
                       r.line_id, r.quantity
                  FROM reservation r
                  JOIN balance b ON b.id = r.balance_id
                 WHERE r.line_id IN \(list: $0)
                 ORDER BY r.line_id, b.incoming_at, b.lot_id, b.id
                """
            ).map { Reservation(lineID: $0[13], balance: Balance(row: $0), quantity: $0[14]) }
        }
    }

    /// Frees everything that is set aside for these lines.
    public func unreserve(_ lines: [LineID]) throws {
        for reservation in try reservations(of: lines) {
            try tx.execute(
                """
                UPDATE balance
                   SET reserved = reserved - \(bind: reservation.quantity)
                 WHERE id = \(bind: reservation.balance.id)
                """)
            try tx.execute(
                """
                DELETE FROM reservation
                 WHERE line_id = \(bind: reservation.lineID)
                   AND balance_id = \(bind: reservation.balance.id)
                """)
        }
    }

    /// Numbers of the documents for which something of this pile is set aside, the latest in order of picking first.
    public func documentsReserving(_ balance: Int64) throws -> [String] {
        try tx.rows(
            """
            SELECT DISTINCT d.number, d.priority, d.planned_on
              FROM reservation r
              JOIN document_line l ON l.id = r.line_id
              JOIN document d ON d.id = l.document_id
             WHERE r.balance_id = \(bind: balance)
             ORDER BY d.priority, d.planned_on DESC, d.number DESC
            """
        ).map { $0[0] }
    }
}
