import ArgumentParser
import Foundation
import SQLiteDriver
import StockDomain
import StockOperations

/// `lotwise restore company.backup`
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Makes a database of a backup; there must be none yet.")

    @Argument(help: "A file that `lotwise backup` has written.")
    var file: String

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        guard let path = try database.sqlitePath() else {
            throw Refusal.rule(
                "use_pg_restore",
                "PostgreSQL brings its own, into an empty database: "
                    + "pg_restore --no-owner --dbname=\"$DATABASE_URL\" \(quotedForShell(file))")
        }
        if FileManager.default.fileExists(atPath: path) {
            throw Refusal.rule("database_exists", "There is already a database at \(path). Move it away first.")
        }
        // Looked at as a copy, because opening leaves traces beside a file.
        let copy = path + ".restoring"
        defer {
            for ending in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: copy + ending) }
        }
        try SQLiteDatabase.copy(file, to: copy)
        guard try await isOurs(copy) else {
            throw Refusal.rule("not_a_backup", "\(file) is no database of Lotwise.")
        }
        try FileManager.default.moveItem(atPath: copy, toPath: path)
        print("The database is restored. Now run `lotwise check` and `lotwise verify`.")
    }

    private func isOurs(_ copy: String) async throws -> Bool {
        let database = try SQLiteDatabase(path: copy)
        do {
            let isOurs = try await Operations(on: database) { Instant(Date()) }.hasSchema()
            await database.close()
            return isOurs
        } catch {
            await database.close()
            throw error
        }
    }
}
