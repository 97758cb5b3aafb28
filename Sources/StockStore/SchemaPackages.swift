/// Packages that are packed, moved and delivered (R31a). Spelled as in `Schema`.
extension Schema {
    static let packagesOfVersion3: [String] =
        columns(of: "document_line", ["is_whole_package {int} NOT NULL DEFAULT 0"])
        + [
            "CREATE INDEX balance_package ON balance (package_id) WHERE package_id IS NOT NULL",
            "CREATE INDEX movement_from_package ON movement (from_package_id) WHERE from_package_id IS NOT NULL",
            "CREATE INDEX document_line_package ON document_line (package_id) WHERE package_id IS NOT NULL",
            // Packages that were scanned on a document, announced on it or not.
            """
            CREATE TABLE document_package (
                document_id {int} NOT NULL REFERENCES document (id),
                package_id {int} NOT NULL REFERENCES package (id),
                scanned_at {int} NOT NULL,
                actor_id {int} NOT NULL REFERENCES actor (id),
                PRIMARY KEY (document_id, package_id)
            )
            """,
            // Packages that came by import before they were known to stand somewhere.
            """
            UPDATE package
               SET location_id = COALESCE(
                       (SELECT MIN(b.location_id)
                          FROM balance b
                         WHERE b.package_id = package.id
                           AND b.quantity <> 0),
                       (SELECT m.to_location_id
                          FROM movement m
                         WHERE m.to_package_id = package.id
                         ORDER BY m.happened_at DESC, m.posting_id DESC
                         LIMIT 1))
             WHERE location_id IS NULL
            """,
        ]
}
