import SQLCore
import StockDomain

/// A posting of a document as its answers name it.
public struct PostingHead: Sendable, Equatable {
    public let id: PostingID
    public let kind: PostingKind
    public let happenedAt: Instant
    public let recordedAt: Instant
    public let hash: Digest
    public let reverses: PostingID?
}

extension Store {
    public func postings(of document: DocumentID) throws -> [PostingHead] {
        try tx.rows(
            """
            SELECT id, kind, happened_at, recorded_at, hash, reverses
              FROM posting
             WHERE document_id = \(bind: document)
             ORDER BY id
            """
        ).map { row in
            PostingHead(
                id: row[0], kind: row[1], happenedAt: row[2], recordedAt: row[3], hash: Digest(bytes: row[4]),
                reverses: row[5])
        }
    }

    /// Everything that a document has moved, in the order of posting, with its postings' sign: a movement that was
    /// taken back stands there twice.
    public func movements(of document: DocumentID) throws -> [DoneMovement] {
        try tx.rows(
            """
            SELECT p.id, p.kind, p.reverses, m.product_id, m.lot_id, m.quantity, m.from_location_id, m.from_package_id,
                   m.to_location_id, m.to_package_id, m.line_id, m.entered, s.number, c.why, o.rule, o.reason, o.detail,
                   o.passed_over_lot_id
              FROM posting p
              JOIN movement m ON m.posting_id = p.id
              LEFT JOIN supplier_number s ON s.posting_id = m.posting_id AND s.position = m.position
              LEFT JOIN choice c ON c.posting_id = m.posting_id AND c.position = m.position
              LEFT JOIN override o ON o.posting_id = m.posting_id AND o.position = m.position
             WHERE p.document_id = \(bind: document)
             ORDER BY m.posting_id, m.position
            """
        ).map { row in
            DoneMovement(
                postingID: row[0], kind: row[1], reverses: row[2],
                movement: Movement(
                    productID: row[3], lotID: row[4], quantity: row[5],
                    from: Spot(row[6] as LocationID, package: row[7]), to: Spot(row[8] as LocationID, package: row[9]),
                    lineID: row[10], entered: row[11]),
                supplierNumber: row[12], why: row[13], override: PlannedOverride(row: row, from: 14))
        }
    }

    /// The whole posting, for taking it back.
    public func posting(_ id: PostingID) throws -> Posting? {
        guard
            let row = try tx.row(
                """
                SELECT id, kind, document_id, partner_id, actor_id, happened_at, recorded_at, reason, step_id, reverses
                  FROM posting
                 WHERE id = \(bind: id)
                """)
        else { return nil }
        let movements = try tx.rows(
            """
            SELECT product_id, lot_id, quantity, from_location_id, from_package_id, to_location_id, to_package_id,
                   line_id, entered
              FROM movement
             WHERE posting_id = \(bind: id)
             ORDER BY position
            """
        ).map { row in
            Movement(
                productID: row[0], lotID: row[1], quantity: row[2],
                from: Spot(row[3] as LocationID, package: row[4]), to: Spot(row[5] as LocationID, package: row[6]),
                lineID: row[7], entered: row[8])
        }
        return Posting(
            id: row[0], kind: row[1], documentID: row[2], partnerID: row[3], actorID: row[4], happenedAt: row[5],
            recordedAt: row[6], reason: row[7], stepID: row[8], reverses: row[9], movements: movements)
    }
}

/// A movement that a document has made.
public struct DoneMovement: Sendable, Equatable {
    public let postingID: PostingID
    public let kind: PostingKind
    public let reverses: PostingID?
    public var movement: Movement
    public let supplierNumber: String?
    /// Why the strategy has chosen it; nil for what somebody named.
    public let why: Why?
    /// Why it left though others were to leave first, or though it was past its best.
    public let override: PlannedOverride?
}

extension [DoneMovement] {
    /// What is left of the movements, without what was taken back of each and what took it back.
    public func withoutTakenBack() -> [DoneMovement] {
        var left = self
        for reversal in self where reversal.reverses != nil {
            var rest = reversal.movement.quantity
            for index in left.indices
            where rest > .zero && left[index].postingID == reversal.reverses
                && left[index].movement.isTakenBack(by: reversal.movement)
            {
                let back = Swift.min(rest, left[index].movement.quantity)
                left[index].movement.quantity -= back
                rest -= back
            }
        }
        return left.filter { $0.reverses == nil && $0.movement.quantity > .zero }
    }
}
