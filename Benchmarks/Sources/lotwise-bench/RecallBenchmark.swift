import Foundation
import SQLCore
import StockDomain
import StockOperations

/// The recall of one lot of the year over HTTP, beside the statements that its answer needs.
struct RecallBenchmark {
    private static let number = "8952/007"
    private static let product = "85123A"
    private static let warmUps = 30
    private static let repetitions = 200

    private let engine: SQLEngine
    private let workshop: Workshop

    init(_ engine: SQLEngine, _ workshop: Workshop) {
        self.engine = engine
        self.workshop = workshop
    }

    func figures() async throws -> [Figure] {
        guard let year = try workshop.year(engine) else { return [] }
        let questions = try await questions(to: year)
        let ask = try year.bare().questions(questions)
        var rows = 0
        let floor = try Self.middleMilliseconds { rows = try ask() }
        let note = "floor: \(questions.count) statements, \(rows) rows"
        return [
            Figure(
                "recall over HTTP, p50", engine, try overHTTP(year), .milliseconds, floor: floor, mostFactor: 5,
                note: note),
            Figure(
                "recall in the program, p50", engine, try await inProgram(year), .milliseconds, floor: floor, note: note
            ),
        ]
    }

    private func questions(to year: BenchDatabase) async throws -> [SQL] {
        let recording = RecordingDatabase(try year.open())
        let operations = Operations(on: recording) { Instant(Date()) }
        let actor = try await operations.localActor()
        let before = recording.questions.count
        _ = try await operations.recallScope(of: Self.number, product: Self.product, as: actor)
        await recording.close()
        return Array(recording.questions.dropFirst(before))
    }

    private func overHTTP(_ year: BenchDatabase) throws -> Double {
        let (server, port) = try workshop.program.serve(year)
        defer {
            server.terminate()
            server.waitUntilExit()
        }
        let client = try HTTPClient(port: port)
        let path = "/api/v1/recall-scope?number=8952%2F007&product=\(Self.product)"
        return try Self.middleMilliseconds {
            let answer = try client.get(path)
            guard answer.status == 200 else { throw BenchError("recall: \(answer.status) \(answer.text)") }
        }
    }

    private func inProgram(_ year: BenchDatabase) async throws -> Double {
        let database = try year.open()
        let operations = Operations(on: database) { Instant(Date()) }
        let actor = try await operations.localActor()
        var times: [Double] = []
        for _ in 0..<Self.warmUps + Self.repetitions {
            times.append(
                try await awaitedSeconds {
                    _ = try await operations.recallScope(of: Self.number, product: Self.product, as: actor)
                })
        }
        await database.close()
        return times.dropFirst(Self.warmUps).map { $0 * 1_000 }.median
    }

    private static func middleMilliseconds(_ work: () throws -> Void) rethrows -> Double {
        for _ in 0..<warmUps { try work() }
        return try (0..<repetitions).map { _ in try seconds(work) * 1_000 }.median
    }
}
