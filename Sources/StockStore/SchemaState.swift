import SQLCore

extension Migrations {
    /// Whether the newest version is there; false for an empty database.
    public static func isComplete(_ session: any SQLSession) throws -> Bool {
        try version(session) == newestVersion
    }

    /// The schema's version; 0 for a database that is empty or not ours.
    ///
    /// - Throws: `Fault.newerSchema` when a newer program has used it.
    public static func version(_ session: any SQLSession) throws -> Int {
        let found: Int
        do {
            found = try session.value("SELECT MAX(version) FROM schema_version") ?? 0
        } catch SQLError.failed {
            // The table is missing. The transaction has failed on PostgreSQL, and this was its only question.
            return 0
        }
        if found > newestVersion { throw Fault.newerSchema(found: found, known: newestVersion) }
        return found
    }
}
