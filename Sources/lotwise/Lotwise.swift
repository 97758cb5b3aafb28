import ArgumentParser
import Foundation

/// The program. Each command is a file; `Failure` turns what goes wrong into words and exit codes.
@main
struct Lotwise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lotwise",
        abstract: "A traceability ledger for goods: where every lot and serial came from, is, and went.",
        subcommands: [
            ServeCommand.self, DemoCommand.self, RecallCommand.self, DrillCommand.self, TraceCommand.self,
            ScanCommand.self,
            ExpiryCommand.self,
            ImportCommand.self, ExportCommand.self, SettingsCommand.self, CheckCommand.self, VerifyCommand.self,
            TokenCommand.self, BackupCommand.self, RestoreCommand.self, MigrateCommand.self,
        ])

    static func main() async {
        do {
            let command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                var synchronous = command
                try synchronous.run()
            }
        } catch {
            Failure(error).end()
        }
    }
}
