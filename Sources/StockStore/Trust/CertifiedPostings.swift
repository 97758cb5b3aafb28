import SQLCore
import StockDomain

extension Store {
    /// Every posting that moved a lot, or gave it its number, in the order of recording, with hash and seal.
    public func certifiedPostings(of lot: LotID) throws -> [CertifiedPosting] {
        let family = Store.family(of: [lot])
        return try tx.rows(
            """
            SELECT p.id, p.kind, p.happened_at, p.recorded_at, p.reverses, p.hash, s.position, s.seal_id, d.id, d.kind,
                   d.number, d.origin
              FROM posting p
              LEFT JOIN posting_seal s ON s.posting_id = p.id
              LEFT JOIN document d ON d.id = p.document_id
             WHERE p.id IN (SELECT m.posting_id FROM movement m WHERE m.lot_id IN (\(sql: family))
                            UNION
                            SELECT n.posting_id FROM renumbering n WHERE n.lot_id IN (\(sql: family)))
             ORDER BY p.recorded_at, p.id
            """
        ).map { row in
            CertifiedPosting(
                id: row[0], kind: row[1], document: DocumentName(row: row, at: 8), happenedAt: row[2],
                recordedAt: row[3], reverses: row[4], hash: Digest(bytes: row[5]), position: row[6], sealID: row[7])
        }
    }
}
