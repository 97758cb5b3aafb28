import SQLCore
import StockDomain

extension Store {
    /// When the file with this digest was imported, nil if it never was.
    public func importedAt(_ digest: Digest) throws -> Instant? {
        try tx.value("SELECT imported_at FROM imported_file WHERE digest = \(bind: digest.bytes)")
    }

    public func rememberImport(of digest: Digest, kind: String, rows: Int, by actor: ActorID, at now: Instant) throws {
        try tx.execute(
            """
            INSERT INTO imported_file (digest, kind, rows_read, imported_at, actor_id)
            VALUES (\(bind: digest.bytes), \(bind: kind), \(bind: rows), \(bind: now), \(bind: actor))
            """)
    }
}
