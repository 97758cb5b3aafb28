import Foundation
import SQLCore
import Synchronization
import TestSupport
import Testing

/// `kill -9` in the middle of the load.
@Suite(.serialized)
struct KillTests {
    private static let rounds = 20
    private static let clients = 8
    /// Each round lasts until so many writes are acknowledged, or this long on a machine that is busy.
    private static let writesBeforeKill = 24
    private static let longestRound = 3.0

    /// What was found after one kill.
    private struct Aftermath: Sendable {
        /// On hand, by what was acknowledged.
        var units: Int
        var writes = 0
        /// In words; empty when all is well.
        var problems: [String] = []

        mutating func expect(_ holds: Bool, _ problem: String) {
            if !holds { problems.append(problem) }
        }
    }

    @Test(arguments: SQLEngine.allCases)
    func everyAcknowledgedWriteIsThereAndNothingIsHalf(engine: SQLEngine) async throws {
        let database = try await ProgramDatabase(engine)
        defer { database.remove() }
        var units = 0
        var writes = 0
        for round in 0..<KillTests.rounds {
            let before = units
            let after = try await onOwnThread { try playRound(round, on: database.url, startingWith: before) }
            #expect(after.problems == [], "round \(round)")
            units = after.units
            writes += after.writes
        }
        #expect(writes > 0)
        print("\(engine): \(writes) writes acknowledged before \(KillTests.rounds) kills")
    }

    /// Loads a server, kills it, and looks at what is left.
    private func playRound(_ round: Int, on url: String, startingWith units: Int) throws -> Aftermath {
        let server = try ServingProgram(database: url)
        if round == 0 { try HTTPClient(port: server.port).setUpCompany() }
        let clients = (0..<KillTests.clients).map { LoadingClient("R\(round)C\($0)", port: server.port) }
        for client in clients { client.start() }
        let end = Date(timeIntervalSinceNow: KillTests.longestRound)
        while Date() < end, clients.reduce(0, { $0 + $1.log.acknowledged.count }) < KillTests.writesBeforeKill {
            Thread.sleep(forTimeInterval: 0.005)
        }
        server.kill()
        for client in clients { client.waitUntilDone() }

        var after = Aftermath(units: units)
        for command in ["check", "verify"] {
            let outcome = try Program.run(command, database: url)
            after.expect(outcome.exitCode == 0, "\(command): \(outcome.output) \(outcome.complaints)")
        }
        try compare(clients.map(\.log), on: url, &after)
        return after
    }

    /// Tells every write again: what was acknowledged is answered from memory, what was not happens once.
    private func compare(_ logs: [LoadingClient.Log], on url: String, _ after: inout Aftermath) throws {
        let server = try ServingProgram(database: url)
        let client = try HTTPClient(port: server.port)
        after.problems += logs.flatMap(\.refused)
        for (write, body) in logs.flatMap(\.acknowledged) {
            let again = try write.send(client)
            after.expect(again.header("Idempotency-Replayed") == "true", "\(write.key) is lost")
            after.expect(again.text == body, "\(write.key) is answered otherwise: \(again.text)")
            after.units += write.change
            after.writes += 1
        }
        for write in logs.compactMap(\.unanswered) {
            let again = try write.send(client)
            after.expect(again.status == 201, "\(write.key): \(again.text)")
            after.units += write.change
        }
        let onHand = try client.unitsOnHand()
        after.expect(onHand == after.units, "\(onHand) on hand instead of \(after.units)")
        after.expect(server.stop() == 0, "the server did not stop well")
    }
}

/// Receives, moves and delivers over one connection until the server is gone.
private final class LoadingClient: Sendable {
    struct Log: Sendable {
        var acknowledged: [(write: LoadedWrite, body: String)] = []
        var refused: [String] = []
        /// The write that was under way when the server died.
        var unanswered: LoadedWrite?
    }

    private let name: String
    private let port: Int
    private let kept = Mutex(Log())
    private let done = DispatchSemaphore(value: 0)

    init(_ name: String, port: Int) {
        self.name = name
        self.port = port
    }

    var log: Log { kept.withLock { $0 } }

    func start() {
        Thread.detachNewThread {
            try? self.load()
            self.done.signal()
        }
    }

    func waitUntilDone() {
        done.wait()
    }

    private func load() throws {
        let client = try HTTPClient(port: port)
        for turn in 0... {
            let key = "\(name)T\(turn)"
            let write: LoadedWrite =
                switch turn % 4 {
                case 0: .receipt(key)
                case 1: .serials(key)
                case 2: .transfer(key)
                default: .delivery(key)
                }
            kept.withLock { $0.unanswered = write }
            let answer = try write.send(client)
            kept.withLock { log in
                log.unanswered = nil
                if answer.status == 201 {
                    log.acknowledged.append((write, answer.text))
                } else {
                    log.refused.append(answer.text)
                }
            }
        }
    }
}
