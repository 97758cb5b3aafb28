import Foundation
import Testing

/// `docs/reference/errors.md` against the codes in the sources, both ways.
@Suite struct ErrorCodesTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// How the sources write a code: beside its kind, its place, or the line of a file.
    private static let spellings = [
        #"Refusal\(\s*\.\w+,\s*"([a-z0-9_]+)""#, #"\.rule\(\s*"([a-z0-9_]+)""#, #"Fault\(\s*[^,\n]+,\s*"([a-z0-9_]+)""#,
        #"code: "([a-z0-9_]+)""#, #"unreadable\(\s*(?:[^"]*,\s*)?"([a-z0-9_]+)""#,
        #"questionID\([^)]*\),\s*"([a-z0-9_]+)""#, #"\.add\(\s*line: [^,]+,\s*"([a-z0-9_]+)""#,
    ]

    @Test func everyCodeIsListedAndEveryListedCodeIsUsed() throws {
        let listed = try Self.listedCodes()
        let sources = try Self.sources()
        var used: Set<String> = []
        for spelling in Self.spellings {
            let pattern = try Regex(spelling, as: (Substring, Substring).self)
            used.formUnion(sources.matches(of: pattern).map { String($0.output.1) })
        }
        #expect(used.subtracting(listed) == [], "codes that docs/reference/errors.md does not list")
        #expect(listed.filter { !sources.contains("\"\($0)\"") } == [], "listed codes that no source holds")
        #expect(used.count > 80)
    }

    /// The first cells of the tables that are a code.
    private static func listedCodes() throws -> Set<String> {
        let text = try String(contentsOf: root.appending(path: "docs/reference/errors.md"), encoding: .utf8)
        let cells = text.split(separator: "\n").compactMap { line -> String? in
            guard line.hasPrefix("| `") else { return nil }
            return line.split(separator: "`").dropFirst().first.map(String.init)
        }
        return Set(cells)
    }

    /// The sources whose refusals reach the outside; the command line says its own in words only.
    private static func sources() throws -> String {
        let targets = ["StockDomain", "StockOperations", "TabularFiles", "WebServer"]
        return try targets.map { target in
            let folder = root.appending(path: "Sources/\(target)")
            let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
            return try names.filter { $0.hasSuffix(".swift") }.map {
                try String(contentsOf: folder.appending(path: $0), encoding: .utf8)
            }.joined(separator: "\n")
        }.joined(separator: "\n")
    }
}
