import Foundation
import SQLCore
import SQLiteDriver
import TestSupport
import Testing

/// What only SQLite does: writes that arrive together share a transaction.
struct GroupCommitTests {
    @Test func oneFailingAmongTenLeavesNine() async throws {
        let file = try await DriverSchema.onDisk()
        let outcomes = try await Self.together(10, in: file.database) { number, session in
            try session.execute("INSERT INTO thing (id) VALUES (\(bind: number))")
            if number == 4 { throw Deliberate() }
        }
        #expect(outcomes.filter(\.succeeded).count == 9)
        #expect(try await file.database.numbers("SELECT id FROM thing ORDER BY id") == [1, 2, 3, 5, 6, 7, 8, 9, 10])
    }

    @Test func writesThatWaitTogetherCommitTogether() async throws {
        let file = try await DriverSchema.onDisk()
        let before = try file.logSize
        let outcomes = try await Self.together(100, in: file.database) { _, session in try session.addToCounter() }
        #expect(outcomes.filter(\.succeeded).count == 100)
        #expect(try await file.database.counter() == 100)
        // One page a commit: a hundred commits would be 400 kB.
        let grown = try file.logSize - before
        #expect(grown < 40_000)
    }

    @Test func aWriteThatLosesTheTransactionDoesNotTakeItsNeighboursAlong() async throws {
        let file = try await DriverSchema.onDisk()
        try await file.database.write(.company) { session in
            try session.execute(
                """
                CREATE TRIGGER whole_rollback BEFORE INSERT ON thing WHEN NEW.id = 4
                BEGIN SELECT RAISE(ROLLBACK, 'all of it'); END
                """)
        }
        let outcomes = try await Self.together(10, in: file.database) { number, session in
            try session.execute("INSERT INTO thing (id) VALUES (\(bind: number))")
        }
        #expect(outcomes.filter(\.succeeded).count == 9)
        #expect(try await file.database.numbers("SELECT COUNT(*) FROM thing") == [9])
    }

    @Test func aWriteThatHidesTheLossOfItsTransactionIsNotToldOfSuccess() async throws {
        let file = try await DriverSchema.onDisk()
        try await file.database.write(.company) { session in
            try session.execute(
                """
                CREATE TRIGGER whole_rollback BEFORE INSERT ON thing
                BEGIN SELECT RAISE(ROLLBACK, 'all of it'); END
                """)
        }
        await #expect(throws: SQLError.unavailable("the transaction was rolled back by the database")) {
            try await file.database.write(.products([])) { session in
                _ = failure { try session.execute("INSERT INTO thing (id) VALUES (1)") }
                _ = failure { try session.addToCounter() }
            }
        }
        #expect(try await file.database.counter() == 0)
    }

    @Test func everyWriteWaitsForTheDisk() async throws {
        let file = try await DriverSchema.onDisk()
        for scope in [WriteScope.products([]), .company] {
            let level = try await file.database.write(scope) { try $0.value("PRAGMA synchronous", as: Int.self) }
            #expect(level == 2)
        }
    }

    @Test func aFullDiskRefusesTheWriteAndKeepsTheRest() async throws {
        let file = try await DriverSchema.onDisk()
        try await file.database.write(.company) { session in
            try session.addToCounter()
            _ = try session.rows("PRAGMA max_page_count = 40")
        }
        do {
            try await file.database.write(.products([])) { session in
                try session.addToCounter()
                try session.insert(
                    into: "thing", ["id", "bytes"],
                    rows: (1...1000).map { [.integer($0), .blob([UInt8](repeating: 1, count: 1000))] })
            }
            Issue.record("everything found room")
        } catch SQLError.diskFull {
            #expect(try await file.database.counter() == 1)
        }
        try await file.database.write(.products([])) { try $0.addToCounter() }
        #expect(try await file.database.counter() == 2)
    }

    @Test func aSecondProcessWaitsForTheFirst() async throws {
        let file = try await DriverSchema.onDisk()
        let second = try SQLiteDatabase(path: file.path)
        let hasBegun = Signal()
        async let first: Void = file.database.write(.products([])) { session in
            try session.addToCounter()
            hasBegun.send()
            usleep(300_000)
        }
        await hasBegun.arrival()
        try await second.write(.products([])) { try $0.addToCounter() }
        try await first
        #expect(try await second.counter() == 2)
        await second.close()
    }

    @Test func aSecondProcessGivesUpInTheEnd() async throws {
        let file = try await DriverSchema.onDisk()
        let second = try SQLiteDatabase(path: file.path, lockWait: .milliseconds(100))
        let (hasBegun, mayEnd) = (Signal(), Signal())
        async let first: Void = file.database.write(.products([])) { session in
            try session.addToCounter()
            hasBegun.send()
            mayEnd.wait()
        }
        await hasBegun.arrival()
        await #expect(throws: SQLError.busy("database is locked")) {
            try await second.write(.products([])) { try $0.addToCounter() }
        }
        mayEnd.send()
        try await first
        #expect(try await second.counter() == 1)
        await second.close()
    }

    @Test func aFileThatCannotBeOpenedIsUnavailable() {
        #expect(throws: SQLError.self) { try SQLiteDatabase(path: "/nowhere/at/all/company.sqlite") }
    }

    /// Runs `count` writes that have all arrived before the first of them begins.
    private static func together(
        _ count: Int, in database: SQLiteDatabase,
        _ body: @escaping @Sendable (Int, any SQLSession) throws -> Void
    ) async throws -> [Result<Void, any Error>] {
        let (isHeld, mayBegin) = (Signal(), Signal())
        async let gate: Void = database.write(.company) { _ in
            isHeld.send()
            mayBegin.wait()
        }
        await isHeld.arrival()
        let outcomes = await withTaskGroup(of: Result<Void, any Error>.self) { group in
            for number in 1...count {
                group.addTask { await .of { try await database.write(.products([])) { try body(number, $0) } } }
            }
            // Long enough for all of them to stand in the queue.
            try? await Task.sleep(for: .milliseconds(100))
            mayBegin.send()
            return await group.reduce(into: []) { $0.append($1) }
        }
        try await gate
        return outcomes
    }
}

extension Result {
    fileprivate var succeeded: Bool {
        if case .success = self { true } else { false }
    }
}

extension SQLiteFile {
    /// Bytes of the write-ahead log.
    fileprivate var logSize: Int {
        get throws {
            try FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int ?? 0
        }
    }
}
