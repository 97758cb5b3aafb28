import SQLCore
import StockDomain

extension Store {
    /// What these lots were called before, and what those joined to them were called, oldest first (R18).
    public func formerNumbers(of lots: [LotID]) throws -> [LotID: [String]] {
        let rows = try chunked(lots) {
            try tx.rows(
                """
                SELECT COALESCE(n.joined_to, n.id), r.former_number
                  FROM renumbering r
                  JOIN lot n ON n.id = r.lot_id
                 WHERE r.lot_id IN (\(sql: Store.family(of: $0)))
                 ORDER BY r.posting_id
                """)
        }
        return Dictionary(grouping: rows) { $0[0] as LotID }.mapValues { $0.map { $0[1] } }
    }

    /// Under which numbers of their suppliers these lots came in, oldest receipt first, without those taken back.
    public func supplierNumbers(of lots: [LotID]) throws -> [LotID: [SupplierNumber]] {
        let found = try chunked(lots) {
            try tx.rows(
                """
                SELECT COALESCE(n.joined_to, n.id), r.code, s.number,
                       CAST(m.quantity - \(sql: Movement.takenBack) AS BIGINT), d.number
                  FROM supplier_number s
                  JOIN lot n ON n.id = s.lot_id
                  JOIN movement m ON m.posting_id = s.posting_id AND m.position = s.position
                  JOIN posting p ON p.id = s.posting_id
                  LEFT JOIN partner r ON r.id = s.partner_id
                  LEFT JOIN document d ON d.id = p.document_id
                 WHERE s.lot_id IN (\(sql: Store.family(of: $0)))
                   AND m.quantity > \(sql: Movement.takenBack)
                 ORDER BY s.posting_id, s.position
                """
            ).map { row in
                SupplierNumber(lotID: row[0], supplier: row[1], number: row[2], quantity: row[3], receipt: row[4])
            }
        }
        return Dictionary(grouping: found, by: \.lotID)
    }

    /// Changes a lot's days and whether it is in use.
    public func update(_ lot: Lot) throws {
        try tx.update(
            "lot", lot.id.rawValue, LotDates.fieldNames + ["archived", "marks"],
            lot.dates.fields + [lot.isArchived.sqlValue, lot.marks.rawValue.sqlValue])
        let serials: [LotID] = try tx.rows("SELECT id FROM lot WHERE batch_id = \(bind: lot.id) ORDER BY id").map {
            $0[0]
        }
        for serial in serials { try tx.update("lot", serial.rawValue, LotDates.fieldNames, lot.dates.fields) }
        try refreshPiles(ofLots: [lot.id])
    }

    /// Whether a posting has moved it.
    public func hasMoved(_ lot: LotID) throws -> Bool {
        try tx.row("SELECT id FROM lot WHERE id = \(bind: lot) AND first_posting_id IS NOT NULL") != nil
    }
}

extension LotDates {
    /// The columns of `lot`, in the order of `fields`.
    fileprivate static let fieldNames = [
        "production_date", "expires_on", "best_before_on", "removal_on", "alert_on", "typed_dates",
    ]

    fileprivate var fields: [SQLValue] {
        [
            productionDate.sqlValue, expiresOn.sqlValue, bestBeforeOn.sqlValue, removalOn.sqlValue, alertOn.sqlValue,
            typed.rawValue.sqlValue,
        ]
    }
}
