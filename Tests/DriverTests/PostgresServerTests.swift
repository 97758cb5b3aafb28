import Foundation
import PostgresDriver
import SQLCore
import TestSupport
import Testing

/// What happens when the server goes away, fills up or is busy.
struct PostgresServerTests {
    @Test func theNextCallOpensANewConnection() async throws {
        let database = try await DriverSchema.database(.postgres)
        try await database.write(.products([1])) { try $0.addToCounter() }
        try await Self.terminateConnections(of: database)
        #expect(try await database.counter() == 1)
        try await Self.terminateConnections(of: database)
        try await database.write(.products([1])) { try $0.addToCounter() }
        #expect(try await database.counter() == 2)
    }

    @Test func aConnectionThatBreaksMidwayLeavesNothingBehind() async throws {
        let database = try await DriverSchema.database(.postgres)
        do {
            try await database.write(.products([1])) { session in
                try session.addToCounter()
                try session.execute("SELECT pg_terminate_backend(pg_backend_pid())")
            }
            Issue.record("the connection is still there")
        } catch SQLError.unavailable {
            #expect(try await database.counter() == 0)
        }
        // The lock of product 1 went with the connection.
        try await database.write(.products([1])) { try $0.addToCounter() }
        #expect(try await database.counter() == 1)
    }

    @Test func theServerMayBeStoppedAndStartedAgain() async throws {
        let server = PrivateServer()
        let outcome = await Result.of {
            let url = try await server.start()
            let database = PostgresDatabase(url: url, connections: 2)
            try await database.write(.company, DriverSchema.make)
            try await database.write(.products([1])) { try $0.addToCounter() }
            try await server.stop()
            await #expect(throws: SQLError.self) { try await database.counter() }
            await #expect(throws: SQLError.self) { try await database.write(.company) { try $0.addToCounter() } }
            #expect(try await server.start() == url)
            try await database.write(.products([1])) { try $0.addToCounter() }
            #expect(try await database.counter() == 2)
            await database.close()
        }
        await server.remove()
        try outcome.get()
    }

    @Test func aServerThatDoesNotAnswerIsUnavailable() async throws {
        let database = PostgresDatabase(url: "postgres://postgres@127.0.0.1:1/nowhere")
        do {
            _ = try await database.counter()
            Issue.record("somebody answered")
        } catch SQLError.unavailable(let message) {
            #expect(message.contains("127.0.0.1"))
        }
    }

    @Test(arguments: [
        ("53100", SQLError.diskFull("raised")),
        ("53200", .unavailable("raised")),
        ("55P03", .busy("raised")),
        ("57P03", .unavailable("raised")),
        ("P0001", .refusedByTrigger("raised")),
    ])
    func aStateOfTheServerIsNamed(_ state: String, _ expected: SQLError) async throws {
        let database = try await DriverSchema.database(.postgres)
        await #expect(throws: expected) {
            try await database.write(.products([])) { session in
                try session.execute(
                    SQL(verbatim: "DO $$ BEGIN RAISE EXCEPTION 'raised' USING ERRCODE = '\(state)'; END $$"))
            }
        }
        #expect(try await database.counter() == 0)
    }

    @Test func everyWriteWaitsForTheDisk() async throws {
        let database = try await DriverSchema.database(.postgres)
        let setting = try await database.write(.products([])) {
            try $0.value("SELECT current_setting('synchronous_commit')", as: String.self)
        }
        #expect(setting == "on")
    }

    @Test func aWriteOfMoreThanThirtyTwoProductsWaitsForEverybody() async throws {
        let database = try await DriverSchema.database(.postgres)
        let locks: @Sendable (any SQLSession) throws -> [String] = { session in
            try session.rows(
                """
                SELECT mode || ' ' || objid FROM pg_locks
                 WHERE locktype = 'advisory' AND pid = pg_backend_pid()
                 ORDER BY objsubid DESC, objid
                """
            ).map { $0[0] }
        }
        let expected: [(WriteScope, [String])] = [
            (.products([]), ["ShareLock 0"]),
            (.products([9, 7]), ["ShareLock 0", "ExclusiveLock 7", "ExclusiveLock 9"]),
            (.products(Set(1...33)), ["ExclusiveLock 0"]),
            (.company, ["ExclusiveLock 0"]),
        ]
        for (scope, names) in expected {
            #expect(try await database.write(scope, locks) == names)
        }
        #expect(try await database.read(locks) == [])
    }

    @Test func readsFindAConnectionWhileWritersWait() async throws {
        let database = try await DriverSchema.database(.postgres)
        let (hasBegun, mayEnd) = (Signal(), Signal())
        async let first: Void = database.write(.company) { session in
            hasBegun.send()
            mayEnd.wait()
        }
        await hasBegun.arrival()
        async let others: Void = withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...10 { group.addTask { try await database.write(.products([1])) { try $0.addToCounter() } } }
            try await group.waitForAll()
        }
        try await Task.sleep(for: .milliseconds(100))
        #expect(try await database.counter() == 0)
        mayEnd.send()
        try await first
        try await others
        #expect(try await database.counter() == 10)
    }

    private static func terminateConnections(of database: any SQLDatabase) async throws {
        let url = try #require((database as? TestDatabase)?.url)
        let other = PostgresDatabase(url: url, connections: 1)
        try await other.write(.products([])) { session in
            try session.execute(
                """
                SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
                 WHERE datname = current_database() AND pid <> pg_backend_pid()
                """)
        }
        await other.close()
    }
}

/// A PostgreSQL server that only one test uses, started by `scripts/postgres.sh`.
private struct PrivateServer {
    private let folder = URL(filePath: "/tmp").appending(path: "lotwise-server-\(UUID().uuidString)")

    /// Its URL.
    func start() async throws -> String { try await run("start") }

    func stop() async throws { _ = try await run("stop") }

    func remove() async {
        _ = try? await stop()
        try? FileManager.default.removeItem(at: folder)
    }

    private func run(_ action: String) async throws -> String {
        let script = URL(filePath: #filePath).appending(path: "../../../scripts/postgres.sh").standardized.path
        let output = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(returning: firstLine(ofCommand: "\(script) \(action) \(folder.path)"))
            }
        }
        return try #require(output)
    }
}

/// What a command prints, or nil when it fails.
///
/// Foundation's `Process` would wait for the server as well, which the command leaves running.
private func firstLine(ofCommand command: String) -> String? {
    guard let pipe = popen(command, "r") else { return nil }
    var buffer = [CChar](repeating: 0, count: 1000)
    let line = fgets(&buffer, Int32(buffer.count), pipe).map { String(cString: $0) } ?? ""
    return pclose(pipe) == 0 ? line.trimmingCharacters(in: .newlines) : nil
}
