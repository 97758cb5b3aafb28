import ArgumentParser

/// `lotwise migrate`
struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Brings the database to the newest schema; other commands do so by themselves.")

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        try await database.withOperations { _ in }
        print("The database has the newest schema.")
    }
}
