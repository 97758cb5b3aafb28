import ArgumentParser
import StockDomain
import StockOperations
import WebServer

extension ImportKind: ExpressibleByArgument {}

/// `lotwise import movements year.csv.gz`
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Imports a CSV file, wholly or not at all.")

    @Argument(help: "What the file holds: products, partners, stock or movements.")
    var kind: ImportKind

    @Argument(help: "A CSV file in UTF-8, which may be compressed with gzip.")
    var file: String

    @Flag(help: "Reads and checks everything, shows the stock afterwards, and changes nothing.")
    var dryRun = false

    @Option(help: "An answer to what a form would ask, such as lot_exists_other_supplier=same; may be repeated.")
    var answer: [String] = []

    @Flag(help: "Prints the result as JSON.")
    var json = false

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let options = try ImportOptions(isDryRun: dryRun, answers: answers())
        let contents = try ImportFile(path: file)
        let report = try await database.withOperations { operations in
            let line = ProgressLine()
            defer { line.clear() }
            let actor = try await operations.commandActor()
            let report = try await operations.importFile(contents, as: kind, by: actor, options: options) { progress in
                line.show(progress.inWords)
            }
            if !dryRun {
                line.show("sealing")
                try await operations.seal()
            }
            return report
        }
        print(json ? report.json.text : report.inWords)
    }

    private func answers() throws -> [String: String] {
        var answers: [String: String] = [:]
        for text in answer {
            let parts = text.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { throw ValidationError("“\(text)” is not of the form CODE=ANSWER.") }
            answers[String(parts[0])] = String(parts[1])
        }
        return answers
    }
}

extension ImportProgress {
    fileprivate var inWords: String {
        switch phase {
        case .reading: "reading: \(rows) rows, \(total > 0 ? done * 100 / total : 0) %"
        case .checking: "checking \(rows) rows"
        case .writing: "writing: \(done) of \(total) rows"
        }
    }
}
