import StockStore

extension Operations {
    /// Whether nothing is left to migrate; asks without waiting for anybody's lock.
    ///
    /// - Throws: `Migrations.Fault.newerSchema` when a newer program has used this database.
    public func hasNewestSchema() async throws -> Bool {
        try await database.read { try Migrations.isComplete($0) }
    }

    /// Whether the database is one of this program, be its schema the newest or not.
    ///
    /// - Throws: `Migrations.Fault.newerSchema` when a newer program has used this database.
    public func hasSchema() async throws -> Bool {
        try await database.read { try Migrations.version($0) > 0 }
    }
}
