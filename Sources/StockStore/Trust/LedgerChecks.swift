import SQLCore
import StockDomain

/// A movement that does not fit its posting.
public struct MisfitMovement: Sendable, Equatable {
    /// Why, first match first.
    public enum Reason: Sendable, Equatable {
        case postingMissing, packageMissing, otherMoment, noStep
    }

    public let postingID: PostingID
    public let reason: Reason
}

/// What a step used or made of one lot, as kept and as its movements say.
public struct StepDifference: Sendable, Equatable {
    public let stepID: StepID
    public let lotID: LotID
    public let keptConsumed: Quantity
    public let keptProduced: Quantity
    public let movedConsumed: Quantity
    public let movedProduced: Quantity
}

extension Store {
    /// Movements without posting, at another moment than it, into packages that do not exist, or with a role in
    /// production but no step; one for each posting.
    public func misfitMovements() throws -> [MisfitMovement] {
        let production = try locations().filter { $0.usage == .production }.map(\.id)
        return try tx.rows(
            """
            SELECT m.posting_id, CASE WHEN p.id IS NULL THEN 0
                                      WHEN a.id IS NULL AND m.from_package_id IS NOT NULL
                                        OR b.id IS NULL AND m.to_package_id IS NOT NULL THEN 1
                                      WHEN p.happened_at <> m.happened_at THEN 2
                                      ELSE 3 END AS misfit
              FROM movement m
              LEFT JOIN posting p ON p.id = m.posting_id
              LEFT JOIN package a ON a.id = m.from_package_id
              LEFT JOIN package b ON b.id = m.to_package_id
             WHERE p.id IS NULL
                OR p.happened_at <> m.happened_at
                OR a.id IS NULL AND m.from_package_id IS NOT NULL
                OR b.id IS NULL AND m.to_package_id IS NOT NULL
                OR p.step_id IS NULL
                   AND m.lot_id IS NOT NULL
                   AND (m.from_location_id IN \(list: production)) <> (m.to_location_id IN \(list: production))
             GROUP BY m.posting_id, misfit
             ORDER BY m.posting_id, misfit
            """
        ).map { row in
            let reasons: [MisfitMovement.Reason] = [.postingMissing, .packageMissing, .otherMoment, .noStep]
            return MisfitMovement(postingID: row[0], reason: reasons[row[1]])
        }
    }

    /// Steps whose shares are not the sums of their movements.
    public func stepDifferences() throws -> [StepDifference] {
        try tx.rows(
            """
            SELECT step_id, lot_id, CAST(SUM(kept_consumed) AS BIGINT), CAST(SUM(kept_produced) AS BIGINT),
                   CAST(SUM(moved_consumed) AS BIGINT), CAST(SUM(moved_produced) AS BIGINT)
              FROM (SELECT step_id, lot_id, consumed AS kept_consumed, produced AS kept_produced,
                           0 AS moved_consumed, 0 AS moved_produced
                      FROM step_lot
                    UNION ALL
                    \(sql: Store.movedBySteps)) AS shares
             GROUP BY step_id, lot_id
            HAVING SUM(kept_consumed) <> SUM(moved_consumed)
                OR SUM(kept_produced) <> SUM(moved_produced)
             ORDER BY step_id, lot_id
            """
        ).map { row in
            StepDifference(
                stepID: row[0], lotID: row[1], keptConsumed: row[2], keptProduced: row[3], movedConsumed: row[4],
                movedProduced: row[5])
        }
    }

    /// Into production is consumed, out of it produced; a reversal has the same role with the other sign.
    private static let movedBySteps: SQL = """
        SELECT p.step_id, COALESCE(n.joined_to, m.lot_id), 0, 0,
               CASE WHEN t.usage = 'production' AND p.reverses IS NULL THEN m.quantity
                    WHEN f.usage = 'production' AND p.reverses IS NOT NULL THEN -m.quantity
                    ELSE 0 END,
               CASE WHEN f.usage = 'production' AND p.reverses IS NULL THEN m.quantity
                    WHEN t.usage = 'production' AND p.reverses IS NOT NULL THEN -m.quantity
                    ELSE 0 END
          FROM posting p
          JOIN movement m ON m.posting_id = p.id
          LEFT JOIN lot n ON n.id = m.lot_id
          JOIN location f ON f.id = m.from_location_id
          JOIN location t ON t.id = m.to_location_id
         WHERE p.step_id IS NOT NULL
           AND m.lot_id IS NOT NULL
           AND (f.usage = 'production') <> (t.usage = 'production')
        """
}

// MARK: - Serials and numbers

extension Store {
    /// Serials whose place is kept although they have never moved, or that are no serials at all.
    public func strangeSerialPlaces() throws -> [LotID] {
        try tx.rows(
            """
            SELECT s.lot_id
              FROM serial_at s
              LEFT JOIN lot l ON l.id = s.lot_id
             WHERE l.id IS NULL
                OR l.kind <> 'serial'
                OR l.joined_to IS NOT NULL
                OR NOT EXISTS (
                   SELECT 1
                     FROM movement m
                    WHERE m.lot_id IN (SELECT id FROM lot WHERE id = s.lot_id OR joined_to = s.lot_id))
             ORDER BY s.lot_id
            """
        ).map { $0[0] }
    }

    /// Serials whose kept holder is not the partner of the posting that brought them there.
    public func serialsWithWrongHolder() throws -> [LotID] {
        try tx.rows(
            """
            SELECT s.lot_id
              FROM serial_at s
              JOIN posting p ON p.id = s.posting_id
             WHERE COALESCE(s.partner_id, 0) <> COALESCE(p.partner_id, 0)
             ORDER BY s.lot_id
            """
        ).map { $0[0] }
    }

    /// Lots whose product is gone, whose batch is of another product, or whose first posting is gone.
    public func strangeLots() throws -> [LotID] {
        try tx.rows(
            """
            SELECT l.id
              FROM lot l
              LEFT JOIN product p ON p.id = l.product_id
              LEFT JOIN lot b ON b.id = l.batch_id
              LEFT JOIN posting f ON f.id = l.first_posting_id
             WHERE p.id IS NULL
                OR l.batch_id IS NOT NULL AND (b.id IS NULL OR b.product_id <> l.product_id)
                OR l.first_posting_id IS NOT NULL AND f.id IS NULL
             ORDER BY l.id
            """
        ).map { $0[0] }
    }

    /// Postings whose supplier's numbers stand beside no movement of that lot.
    public func postingsWithStraySupplierNumbers() throws -> [PostingID] {
        try tx.rows(
            """
            SELECT DISTINCT s.posting_id
              FROM supplier_number s
              LEFT JOIN movement m ON m.posting_id = s.posting_id AND m.position = s.position
             WHERE m.lot_id IS NULL
                OR m.lot_id <> s.lot_id
             ORDER BY s.posting_id
            """
        ).map { $0[0] }
    }
}

// MARK: - Names for findings

extension Store {
    /// The number of the document to which a posting belongs, however damaged the posting is.
    public func documentNumber(ofPosting id: PostingID) throws -> String? {
        try tx.value(
            """
            SELECT d.number
              FROM posting p
              JOIN document d ON d.id = p.document_id
             WHERE p.id = \(bind: id)
            """)
    }

    public func hasProduct(_ id: ProductID) throws -> Bool {
        try tx.row("SELECT id FROM product WHERE id = \(bind: id)") != nil
    }
}
