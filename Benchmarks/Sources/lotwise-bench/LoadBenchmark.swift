import Foundation
import SQLCore

/// Eight clients that receive and deliver the same product over HTTP at once.
struct LoadBenchmark {
    private static let clients = 8
    private static let duration = 10.0

    private let engine: SQLEngine
    private let workshop: Workshop

    init(_ engine: SQLEngine, _ workshop: Workshop) {
        self.engine = engine
        self.workshop = workshop
    }

    func figures() async throws -> [Figure] {
        let database = try workshop.database(engine, named: "load")
        let (server, port) = try workshop.program.serve(database)
        let tally: LoadClient.Tally
        do {
            defer {
                server.terminate()
                server.waitUntilExit()
            }
            try LoadClient(0, port: port).setUpCompany()
            tally = try await load(port)
        }
        try await expectNothingLost(tally, in: database)
        // They fail when anything does not agree.
        try workshop.program.run("check", on: database)
        try workshop.program.run("verify", on: database)
        return [
            Figure(
                "eight clients on one product", engine, Double(tally.writes) / Self.duration, .perSecond,
                note: "\(tally.writes) writes, none lost or doubled, check and verify clean"),
            Figure("eight clients, longest wait", engine, tally.longestWait * 1_000, .milliseconds),
        ]
    }

    private func load(_ port: Int) async throws -> LoadClient.Tally {
        try await withThrowingTaskGroup(of: LoadClient.Tally.self) { group in
            for client in 0..<Self.clients {
                group.addTask { try await onThread { try LoadClient(client, port: port).work(for: Self.duration) } }
            }
            return try await group.reduce(into: LoadClient.Tally()) { sum, tally in
                sum.writes += tally.writes
                sum.units += tally.units
                sum.longestWait = max(sum.longestWait, tally.longestWait)
            }
        }
    }

    private func expectNothingLost(_ tally: LoadClient.Tally, in database: BenchDatabase) async throws {
        let opened = try database.open()
        let (postings, units) = try await opened.read { session in
            (
                try session.value("SELECT COUNT(*) FROM posting", as: Int.self) ?? 0,
                try session.value("SELECT CAST(SUM(quantity) / 1000000 AS BIGINT) FROM balance", as: Int.self) ?? 0
            )
        }
        await opened.close()
        guard postings == tally.writes, units == tally.units else {
            throw BenchError(
                "\(tally.writes) writes of \(tally.units) units were acknowledged, \(postings) of \(units) are there")
        }
    }
}
