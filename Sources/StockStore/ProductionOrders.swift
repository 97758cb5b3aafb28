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

    /// The postings of the steps in which a number was made, with their documents, in the order of happening.
    public func stepPostings(making lot: LotID) throws -> [(posting: Posting, document: String?)] {
        let rows = try tx.rows(
            """
            SELECT p.id, d.number
              FROM posting p
              LEFT JOIN document d ON d.id = p.document_id
             WHERE p.step_id IN (SELECT step_id FROM step_lot
                                  WHERE lot_id IN (\(sql: Store.family(of: [lot]))) AND produced > 0)
               AND p.kind = 'production'
             ORDER BY p.happened_at, p.id
            """)
        return try rows.compactMap { row in
            try posting(row[0] as PostingID).map { ($0, row[1] as String?) }
        }
    }
}
