import ArgumentParser
import StockDomain
import StockOperations
import TabularFiles
import WebServer

/// `lotwise expiry --within 30`
struct ExpiryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "expiry",
        abstract: "Lists goods on hand that expire soon or have, the nearest first: a digest to be mailed.")

    @Option(help: "Days from today; without it the largest threshold of the settings.")
    var within: Int?

    @Option(help: "Only this SKU.")
    var product: String?

    @Option(help: "Only this place and those below it.")
    var location: String?

    @Flag(help: "Prints a table as CSV.")
    var csv = false

    @Flag(help: "Prints the list as JSON.")
    var json = false

    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if let within, !(0...3_650).contains(within) { throw ValidationError("--within lies from 0 to 3650 days.") }
    }

    func run() async throws {
        let question = ExpiryQuestion(product: product, location: location, within: within)
        let alerts = try await database.withOperations { operations in
            try await operations.allExpiringGoods(question, as: operations.commandActor())
        }
        if json {
            print(JSON(alerts.map(\.json)).text)
        } else if csv {
            print(CSVWriter.text([ExpiryAlert.columns] + alerts.map(\.cells)), terminator: "")
        } else {
            print(ExpiryDigest.text(of: alerts))
        }
    }
}

/// The list in words, one group for each band.
private enum ExpiryDigest {
    static func text(of alerts: [ExpiryAlert]) -> String {
        if alerts.isEmpty { return "Nothing on hand expires soon." }
        let bands = Dictionary(grouping: alerts, by: \.band).sorted { $0.key < $1.key }
        return bands.map { band, alerts in
            ([band.inWords.prefix(1).uppercased() + band.inWords.dropFirst() + ":"] + alerts.map { "  " + $0.inWords })
                .joined(separator: "\n")
        }.joined(separator: "\n\n")
    }
}
