import Foundation
import SQLCore
import Synchronization
import TestSupport
import Testing

/// `kill -9` in the middle of the load.
@Suite(.serialized)
struct KillTests {
    private static let rounds = 20
    private static let clients = 4
    private static let secondsOfLoad = 0.3

    @Test(arguments: SQLEngine.allCases)
    func everyAcknowledgedWriteIsThereAndNothingIsHalf(engine: SQLEngine) async throws {
        let database = try await ProgramDatabase(engine)
        defer { database.remove() }
        var units = 0
        for round in 0..<KillTests.rounds {
            let before = units
            units = try await onOwnThread { try playRound(round, on: database.url, startingWith: before) }
        }
    }

    /// Loads a server, kills it, and looks at what is left.
    ///
    /// - Returns: units on hand afterwards.
    private func playRound(_ round: Int, on url: String, startingWith units: Int) throws -> Int {
        let server = try ServingProgram(database: url)
        if round == 0 { try HTTPClient(port: server.port).setUpCompany() }
        let clients = (0..<KillTests.clients).map { LoadingClient("\(round)-\($0)", port: server.port) }
        for client in clients { client.start() }
        Thread.sleep(forTimeInterval: KillTests.secondsOfLoad)
        server.kill()
        for client in clients { client.waitUntilDone() }

        for command in ["check", "verify"] {
            let outcome = try Program.run(command, database: url)
            #expect(outcome.exitCode == 0, "round \(round): \(outcome.output) \(outcome.complaints)")
        }
        return try compare(clients.map(\.log), round, on: url, startingWith: units)
    }

    private func compare(
        _ logs: [LoadingClient.Log], _ round: Int, on url: String, startingWith units: Int
    ) throws -> Int {
        let server = try ServingProgram(database: url)
        let client = try HTTPClient(port: server.port)
        let acknowledged = logs.flatMap(\.acknowledged)
        #expect(logs.flatMap(\.refused) == [], "round \(round)")
        for (write, body) in acknowledged {
            let again = try write.send(client)
            #expect(again.header("Idempotency-Replayed") == "true", "round \(round): \(write.key) is lost")
            #expect(again.text == body)
        }
        var expected = units + acknowledged.reduce(0) { $0 + $1.write.change }
        for write in logs.compactMap(\.unanswered) {
            // Whether it was kept or not: told again it happens once.
            let again = try write.send(client)
            #expect(again.status == 201, "round \(round): \(again.text)")
            expected += write.change
        }
        #expect(try client.unitsOnHand() == expected, "round \(round)")
        #expect(server.stop() == 0)
        return expected
    }
}

/// Receives and delivers over one connection until the server is gone.
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
            let key = "\(name)-\(turn)"
            let write: LoadedWrite = turn % 2 == 0 ? .receipt(key) : .delivery(key)
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
