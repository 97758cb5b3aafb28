import SQLCore
import StockDomain

extension DrillSheet.Scenario: SQLBindable, SQLReadable {}
extension DrillSheet.QualityRecord.Kind: SQLBindable, SQLReadable {}
extension DrillSheet.Signature.Meaning: SQLBindable, SQLReadable {}

extension Store {
    /// The sheet of a drill; empty where nobody has written anything.
    public func drillSheet(of recall: RecallID) throws -> DrillSheet {
        let head = try tx.rows(
            """
            SELECT scenario, chosen_by, line, explanation
              FROM drill_sheet
             WHERE recall_id = \(bind: recall)
            """
        ).first
        return DrillSheet(
            scenario: head?[0], chosenBy: head?[1], line: head?[2], explanation: head?[3],
            counts: try drillCounts(of: recall), records: try drillRecords(of: recall),
            actions: try drillActions(of: recall), signatures: try drillSignatures(of: recall))
    }

    private func drillCounts(of recall: RecallID) throws -> [DrillSheet.Count] {
        let rows = try tx.rows(
            """
            SELECT p.code, c.lot_id, c.book, c.counted, c.counted_by, c.counted_at
              FROM drill_count c
              JOIN location p ON p.id = c.location_id
             WHERE c.recall_id = \(bind: recall)
             ORDER BY c.position
            """)
        let names = try lotNames(rows.map { $0[1] as LotID })
        return rows.compactMap { row in
            names[row[1]].map {
                DrillSheet.Count(location: row[0], lot: $0, book: row[2], counted: row[3], by: row[4], at: row[5])
            }
        }
    }

    private func drillRecords(of recall: RecallID) throws -> [DrillSheet.QualityRecord] {
        try tx.rows(
            """
            SELECT kind, reference, found, remark
              FROM drill_record
             WHERE recall_id = \(bind: recall)
             ORDER BY position
            """
        ).map { DrillSheet.QualityRecord(kind: $0[0], reference: $0[1], wasFound: $0[2], remark: $0[3]) }
    }

    private func drillActions(of recall: RecallID) throws -> [DrillSheet.CorrectiveAction] {
        try tx.rows(
            """
            SELECT what, owner, due, done_on
              FROM drill_action
             WHERE recall_id = \(bind: recall)
             ORDER BY position
            """
        ).map { DrillSheet.CorrectiveAction(what: $0[0], owner: $0[1], due: $0[2], doneOn: $0[3]) }
    }

    private func drillSignatures(of recall: RecallID) throws -> [DrillSheet.Signature] {
        try tx.rows(
            """
            SELECT s.meaning, a.name, s.signed_at
              FROM drill_signature s
              JOIN actor a ON a.id = s.signed_by
             WHERE s.recall_id = \(bind: recall)
             ORDER BY s.signed_at, s.meaning
            """
        ).map { DrillSheet.Signature(meaning: $0[0], by: $0[1], at: $0[2]) }
    }

    // MARK: Writing

    /// Saves what a sheet says; nobody has signed it then.
    ///
    /// - Parameter places: ids of the places of its counts, by code.
    public func save(_ sheet: DrillSheet, of recall: RecallID, places: [String: LocationID]) throws {
        for table in ["drill_sheet", "drill_count", "drill_record", "drill_action", "drill_signature"] {
            try tx.execute(SQL(verbatim: "DELETE FROM \(table)") + " WHERE recall_id = \(bind: recall)")
        }
        try tx.insert(
            into: "drill_sheet", ["recall_id", "scenario", "chosen_by", "line", "explanation"],
            rows: [
                [
                    recall.sqlValue, sheet.scenario.sqlValue, sheet.chosenBy.sqlValue, sheet.line.sqlValue,
                    sheet.explanation.sqlValue,
                ]
            ])
        try tx.insert(
            into: "drill_count",
            ["recall_id", "position", "location_id", "lot_id", "book", "counted", "counted_by", "counted_at"],
            rows: sheet.counts.enumerated().compactMap { index, count in
                guard let place = places[count.location], let lot = count.lot.id else { return nil }
                return [
                    recall.sqlValue, index.sqlValue, place.sqlValue, lot.sqlValue, count.book.sqlValue,
                    count.counted.sqlValue, .text(count.by), count.at.sqlValue,
                ]
            })
        try tx.insert(
            into: "drill_record", ["recall_id", "position", "kind", "reference", "found", "remark"],
            rows: sheet.records.enumerated().map { index, record in
                [
                    recall.sqlValue, index.sqlValue, record.kind.sqlValue, .text(record.reference),
                    record.wasFound.sqlValue, record.remark.sqlValue,
                ]
            })
        try tx.insert(
            into: "drill_action", ["recall_id", "position", "what", "owner", "due", "done_on"],
            rows: sheet.actions.enumerated().map { index, action in
                [
                    recall.sqlValue, index.sqlValue, .text(action.what), .text(action.owner), action.due.sqlValue,
                    action.doneOn.sqlValue,
                ]
            })
    }

    /// Who signed a sheet, by meaning.
    public func signers(of recall: RecallID) throws -> [DrillSheet.Signature.Meaning: ActorID] {
        let rows = try tx.rows("SELECT meaning, signed_by FROM drill_signature WHERE recall_id = \(bind: recall)")
        return Dictionary(rows.map { ($0[0] as DrillSheet.Signature.Meaning, $0[1] as ActorID) }) { first, _ in first }
    }

    public func sign(
        _ recall: RecallID, _ meaning: DrillSheet.Signature.Meaning, by actor: ActorID, at now: Instant
    ) throws {
        try tx.execute(
            """
            INSERT INTO drill_signature (recall_id, meaning, signed_at, signed_by)
            VALUES (\(bind: recall), \(bind: meaning), \(bind: now), \(bind: actor))
            """)
    }

    // MARK: Orders

    /// When and where each of these orders made its goods.
    public func made(by orders: [DocumentID]) throws -> [DocumentID: OrderMade] {
        Dictionary(
            uniqueKeysWithValues: try chunked(Array(Set(orders)).sorted()) { part in
                try tx.rows(
                    """
                    SELECT d.id, d.happened_at, p.code
                      FROM document d
                      LEFT JOIN location p ON p.id = d.location_id
                     WHERE d.id IN \(list: part)
                    """
                ).map { ($0[0] as DocumentID, OrderMade(at: $0[1], place: $0[2])) }
            })
    }
}
