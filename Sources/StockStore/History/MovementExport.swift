import SQLCore
import StockDomain

/// One movement with all the names that a file of movements gives it.
public struct ExportedMovement: Sendable {
    public let postingID: PostingID
    public let kind: PostingKind
    public let happenedAt: Instant
    public let recordedAt: Instant
    public let document: String?
    public let origin: String?
    public let partner: String?
    public let reason: String?
    public let stepID: PostingID?
    public let reverses: PostingID?
    public let sku: String
    /// The right number's key.
    public let lotID: LotID?
    public let number: String?
    public let numberKind: LotKind?
    public let expiresOn: CalendarDate?
    public let batch: String?
    public let supplierNumber: String?
    public let quantity: Quantity
    public let from: LocationID
    public let fromPackage: String?
    public let to: LocationID
    public let toPackage: String?
    public let entered: Entered?
}

extension Store {
    /// Every movement in the recorded order, one after the other; goods by their right number (R18).
    public func walkMovements(_ body: (ExportedMovement) throws -> Bool) throws {
        try tx.walk(
            """
            SELECT p.id, p.kind, p.happened_at, p.recorded_at, d.number, d.origin, r.code, p.reason, p.step_id,
                   p.reverses, i.sku, l.number, l.kind, l.expires_on, b.number, s.number, m.quantity,
                   m.from_location_id, f.number, m.to_location_id, t.number, m.entered, l.id
              FROM posting p
              JOIN movement m ON m.posting_id = p.id
              JOIN product i ON i.id = m.product_id
              LEFT JOIN document d ON d.id = p.document_id
              LEFT JOIN partner r ON r.id = p.partner_id
              LEFT JOIN lot w ON w.id = m.lot_id
              LEFT JOIN lot l ON l.id = COALESCE(w.joined_to, w.id)
              LEFT JOIN lot b ON b.id = l.batch_id
              LEFT JOIN supplier_number s ON s.posting_id = m.posting_id AND s.position = m.position
              LEFT JOIN package f ON f.id = m.from_package_id
              LEFT JOIN package t ON t.id = m.to_package_id
             ORDER BY p.id, m.position
            """
        ) { try body(ExportedMovement(row: $0)) }
    }

    /// What is marked of lots, for those of which something is.
    public func markedLots() throws -> [LotID: Lot.Marks] {
        Dictionary(
            uniqueKeysWithValues: try tx.rows(
                "SELECT id, marks FROM lot WHERE marks <> 0 AND joined_to IS NULL ORDER BY id"
            )
            .map { ($0[0], Lot.Marks(rawValue: $0[1])) })
    }

    /// Postings that others name as their step or take back.
    public func referencedPostings() throws -> Set<PostingID> {
        Set(
            try tx.rows(
                """
                SELECT step_id FROM posting WHERE step_id IS NOT NULL
                UNION
                SELECT reverses FROM posting WHERE reverses IS NOT NULL
                """
            ).map { $0[0] })
    }
}

extension ExportedMovement {
    fileprivate init(row: SQLRow) {
        self.init(
            postingID: row[0], kind: row[1], happenedAt: row[2], recordedAt: row[3], document: row[4], origin: row[5],
            partner: row[6], reason: row[7], stepID: row[8], reverses: row[9], sku: row[10], lotID: row[22],
            number: row[11],
            numberKind: row[12], expiresOn: row[13], batch: row[14], supplierNumber: row[15], quantity: row[16],
            from: row[17], fromPackage: row[18], to: row[19], toPackage: row[20], entered: row[21])
    }
}
