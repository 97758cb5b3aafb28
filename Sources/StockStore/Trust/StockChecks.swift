import SQLCore
import StockDomain

/// A pile whose reserved amount is not the sum of its reservations.
public struct ReservedDifference: Sendable, Equatable {
    public let key: BalanceKey
    public let kept: Quantity
    public let sum: Quantity
}

extension Store {
    public func reservedDifferences() throws -> [ReservedDifference] {
        try tx.rows(
            """
            SELECT b.product_id, b.lot_id, b.location_id, b.package_id, b.reserved,
                   CAST(COALESCE(SUM(r.quantity), 0) AS BIGINT)
              FROM balance b
              LEFT JOIN reservation r ON r.balance_id = b.id
             WHERE b.reserved <> 0
                OR r.balance_id IS NOT NULL
             GROUP BY b.id, b.product_id, b.lot_id, b.location_id, b.package_id, b.reserved
            HAVING b.reserved <> COALESCE(SUM(r.quantity), 0)
             ORDER BY b.id
            """
        ).map { row in
            ReservedDifference(
                key: BalanceKey(product: row[0], lot: row[1], spot: Spot(row[2] as LocationID, package: row[3])),
                kept: row[4], sum: row[5])
        }
    }

    /// Documents with goods set aside from a pile that is gone.
    public func documentsReservingNothing() throws -> [DocumentID] {
        try tx.rows(
            """
            SELECT DISTINCT l.document_id
              FROM reservation r
              JOIN document_line l ON l.id = r.line_id
              LEFT JOIN balance b ON b.id = r.balance_id
             WHERE b.id IS NULL
                OR b.product_id <> l.product_id
             ORDER BY l.document_id
            """
        ).map { $0[0] }
    }

    /// Closed documents for which goods are still set aside.
    public func closedDocumentsReserving() throws -> [DocumentID] {
        try tx.rows(
            """
            SELECT DISTINCT d.id
              FROM reservation r
              JOIN document_line l ON l.id = r.line_id
              JOIN document d ON d.id = l.document_id
             WHERE d.state IN ('done', 'cancelled')
             ORDER BY d.id
            """
        ).map { $0[0] }
    }

    /// Piles at places that hold no stock or do not exist, of products, lots or packages that do not fit, or that do
    /// not carry the dates, the order of walking or the blocks of their lot and place.
    public func strangePiles() throws -> [Pile] {
        try tx.rows(
            """
            SELECT balance.product_id, balance.lot_id, balance.location_id, balance.package_id, balance.quantity,
                   balance.may_be_negative
              FROM balance
              LEFT JOIN location l ON l.id = balance.location_id
              LEFT JOIN product p ON p.id = balance.product_id
              LEFT JOIN lot n ON n.id = balance.lot_id
              LEFT JOIN package k ON k.id = balance.package_id
             WHERE l.id IS NULL
                OR p.id IS NULL
                OR l.usage NOT IN ('internal', 'transit')
                OR \(sql: Balance.isHeldBack) <> balance.blocked
                OR COALESCE(n.removal_on, n.expires_on, \(bind: PileDay.none)) <> balance.removal_on
                OR COALESCE(n.expires_on, \(bind: PileDay.none)) <> balance.expires_on
                OR COALESCE(l.pick_sequence, \(bind: PlaceOrder.unordered)) <> balance.pick_sequence
                OR l.place_key <> balance.place_key
                OR balance.lot_id IS NOT NULL AND (n.id IS NULL OR n.product_id <> balance.product_id)
                OR balance.package_id IS NOT NULL AND k.id IS NULL
             ORDER BY balance.id
            """
        ).map(Pile.init(row:))
    }

    /// Documents that are not done and have postings all the same.
    public func openDocumentsWithPostings() throws -> [DocumentID] {
        try tx.rows(
            """
            SELECT id
              FROM document
             WHERE state <> 'done'
               AND state <> 'cancelled'
               AND state <> 'in_transit'
               AND EXISTS (SELECT 1 FROM posting WHERE document_id = document.id)
             ORDER BY id
            """
        ).map { $0[0] }
    }

    /// Documents in transit that nothing was posted for.
    public func documentsInTransitWithoutPostings() throws -> [DocumentID] {
        try tx.rows(
            """
            SELECT id
              FROM document
             WHERE state = 'in_transit'
               AND NOT EXISTS (SELECT 1 FROM posting WHERE document_id = document.id)
             ORDER BY id
            """
        ).map { $0[0] }
    }

    /// Cancelled documents with a posting that nothing takes back.
    public func cancelledDocumentsWithEffect() throws -> [DocumentID] {
        try tx.rows(
            """
            SELECT DISTINCT d.id
              FROM document d
              JOIN posting p ON p.document_id = d.id
             WHERE d.state = 'cancelled'
               AND p.reverses IS NULL
               AND NOT EXISTS (SELECT 1 FROM posting r WHERE r.reverses = p.id)
             ORDER BY d.id
            """
        ).map { $0[0] }
    }
}
