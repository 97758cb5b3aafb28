import SQLCore
import StockDomain

extension Store {
    /// Notes that a package was scanned on a document; answers whether it was the first time.
    public func noteScan(
        of package: PackageID, on document: DocumentID, at now: Instant, by actor: ActorID
    ) throws -> Bool {
        try tx.execute(
            """
            INSERT INTO document_package (document_id, package_id, scanned_at, actor_id)
            VALUES (\(bind: document), \(bind: package), \(bind: now), \(bind: actor))
            ON CONFLICT (document_id, package_id) DO NOTHING
            """) > 0
    }

    /// The packages that were scanned on a document, in the order of scanning.
    public func scannedPackages(on document: DocumentID) throws -> [(id: PackageID, number: String, at: Instant)] {
        try tx.rows(
            """
            SELECT s.package_id, k.number, s.scanned_at
              FROM document_package s
              JOIN package k ON k.id = s.package_id
             WHERE s.document_id = \(bind: document)
             ORDER BY s.scanned_at, s.package_id
            """
        ).map { ($0[0], $0[1], $0[2]) }
    }
}
