import ArgumentParser
import StockDomain
import StockOperations
import WebServer

/// `lotwise trace LOT-7 --up`
struct TraceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace", abstract: "Tells where a number came from and what it became.")

    @Argument(help: "A lot or serial number as it stands on the box.")
    var number: String?

    @Option(help: "The SKU, when several products share the number; alone, all numbers of the product.")
    var product: String?

    @Option(help: "All that a document moved, instead of a number.")
    var document: String?

    @Option(help: "All that went to or came from a partner, by code, instead of a number.")
    var partner: String?

    @Option(help: "Only what had been recorded until then, such as 2026-05-03T08:00:00Z.")
    var knownAt: String?

    @Flag(help: "Only where it came from.")
    var up = false

    @Flag(help: "Only what it became.")
    var down = false

    @Flag(help: "Prints the answer as the API gives it.")
    var json = false

    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        let named = [number, document, partner].compactMap(\.self).count
        if named > 1 || (named == 0 && product == nil) {
            throw ValidationError("Name one of: a number, --document, --partner, or --product alone.")
        }
        if let knownAt, Instant(rfc3339: knownAt) == nil {
            throw ValidationError("“\(knownAt)” is no moment such as 2026-05-03T08:00:00Z.")
        }
    }

    func run() async throws {
        let direction: Trace.Direction = up == down ? .both : up ? .up : .down
        let question = TraceQuestion(start, direction, knownAt: knownAt.flatMap { Instant(rfc3339: $0) })
        let trace = try await database.withOperations { operations in
            try await operations.trace(question, as: operations.commandActor())
        }
        print(json ? RecallAnswers.json(trace) : RecallAnswers.plainText(trace))
    }

    private var start: TraceQuestion.Start {
        if let document { return .document(document) }
        if let partner { return .partner(partner, product: product) }
        if let number { return .number(number, product: product) }
        return .product(product ?? "")
    }
}
