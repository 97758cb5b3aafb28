import Foundation
import SQLCore

/// What the command line and the environment say.
///
/// `lotwise-bench --program PATH --output FILE [--folder DIR] [--parts year,recall,…] [--engines sqlite,postgres]
/// [--millions 10]`
struct Options {
    /// The release program.
    var program = ""
    /// Where the figures go as JSON.
    var output = "bench.json"
    /// Where databases are made; on a disk.
    var folder = "/var/tmp"
    var parts = Part.allCases
    var engines = SQLEngine.allCases
    /// How many million movements the last part goes to.
    var millions = 5
    /// The server in which databases are made (`LOTWISE_BENCH_POSTGRES`).
    let postgres: String
    /// The folder with a year's files, nil when there is none (`LOTWISE_SAMPLE_DATA`).
    let sampleData: String?

    init(_ arguments: some Sequence<String>) throws {
        let environment = ProcessInfo.processInfo.environment
        postgres = environment["LOTWISE_BENCH_POSTGRES"] ?? ""
        sampleData = environment["LOTWISE_SAMPLE_DATA"].flatMap { $0.isEmpty ? nil : $0 }
        var rest = arguments.makeIterator()
        while let name = rest.next() {
            guard let value = rest.next() else { throw BenchError("\(name) needs a value") }
            try set(name, to: value)
        }
        if program.isEmpty { throw BenchError("--program must name the built lotwise") }
        if engines.contains(.postgres), postgres.isEmpty {
            throw BenchError("LOTWISE_BENCH_POSTGRES must name a PostgreSQL server; `make bench` starts one")
        }
    }

    private mutating func set(_ name: String, to value: String) throws {
        switch name {
        case "--program": program = value
        case "--output": output = value
        case "--folder": folder = value
        case "--parts": parts = try Options.words(value)
        case "--millions":
            guard let number = Int(value), number > 0 else { throw BenchError("\(value) is no number of millions") }
            millions = number
        case "--engines": engines = try Options.words(value)
        default: throw BenchError("there is no option \(name)")
        }
    }

    private static func words<Word: RawRepresentable<String>>(_ text: String) throws -> [Word] {
        try text.split(separator: ",").map { word in
            guard let known = Word(rawValue: String(word)) else { throw BenchError("\(word) is not known") }
            return known
        }
    }
}
