import Foundation
import SQLCore
import Synchronization
import Testing

struct ConcurrencyTests {
    @Test(arguments: SQLEngine.allCases, [WriteScope.products([7]), .products([]), .company])
    func everyOfManyWritersAddsExactlyOnce(_ engine: SQLEngine, _ scope: WriteScope) async throws {
        let database = try await DriverSchema.database(engine)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...50 {
                group.addTask { try await database.write(scope) { try $0.addToCounter() } }
            }
            try await group.waitForAll()
        }
        #expect(try await database.counter() == 50)
    }

    @Test func aWriteThatCollidesRunsAgainOnFreshData() async throws {
        let database = try await DriverSchema.database(.postgres)
        let runs = Count()
        let hasRead = Signal()
        // Different products: the locks do not keep the two apart.
        async let slow: Void = database.write(.products([1])) { session in
            let value: Int = try session.value("SELECT value FROM counter WHERE id = 1") ?? 0
            if runs.increment() == 1 {
                hasRead.send()
                usleep(300_000)
            }
            try session.execute("UPDATE counter SET value = \(bind: value + 1) WHERE id = 1")
        }
        await hasRead.arrival()
        try await database.write(.products([2])) { try $0.addToCounter() }
        try await slow
        #expect(runs.value == 2)
        #expect(try await database.counter() == 2)
    }

    @Test func aCollisionThatTheClosureSwallowsIsRetriedAllTheSame() async throws {
        let database = try await DriverSchema.database(.postgres)
        let runs = Count()
        let result = try await database.write(.products([])) { session in
            let run = runs.increment()
            try session.addToCounter()
            if run == 1 { _ = failure { try session.savepoint { try session.collide() } } }
            return run
        }
        #expect(result == 2)
        #expect(try await database.counter() == 1)
    }

    @Test func aDuplicateIsRetriedOnceOnPostgreSQL() async throws {
        let database = try await DriverSchema.database(.postgres)
        let runs = Count()
        await #expect(throws: SQLError.unique(name: "counter_pkey")) {
            try await database.write(.products([])) { session in
                _ = runs.increment()
                try session.execute("INSERT INTO counter (id, value) VALUES (1, 0)")
            }
        }
        #expect(runs.value == 2)
    }

    @Test(arguments: SQLEngine.allCases)
    func aReadSeesOneSnapshotWhileOthersWrite(_ engine: SQLEngine) async throws {
        let file = try await DriverSchema.onDisk()
        let database: any SQLDatabase = engine == .sqlite ? file.database : try await DriverSchema.database(engine)
        let (hasRead, hasWritten) = (Signal(), Signal())
        async let seen = database.read { session in
            let first: Int? = try session.value("SELECT value FROM counter")
            hasRead.send()
            hasWritten.wait()
            return (first, try session.value("SELECT value FROM counter", as: Int.self))
        }
        await hasRead.arrival()
        try await database.write(.products([])) { try $0.addToCounter() }
        hasWritten.send()
        let values = try await seen
        #expect(values == (0, 0))
    }
}

extension SQLSession {
    /// Raises what PostgreSQL raises when two transactions have collided.
    func collide() throws {
        try execute("DO $$ BEGIN RAISE EXCEPTION 'collision' USING ERRCODE = '40001'; END $$")
    }
}

/// Counts how often a closure runs.
private final class Count: Sendable {
    private let number = Mutex(0)

    var value: Int { number.withLock { $0 } }

    /// The number after it has grown by one.
    func increment() -> Int {
        number.withLock { number in
            number += 1
            return number
        }
    }
}

/// Lets one thread or task wait for another.
final class Signal: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    func send() { semaphore.signal() }

    /// For threads of a driver, which may be blocked.
    func wait() { semaphore.wait() }

    /// For tasks, which may not.
    func arrival() async {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                self.semaphore.wait()
                continuation.resume()
            }
        }
    }
}
