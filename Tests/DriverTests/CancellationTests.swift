import Foundation
import SQLCore
import Testing

struct CancellationTests {
    /// Counts to ten thousand millions: hours.
    private static let endless: SQL = """
        WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 10000000000)
        SELECT COUNT(*) FROM numbers
        """

    @Test(arguments: SQLEngine.allCases)
    func aCancelledReadStopsWithinItsStatement(_ engine: SQLEngine) async throws {
        let database = try await DriverSchema.database(engine)
        let hasBegun = Signal()
        let reading = Task {
            try await database.read { session in
                hasBegun.send()
                return try session.rows(Self.endless).count
            }
        }
        await hasBegun.arrival()
        try await Task.sleep(for: .milliseconds(50))
        reading.cancel()
        await #expect(throws: SQLError.cancelled) { try await reading.value }
        #expect(try await database.counter() == 0)
    }

    @Test(arguments: SQLEngine.allCases)
    func aCancelledReadStopsBetweenItsStatements(_ engine: SQLEngine) async throws {
        let database = try await DriverSchema.database(engine)
        let hasBegun = Signal()
        let reading = Task {
            try await database.read { session in
                hasBegun.send()
                while true { _ = try session.rows("SELECT 1") }
            } as Void
        }
        await hasBegun.arrival()
        reading.cancel()
        await #expect(throws: SQLError.cancelled) { try await reading.value }
    }

    @Test(arguments: SQLEngine.allCases)
    func aReadThatIsCancelledBeforeItBeginsDoesNotRun(_ engine: SQLEngine) async throws {
        let database = try await DriverSchema.database(engine)
        let reading = Task {
            try? await Task.sleep(for: .seconds(60))
            return try await database.counter()
        }
        reading.cancel()
        await #expect(throws: SQLError.cancelled) { try await reading.value }
    }

    @Test(arguments: SQLEngine.allCases)
    func aCancelledWriteStillCommitsAsAWhole(_ engine: SQLEngine) async throws {
        let database = try await DriverSchema.database(engine)
        let (hasBegun, isCancelled) = (Signal(), Signal())
        let writing = Task {
            try await database.write(.products([])) { session in
                try session.addToCounter()
                hasBegun.send()
                isCancelled.wait()
                try session.execute(
                    """
                    INSERT INTO thing (id)
                    WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 20000)
                    SELECT n FROM numbers
                    """)
                try session.addToCounter()
            }
        }
        await hasBegun.arrival()
        writing.cancel()
        isCancelled.send()
        try await writing.value
        #expect(try await database.counter() == 2)
        #expect(try await database.numbers("SELECT COUNT(*) FROM thing") == [20_000])
    }
}
