import SQLCore
import StockDomain

/// Which movements a list shows; all conditions together, nil for any.
public struct MovementFilter: Sendable, Equatable {
    public var product: ProductID?
    public var lot: LotID?
    /// Number of a document of any kind.
    public var document: String?

    public init(product: ProductID? = nil, lot: LotID? = nil, document: String? = nil) {
        self.product = product
        self.lot = lot
        self.document = document
    }
}

extension Store {
    /// Movements, those recorded last first, within a posting in its own order.
    public func movements(_ filter: MovementFilter, after cursor: MovementCursor?, limit: Int) throws -> [MovementRow] {
        var sql = MovementRow.columns + " WHERE m.posting_id > 0"
        if let product = filter.product { sql = sql + " AND m.product_id = \(bind: product)" }
        if let lot = filter.lot { sql = sql + " AND m.lot_id IN (\(sql: Store.family(of: [lot])))" }
        if let number = filter.document {
            sql =
                sql + """
                     AND m.posting_id IN (
                         SELECT q.id
                           FROM document e
                           JOIN posting q ON q.document_id = e.id
                          WHERE e.number = \(bind: number))
                    """
        }
        if let cursor {
            sql =
                sql + """
                     AND (m.posting_id < \(bind: cursor.posting)
                          OR (m.posting_id = \(bind: cursor.posting) AND m.position > \(bind: cursor.position)))
                    """
        }
        return try tx.rows(sql + " ORDER BY m.posting_id DESC, m.position LIMIT \(bind: limit)")
            .map(MovementRow.init(row:))
    }

    /// Sealed postings behind `position`, in their one order.
    public func postingFeed(after position: Int64, limit: Int) throws -> [FeedPosting] {
        let heads = try tx.rows(
            """
            SELECT s.position, p.id, p.kind, p.hash, s.seal_id, p.step_id
              FROM posting_seal s
              JOIN posting p ON p.id = s.posting_id
             WHERE s.position > \(bind: position)
             ORDER BY s.position
             LIMIT \(bind: limit)
            """)
        let ids = heads.map { $0[1] as PostingID }
        let rows = try chunked(ids) {
            try tx.rows(MovementRow.columns + " WHERE m.posting_id IN \(list: $0) ORDER BY m.posting_id, m.position")
                .map(MovementRow.init(row:))
        }
        let movements = Dictionary(grouping: rows, by: \.postingID)
        return heads.map { head in
            FeedPosting(
                position: head[0], id: head[1], kind: head[2], hash: Digest(bytes: head[3]), sealID: head[4],
                stepID: head[5], movements: movements[head[1]] ?? [])
        }
    }
}

extension MovementRow {
    static let columns: SQL = """
        SELECT m.posting_id, m.position, p.kind, d.number, r.code, m.happened_at, p.recorded_at, p.reason, p.reverses,
               g.sku, n.id, n.number, m.quantity, f.code, t.code, k.number, l.number, m.entered
          FROM movement m
          JOIN posting p ON p.id = m.posting_id
          JOIN product g ON g.id = m.product_id
          JOIN location f ON f.id = m.from_location_id
          JOIN location t ON t.id = m.to_location_id
          LEFT JOIN document d ON d.id = p.document_id
          LEFT JOIN partner r ON r.id = p.partner_id
          LEFT JOIN lot o ON o.id = m.lot_id
          LEFT JOIN lot n ON n.id = COALESCE(o.joined_to, o.id)
          LEFT JOIN package k ON k.id = m.from_package_id
          LEFT JOIN package l ON l.id = m.to_package_id
        """

    init(row: SQLRow) {
        self.init(
            postingID: row[0], position: row[1], kind: row[2], document: row[3], partner: row[4], happenedAt: row[5],
            recordedAt: row[6], reason: row[7], reverses: row[8], sku: row[9], lotID: row[10], number: row[11],
            quantity: row[12], from: row[13], to: row[14], fromPackage: row[15], toPackage: row[16], entered: row[17])
    }
}
