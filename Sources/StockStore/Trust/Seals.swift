import SQLCore
import StockDomain

extension Store {
    public func lastSeal() throws -> Seal? {
        try tx.row(Seal.columns + " ORDER BY id DESC LIMIT 1").map(Seal.init(row:))
    }

    /// All seals, the first one first.
    public func walkSeals(_ body: (Seal) throws -> Void) throws {
        try tx.walk(Seal.columns + " ORDER BY id") { row in
            try body(Seal(row: row))
            return true
        }
    }

    public func hasUnsealed() throws -> Bool {
        try tx.row("SELECT posting_id FROM unsealed LIMIT 1") != nil
    }

    /// Committed postings that wait for their seal, in ascending order, with their hashes.
    public func unsealed(limit: Int) throws -> [(id: PostingID, hash: Digest)] {
        try tx.rows(
            """
            SELECT u.posting_id, p.hash
              FROM unsealed u
              JOIN posting p ON p.id = u.posting_id
             ORDER BY u.posting_id
             LIMIT \(bind: limit)
            """
        ).map { ($0[0], Digest(bytes: $0[1])) }
    }

    /// Writes a seal over `postings`, which take its positions in their order and wait no longer.
    public func insert(_ seal: Seal, over postings: [PostingID]) throws {
        try tx.execute(
            """
            INSERT INTO seal (id, first_position, last_position, root, hash, sealed_at)
            VALUES (\(bind: seal.id), \(bind: seal.firstPosition), \(bind: seal.lastPosition),
                    \(bind: seal.root.bytes), \(bind: seal.hash.bytes), \(bind: seal.sealedAt))
            """)
        try tx.insert(
            into: "posting_seal", ["position", "posting_id", "seal_id"],
            rows: zip(seal.firstPosition..., postings).lazy.map { [$0.sqlValue, $1.sqlValue, seal.id.sqlValue] })
        // Those that were sealed, not those up to the last: a lower key may have been committed meanwhile.
        try tx.execute(
            """
            DELETE FROM unsealed
             WHERE posting_id IN (
                   SELECT posting_id
                     FROM posting_seal
                    WHERE position BETWEEN \(bind: seal.firstPosition) AND \(bind: seal.lastPosition))
            """)
    }

    /// The postings at these positions, in their order.
    public func walkSealedPostings(
        _ positions: ClosedRange<Int64>, _ body: (SealedPosting) throws -> Void
    ) throws {
        try tx.walk(
            """
            SELECT s.position, s.posting_id, s.seal_id, p.hash
              FROM posting_seal s
              LEFT JOIN posting p ON p.id = s.posting_id
             WHERE s.position BETWEEN \(bind: positions.lowerBound) AND \(bind: positions.upperBound)
             ORDER BY s.position
            """
        ) { row in
            let hash = (row[3] as [UInt8]?).map(Digest.init(bytes:))
            try body(SealedPosting(position: row[0], postingID: row[1], sealID: row[2], hash: hash))
            return true
        }
    }

    /// Postings at positions above the last seal's, which should not be there.
    public func sealedPostings(above position: Int64) throws -> [PostingID] {
        try tx.rows("SELECT posting_id FROM posting_seal WHERE position > \(bind: position) ORDER BY position")
            .map { $0[0] }
    }

    /// Postings that should wait for their seal and are gone.
    public func missingUnsealed() throws -> [PostingID] {
        try tx.rows(
            """
            SELECT u.posting_id
              FROM unsealed u
              LEFT JOIN posting p ON p.id = u.posting_id
             WHERE p.id IS NULL
             ORDER BY u.posting_id
            """
        ).map { $0[0] }
    }
}

extension Seal {
    static let columns: SQL = "SELECT id, first_position, last_position, root, sealed_at, hash FROM seal"

    init(row: SQLRow) {
        self.init(
            id: row[0], firstPosition: row[1], lastPosition: row[2], root: Digest(bytes: row[3]), sealedAt: row[4],
            hash: Digest(bytes: row[5]))
    }
}
