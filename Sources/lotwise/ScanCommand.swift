import ArgumentParser
import Foundation
import GS1
import StockDomain
import WebServer

/// `lotwise scan ']d2010952000200001910ABC123'`
struct ScanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan", abstract: "Says what a barcode's text means; needs no database.")

    @Argument(help: "The text as the reader sends it, or as it stands below the barcode.")
    var text: String

    @Flag(help: "Prints the fields as JSON.")
    var json = false

    func run() throws {
        let today = CompanyZone.utc.day(of: Instant(Date()))
        let scan = Scan(text, asOfYear: today.parts.year)
        print(json ? scan.json(matches: [], showsNumbers: true).text : scan.inLines)
        if scan.kind == .error { throw ExitCode(1) }
    }
}

extension Scan {
    /// What it is, then an element a line, then what is wrong or doubtful.
    fileprivate var inLines: String {
        var lines = [kind.rawValue]
        lines += elements.map { "  (\($0.ai)) \($0.value)  \($0.title ?? "")" }
        lines += [problem?.detail].compactMap(\.self) + warnings.map(\.detail)
        return lines.joined(separator: "\n")
    }
}
