import Foundation
import SQLCore
import StockDomain
import StockOperations

/// The recall scope of one lot: how long the program takes for it, and the engine for the statements it asks.
struct MeasuredRecall {
    private static let warmUps = 30

    private let number: String
    private let product: String
    private let database: BenchDatabase
    private let workshop: Workshop
    private let repetitions: Int

    /// In milliseconds, the middle of the repetitions.
    struct Times {
        let overHTTP: Double
        let inProgram: Double
        let floor: Double
        /// What the floor read.
        let note: String
    }

    init(of number: String, product: String, in database: BenchDatabase, _ workshop: Workshop, repetitions: Int) {
        self.number = number
        self.product = product
        self.database = database
        self.workshop = workshop
        self.repetitions = repetitions
    }

    func measured() async throws -> Times {
        let questions = try await questions()
        let ask = try database.bare().questions(questions)
        var rows = 0
        let floor = try middleMilliseconds { rows = try ask() }
        return Times(
            overHTTP: try overHTTP(), inProgram: try await inProgram(), floor: floor,
            note: "floor: \(questions.count) statements, \(rows) rows")
    }

    private func questions() async throws -> [SQL] {
        let recording = RecordingDatabase(try database.open())
        let operations = Operations(on: recording) { Instant(Date()) }
        let actor = try await operations.localActor()
        let before = recording.questions.count
        _ = try await operations.recallScope(of: number, product: product, as: actor)
        await recording.close()
        return Array(recording.questions.dropFirst(before))
    }

    private func overHTTP() throws -> Double {
        let (server, port) = try workshop.program.serve(database)
        defer {
            server.terminate()
            server.waitUntilExit()
        }
        let client = try HTTPClient(port: port)
        let path = "/api/v1/recall-scope?number=\(number.replacing("/", with: "%2F"))&product=\(product)"
        return try middleMilliseconds {
            let answer = try client.get(path)
            guard answer.status == 200 else { throw BenchError("recall: \(answer.status) \(answer.text)") }
        }
    }

    private func inProgram() async throws -> Double {
        let opened = try database.open()
        let operations = Operations(on: opened) { Instant(Date()) }
        let actor = try await operations.localActor()
        var times: [Double] = []
        for _ in 0..<Self.warmUps + repetitions {
            times.append(
                try await awaitedSeconds {
                    _ = try await operations.recallScope(of: number, product: product, as: actor)
                })
        }
        await opened.close()
        return times.dropFirst(Self.warmUps).map { $0 * 1_000 }.median
    }

    private func middleMilliseconds(_ work: () throws -> Void) rethrows -> Double {
        for _ in 0..<Self.warmUps { try work() }
        return try (0..<repetitions).map { _ in try seconds(work) * 1_000 }.median
    }
}
