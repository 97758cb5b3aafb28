import Foundation
import SQLCore

/// Measures Lotwise on both engines, each figure beside what the engine alone takes in the same run.
@main
struct LotwiseBench {
    static func main() async throws {
        let options = try Options(CommandLine.arguments.dropFirst())
        let workshop = try Workshop(options)
        defer { workshop.clear() }
        var report = Report()
        for engine in options.engines {
            for part in options.parts {
                Progress.say("\(part.rawValue) on \(engine.rawValue)")
                let figures = try await part.measure(on: engine, in: workshop)
                report.figures += figures
                print(ResultTable(figures).text)
            }
        }
        try report.write(to: options.output)
        print(ResultTable(report.figures).summary)
    }
}

/// What can be measured by itself; a year's import leaves the database that later parts read.
enum Part: String, CaseIterable {
    case year, recall, receipt, reserve, paste, change, hold, load, contention, scale

    func measure(on engine: SQLEngine, in workshop: Workshop) async throws -> [Figure] {
        switch self {
        case .year: try await YearBenchmark(engine, workshop).figures()
        case .recall: try await RecallBenchmark(engine, workshop).figures()
        case .receipt: try await ReceiptBenchmark(engine, workshop).figures()
        case .reserve: try await ReserveBenchmark(engine, workshop).figures()
        case .paste: try await PasteBenchmark(engine, workshop).figures()
        case .change: try await ChangeBenchmark(engine, workshop).figures()
        case .hold: try await HoldBenchmark(engine, workshop).figures()
        case .load: try await LoadBenchmark(engine, workshop).figures()
        case .contention: try await ContentionBenchmark(engine, workshop).figures()
        case .scale: try await ScaleBenchmark(engine, workshop).figures()
        }
    }
}

/// Tells on the error output what is being done, since some of it takes minutes.
enum Progress {
    static func say(_ text: String) {
        FileHandle.standardError.write(Data("· \(text)\n".utf8))
    }
}

/// Why nothing could be measured.
struct BenchError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
