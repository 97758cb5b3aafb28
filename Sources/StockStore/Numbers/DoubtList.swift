import SQLCore
import StockDomain

/// Which doubts a list shows; all conditions together, nil for any.
public struct DoubtFilter: Sendable, Equatable {
    public var user: ActorID?
    public var supplier: PartnerID?
    public var product: ProductID?

    public init(user: ActorID? = nil, supplier: PartnerID? = nil, product: ProductID? = nil) {
        self.user = user
        self.supplier = supplier
        self.product = product
    }
}

extension Store {
    /// Doubts, those recorded last first, within a posting in its own order.
    public func doubts(_ filter: DoubtFilter, after cursor: DoubtCursor?, limit: Int) throws -> [DoubtRow] {
        var sql = DoubtRow.columns + " WHERE x.posting_id > 0"
        if let user = filter.user { sql = sql + " AND p.actor_id = \(bind: user)" }
        if let supplier = filter.supplier { sql = sql + " AND p.partner_id = \(bind: supplier)" }
        if let product = filter.product { sql = sql + " AND m.product_id = \(bind: product)" }
        if let cursor {
            sql =
                sql + """
                     AND (x.posting_id < \(bind: cursor.posting)
                          OR (x.posting_id = \(bind: cursor.posting)
                              AND (x.position > \(bind: cursor.position)
                                   OR (x.position = \(bind: cursor.position)
                                       AND x.code > \(bind: cursor.code.rawValue)))))
                    """
        }
        return try tx.rows(sql + " ORDER BY x.posting_id DESC, x.position, x.code LIMIT \(bind: limit)")
            .map(DoubtRow.init(row:))
    }
}

extension DoubtRow {
    fileprivate static let columns: SQL = """
        SELECT x.posting_id, x.position, x.code, x.detail, g.sku, m.lot_id, n.number, m.quantity, m.entered, p.kind,
               d.number, r.code, a.name, p.happened_at, p.recorded_at
          FROM doubt x
          JOIN movement m ON m.posting_id = x.posting_id AND m.position = x.position
          JOIN posting p ON p.id = x.posting_id
          JOIN product g ON g.id = m.product_id
          JOIN actor a ON a.id = p.actor_id
          LEFT JOIN document d ON d.id = p.document_id
          LEFT JOIN partner r ON r.id = p.partner_id
          LEFT JOIN lot n ON n.id = m.lot_id
        """

    fileprivate init(row: SQLRow) {
        self.init(
            postingID: row[0], position: row[1], doubt: Doubt(row[2], row[3]), sku: row[4], lotID: row[5],
            number: row[6], quantity: row[7], entered: row[8], kind: row[9], document: row[10], partner: row[11],
            user: row[12], happenedAt: row[13], recordedAt: row[14])
    }
}

extension Doubt.Code: SQLBindable, SQLReadable {}
