import SQLCore
import StockDomain

extension Store {
    /// The step of each posting of a document that has one.
    public func steps(of document: DocumentID) throws -> [PostingID: StepID] {
        Dictionary(
            uniqueKeysWithValues: try tx.rows(
                """
                SELECT id, step_id
                  FROM posting
                 WHERE document_id = \(bind: document)
                   AND step_id IS NOT NULL
                """
            ).map { ($0[0] as PostingID, $0[1] as StepID) })
    }

    /// Those of these serials whose making was taken back, so that they are part of nothing: no step uses them (R24).
    public func unmade(among serials: [LotID]) throws -> Set<LotID> {
        Set(
            try chunked(serials) {
                try tx.rows(
                    """
                    SELECT s.lot_id
                      FROM serial_at s
                      JOIN location l ON l.id = s.location_id
                      JOIN step_lot t ON t.lot_id = s.lot_id
                     WHERE s.lot_id IN \(list: $0)
                       AND l.usage = 'production'
                     GROUP BY s.lot_id
                    HAVING SUM(t.consumed) = 0 AND SUM(t.produced) = 0
                    """
                ).map { $0[0] as LotID }
            })
    }

    /// The postings of the steps in which a number was made, those that were taken back too, with their documents, in
    /// the order of happening.
    public func stepPostings(making lot: LotID) throws -> [(posting: Posting, document: DocumentName?)] {
        let rows = try tx.rows(
            """
            SELECT p.id, d.id, d.kind, d.number, d.origin
              FROM posting p
              LEFT JOIN document d ON d.id = p.document_id
             WHERE p.step_id IN (SELECT q.step_id
                                   FROM movement o
                                   JOIN posting q ON q.id = o.posting_id
                                   JOIN location f ON f.id = o.from_location_id
                                  WHERE o.lot_id IN (\(sql: Store.family(of: [lot])))
                                    AND q.kind = 'production'
                                    AND q.reverses IS NULL
                                    AND f.usage = 'production'
                                    AND q.step_id IS NOT NULL)
               AND p.kind = 'production'
             ORDER BY p.happened_at, p.id
            """)
        return try rows.compactMap { row in
            try posting(row[0] as PostingID).map { ($0, DocumentName(row: row, at: 1)) }
        }
    }

    /// How many numbers each of these steps has made.
    public func outputCounts(ofSteps steps: Set<StepID>) throws -> [StepID: Int64] {
        let rows = try chunked(steps.sorted()) { part in
            try tx.rows(
                """
                SELECT step_id, COUNT(*)
                  FROM step_lot
                 WHERE step_id IN \(list: part)
                   AND produced > 0
                 GROUP BY step_id
                """)
        }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as StepID, $0[1] as Int64) })
    }
}
