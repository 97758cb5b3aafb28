import ArgumentParser
import StockDomain
import StockOperations
import TabularFiles
import WebServer

/// `lotwise recall LOT-7`, and cases: `lotwise recall start RC-00001`.
struct RecallCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recall", abstract: "Tells who has units of a number; keeps recall cases.",
        subcommands: [
            RecallScopeCommand.self, RecallWhatIf.self, RecallList.self, RecallDraft.self, RecallStart.self,
            RecallShow.self, RecallReport.self, RecallClose.self,
        ], defaultSubcommand: RecallScopeCommand.self)
}

/// `lotwise recall LOT-7`
struct RecallScopeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scope",
        abstract: "Tells who has units of a number, what can be stopped, and what is on hand (also without the word).")

    @Argument(help: "A lot or serial number as it stands on the box.")
    var number: String

    @Option(help: "The SKU, when several products share the number.")
    var product: String?

    @Option(help: "Only what had been recorded until then, such as 2026-05-03T08:00:00Z.")
    var knownAt: String?

    @Flag(help: "Prints one row a delivery as CSV.")
    var csv = false

    @Flag(help: "Prints the answer as the API gives it.")
    var json = false

    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if let knownAt, Instant(rfc3339: knownAt) == nil {
            throw ValidationError("“\(knownAt)” is no moment such as 2026-05-03T08:00:00Z.")
        }
    }

    func run() async throws {
        let moment = knownAt.flatMap { Instant(rfc3339: $0) }
        let scope = try await database.withOperations { operations in
            try await operations.recallScope(
                of: number, product: product, knownAt: moment, as: operations.commandActor())
        }
        if json {
            print(RecallAnswers.json(scope))
        } else if csv {
            print(CSVWriter.text(RecallScopeTable.rows(of: scope)), terminator: "")
        } else {
            print(RecallAnswers.plainText(scope))
        }
    }
}
