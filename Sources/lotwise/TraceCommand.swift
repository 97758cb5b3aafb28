import ArgumentParser
import StockDomain
import StockOperations
import WebServer

/// `lotwise trace LOT-7 --up`
struct TraceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace", abstract: "Tells where a number came from and what it became.")

    @Argument(help: "A lot or serial number as it stands on the box.")
    var number: String

    @Option(help: "The SKU, when several products share the number.")
    var product: String?

    @Flag(help: "Only where it came from.")
    var up = false

    @Flag(help: "Only what it became.")
    var down = false

    @Flag(help: "Prints the answer as the API gives it.")
    var json = false

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let direction: Trace.Direction = up == down ? .both : up ? .up : .down
        let trace = try await database.withOperations { operations in
            try await operations.trace(of: number, product: product, direction, as: operations.commandActor())
        }
        print(json ? RecallAnswers.json(trace) : RecallAnswers.plainText(trace))
    }
}
