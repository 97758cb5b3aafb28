import SQLCore
import StockDomain

/// Goods that were set aside for a document until they were held (R37).
public struct HeldReservation: Sendable, Equatable {
    public let documentID: DocumentID
    public let lineID: LineID
    public let balance: BalanceKey
    public let quantity: Quantity
}

extension Store {
    /// Frees what is set aside from piles of these numbers, and of the serials that belong to them, that are held now.
    public func freeHeldReservations(ofLots lots: [LotID]) throws -> [HeldReservation] {
        try chunked(lots) { part in
            try freeHeldReservations(
                """
                (b.lot_id IN \(list: part) OR b.lot_id IN (SELECT id FROM lot WHERE batch_id IN \(list: part)))
                """)
        }
    }

    /// Frees what is set aside from piles at these places that are held now.
    public func freeHeldReservations(at places: [LocationID]) throws -> [HeldReservation] {
        try chunked(places) { try freeHeldReservations("b.location_id IN \(list: $0)") }
    }

    private func freeHeldReservations(_ condition: SQL) throws -> [HeldReservation] {
        let held = try tx.rows(
            """
            SELECT l.document_id, r.line_id, b.product_id, b.lot_id, b.location_id, b.package_id, r.quantity, b.id
              FROM balance b
              JOIN reservation r ON r.balance_id = b.id
              JOIN document_line l ON l.id = r.line_id
             WHERE b.blocked = 1
               AND b.reserved > 0
               AND \(sql: condition)
             ORDER BY l.document_id, r.line_id, b.id
            """)
        try freeAll(of: Array(Set(held.map { $0[7] as Int64 })).sorted())
        return held.map { row in
            HeldReservation(
                documentID: row[0], lineID: row[1],
                balance: BalanceKey(product: row[2], lot: row[3], spot: Spot(row[4] as LocationID, package: row[5])),
                quantity: row[6])
        }
    }

    /// Frees everything that is set aside from these piles.
    private func freeAll(of piles: [Int64]) throws {
        _ = try chunked(piles) { part -> [Int64] in
            try tx.execute("DELETE FROM reservation WHERE balance_id IN \(list: part)")
            try tx.execute("UPDATE balance SET reserved = 0 WHERE id IN \(list: part)")
            return []
        }
    }
}
