import ArgumentParser
import StockDomain
import StockOperations
import WebServer

/// `lotwise check`
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Works stock, places and steps out again from the movements and says what does not agree.")

    @Flag(help: "Prints the result as JSON.")
    var json = false

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let report = try await database.withOperations { operations in
            let line = ProgressLine()
            defer { line.clear() }
            return try await operations.check { line.show("checking: \($0) movements") }
        }
        print(json ? report.json.text : report.inWords)
        if !report.agrees { throw ExitCode.failure }
    }
}

extension CheckReport {
    fileprivate var inWords: String {
        let scope = "\(movements) movements of \(goods) products and numbers"
        return agrees ? "\(scope): everything agrees." : findings.inWords + "\n\(scope): \(findings.summary)"
    }

    fileprivate var json: JSON {
        [
            "agrees": .bool(agrees), "findings": findings.json, "findings_in_all": JSON(findings.count),
            "goods": JSON(goods), "movements": JSON(movements),
        ]
    }
}
