import ArgumentParser
import Foundation
import PostgresDriver
import SQLCore
import SQLiteDriver
import StockDomain
import StockOperations

/// Which database a command works on.
struct DatabaseOptions: ParsableArguments {
    @Option(help: "sqlite:PATH or postgres://…; otherwise $DATABASE_URL, otherwise sqlite:lotwise.sqlite.")
    var database: String?

    /// Runs `body` on the database, brought to the newest schema, and closes it.
    func withOperations<Result>(_ body: (Operations) async throws -> Result) async throws -> Result {
        let database = try open()
        do {
            let operations = Operations(on: database) { Instant(Date()) }
            // Only a schema that is behind needs the lock: reading commands run beside a server.
            if try await !operations.hasNewestSchema() { try await operations.migrate() }
            let result = try await body(operations)
            await database.close()
            return result
        } catch {
            await database.close()
            throw error
        }
    }

    /// The database as the options and the environment name it, not yet migrated.
    func open() throws -> any SQLDatabase {
        guard let path = try sqlitePath() else { return PostgresDatabase(url: url) }
        return try SQLiteDatabase(path: path)
    }

    /// The file of a SQLite database; nil for PostgreSQL.
    func sqlitePath() throws -> String? {
        if url.hasPrefix("postgres://") || url.hasPrefix("postgresql://") { return nil }
        let path = url.dropFirst("sqlite:".count)
        guard url.hasPrefix("sqlite:"), !path.isEmpty else {
            throw ValidationError("The database “\(url)” is neither sqlite:PATH nor postgres://….")
        }
        return String(path)
    }

    private var url: String {
        database ?? ProcessInfo.processInfo.environment["DATABASE_URL"] ?? "sqlite:lotwise.sqlite"
    }
}
