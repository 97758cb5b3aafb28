import Foundation
import SQLCore
import Synchronization
import TestSupport
import Testing

/// Eight clients receiving and delivering the same product at once.
@Suite(.serialized)
struct LoadTests {
    private static let clients = 8

    /// Two seconds, or as many as `LOTWISE_LOAD_SECONDS` says.
    private static let seconds =
        ProcessInfo.processInfo.environment["LOTWISE_LOAD_SECONDS"].flatMap { Double($0) } ?? 2

    /// What one client has seen.
    private struct Tally: Sendable {
        var writes = 0
        var change = 0
        var longestWait = 0.0
        var refused: [String] = []
    }

    @Test(arguments: SQLEngine.allCases)
    func nothingIsLostOrDoubled(engine: SQLEngine) async throws {
        let database = try await ProgramDatabase(engine)
        defer { database.remove() }
        let server = try ServingProgram(database: database.url)
        let port = server.port
        try await onOwnThread { try HTTPClient(port: port).setUpCompany() }
        let total = try await load(port)
        #expect(total.refused == [])
        #expect(total.writes > 0)
        let units = try await onOwnThread { try HTTPClient(port: port).unitsOnHand() }
        #expect(units == total.change)
        #expect(server.stop() == 0)
        try expectClean(database.url, postings: total.writes)
        print("\(engine): \(total.writes) writes in \(LoadTests.seconds) s, longest wait \(total.longestWait) s")
    }

    private func load(_ port: Int) async throws -> Tally {
        try await withThrowingTaskGroup(of: Tally.self) { group in
            for client in 0..<LoadTests.clients {
                group.addTask { try await onOwnThread { try LoadTests.load(client, port) } }
            }
            return try await group.reduce(into: Tally()) { sum, tally in
                sum.writes += tally.writes
                sum.change += tally.change
                sum.longestWait = max(sum.longestWait, tally.longestWait)
                sum.refused += tally.refused
            }
        }
    }

    private static func load(_ number: Int, _ port: Int) throws -> Tally {
        let client = try HTTPClient(port: port)
        var tally = Tally()
        let end = Date(timeIntervalSinceNow: seconds)
        var turn = 0
        while Date() < end {
            let key = "C\(number)T\(turn)"
            let write: LoadedWrite = turn % 2 == 0 ? .receipt(key) : .delivery(key)
            let start = Date()
            let answer = try write.send(client)
            tally.longestWait = max(tally.longestWait, Date().timeIntervalSince(start))
            if answer.status == 201 {
                tally.writes += 1
                tally.change += write.change
            } else {
                tally.refused.append(answer.text)
            }
            turn += 1
        }
        return tally
    }

    /// All that was acknowledged is there, sealed at the end, and agrees.
    private func expectClean(_ url: String, postings: Int) throws {
        let check = try Program.run("check", database: url)
        #expect(check.exitCode == 0, "\(check.output)")
        let verification = try Program.run("verify", "--json", database: url)
        #expect(verification.exitCode == 0, "\(verification.output)")
        #expect(verification.output.contains("\"postings\":\(postings),"), "\(verification.output)")
        #expect(verification.output.contains("\"unsealed_in_all\":0"), "\(verification.output)")
    }
}
