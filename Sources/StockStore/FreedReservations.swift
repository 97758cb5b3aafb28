import SQLCore
import StockDomain

/// What a document had set aside and has lost.
public struct FreedReservation: Sendable, Equatable {
    public let document: DocumentID
    public let documentNumber: String
    public let quantity: Quantity
}

extension Store {
    /// Frees goods that are no longer there, first those of the document that comes last in the order of picking (R36,
    /// R38). A document that waited ready for them becomes a draft again.
    public func free(_ quantity: Quantity, reservedOf balance: Int64) throws -> [FreedReservation] {
        var rest = quantity
        var freed: [FreedReservation] = []
        for row in try tx.rows(
            """
            SELECT r.line_id, r.quantity, d.id, d.number
              FROM reservation r
              JOIN document_line l ON l.id = r.line_id
              JOIN document d ON d.id = l.document_id
             WHERE r.balance_id = \(bind: balance)
             ORDER BY d.priority, d.planned_on DESC, d.number DESC, l.position DESC
            """)
        where rest > .zero {
            let part = min(rest, row[1] as Quantity)
            try free(part, of: balance, for: row[0])
            freed.append(FreedReservation(document: row[2], documentNumber: row[3], quantity: part))
            rest -= part
        }
        for document in Set(freed.map(\.document)).sorted() {
            try tx.execute(
                "UPDATE document SET state = 'draft' WHERE id = \(bind: document) AND state = 'ready'")
        }
        return freed
    }

    private func free(_ quantity: Quantity, of balance: Int64, for line: LineID) throws {
        try tx.execute(
            "UPDATE balance SET reserved = reserved - \(bind: quantity) WHERE id = \(bind: balance)")
        let wholly = try tx.execute(
            """
            DELETE FROM reservation
             WHERE line_id = \(bind: line)
               AND balance_id = \(bind: balance)
               AND quantity = \(bind: quantity)
            """)
        if wholly > 0 { return }
        try tx.execute(
            """
            UPDATE reservation
               SET quantity = quantity - \(bind: quantity)
             WHERE line_id = \(bind: line)
               AND balance_id = \(bind: balance)
            """)
    }
}
