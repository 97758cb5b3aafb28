import ArgumentParser
import SQLiteDriver
import StockDomain

/// `lotwise backup company.backup`
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copies the database to a new file, also beside a running server.")

    @Argument(help: "The new file; it must not exist.")
    var file: String

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        guard let path = try database.sqlitePath() else {
            throw Refusal.rule(
                "use_pg_dump",
                "PostgreSQL brings its own: pg_dump --format=custom --file=\(quotedForShell(file)) \"$DATABASE_URL\"")
        }
        try SQLiteDatabase.copy(path, to: file)
        print("The database is copied to \(file).")
    }
}

/// As one word of a shell's line.
func quotedForShell(_ text: String) -> String {
    "'" + text.replacing("'", with: "'\\''") + "'"
}
