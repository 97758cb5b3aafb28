import SQLCore
import StockDomain

extension Store {
    /// Keeps the reasons with the movements that they allowed (R35, R41).
    public func insert(_ overrides: [Int: PlannedOverride], of posting: PostingID) throws {
        try tx.insert(
            into: "override", ["posting_id", "position", "rule", "reason", "passed_over_lot_id", "detail"],
            rows: overrides.sorted { $0.key < $1.key }.lazy.map { position, override in
                [
                    posting.sqlValue, position.sqlValue, .text(override.rule), .text(override.reason),
                    override.passedOver.sqlValue, .text(override.detail),
                ]
            })
    }

    /// What was taken against the proposal or past its best, newest first; those before `cursor` only.
    public func overrides(before cursor: MovementCursor?, limit: Int) throws -> [OverrideRow] {
        let before = cursor ?? MovementCursor(posting: ID(Int64.max), position: 0)
        return try tx.rows(
            """
            SELECT o.posting_id, o.position, p.happened_at, a.name, d.kind, d.number, r.code, s.sku, m.lot_id, n.number,
                   m.quantity, o.rule, o.reason, o.detail, o.passed_over_lot_id, q.number
              FROM override o
              JOIN posting p ON p.id = o.posting_id
              JOIN movement m ON m.posting_id = o.posting_id AND m.position = o.position
              JOIN product s ON s.id = m.product_id
              JOIN actor a ON a.id = p.actor_id
              LEFT JOIN document d ON d.id = p.document_id
              LEFT JOIN partner r ON r.id = p.partner_id
              LEFT JOIN lot n ON n.id = m.lot_id
              LEFT JOIN lot q ON q.id = o.passed_over_lot_id
             WHERE o.posting_id < \(bind: before.posting)
                OR (o.posting_id = \(bind: before.posting) AND o.position > \(bind: before.position))
             ORDER BY o.posting_id DESC, o.position
             LIMIT \(bind: limit)
            """
        ).map(OverrideRow.init(row:))
    }
}

extension PlannedOverride {
    /// Nil when the row has none.
    init?(row: SQLRow, from index: Int) {
        guard let rule: String = row[index] else { return nil }
        self.init(rule: rule, reason: row[index + 1], passedOver: row[index + 3], detail: row[index + 2])
    }
}

extension OverrideRow {
    init(row: SQLRow) {
        self.init(
            cursor: MovementCursor(posting: row[0], position: row[1]), happenedAt: row[2], actorName: row[3],
            documentKind: row[4], document: row[5], partnerCode: row[6], sku: row[7], lotID: row[8], number: row[9],
            quantity: row[10], rule: row[11], reason: row[12], detail: row[13], passedOverID: row[14],
            passedOver: row[15])
    }
}
