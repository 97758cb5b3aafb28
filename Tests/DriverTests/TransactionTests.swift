import SQLCore
import Testing

@Suite struct TransactionTests {
    @Test(arguments: SQLEngine.allCases)
    func aThrownErrorRollsEverythingBackAndIsRethrown(_ engine: SQLEngine) async throws {
        let database = try await DriverSchema.database(engine)
        await #expect(throws: Deliberate.self) {
            try await database.write(.products([1])) { session in
                try session.addToCounter()
                throw Deliberate()
            }
        }
        #expect(try await database.counter() == 0)
    }

    @Test(arguments: SQLEngine.allCases, [WriteScope.products([]), .products([3, 1, 2]), .company])
    func aWriteIsSeenByTheNextRead(_ engine: SQLEngine, _ scope: WriteScope) async throws {
        let database = try await DriverSchema.database(engine)
        try await database.write(scope) { try $0.addToCounter() }
        #expect(try await database.counter() == 1)
    }

    @Test(arguments: SQLEngine.allCases)
    func aFailedSavepointLosesOnlyItsOwnChanges(_ engine: SQLEngine) async throws {
        let database = try await DriverSchema.database(engine)
        try await database.write(.products([])) { session in
            try session.execute("INSERT INTO thing (id) VALUES (1)")
            try session.savepoint {
                try session.execute("INSERT INTO thing (id) VALUES (2)")
                let inner = failure {
                    try session.savepoint {
                        try session.execute("INSERT INTO thing (id) VALUES (3)")
                        try session.execute("INSERT INTO thing (id) VALUES (1)")
                    }
                }
                #expect(inner == .unique(name: "thing_pkey"))
                try session.execute("INSERT INTO thing (id) VALUES (4)")
            }
        }
        #expect(try await database.numbers("SELECT id FROM thing ORDER BY id") == [1, 2, 4])
    }

    @Test(arguments: SQLEngine.allCases)
    func anUpsertInsertsOnceAndThenAdds(_ engine: SQLEngine) async throws {
        let database = try await DriverSchema.database(engine)
        let changed = try await database.write(.products([])) { session in
            try (1...3).map { amount in
                try session.execute(
                    """
                    INSERT INTO thing (id, amount) VALUES (1, \(bind: amount))
                    ON CONFLICT (id) DO UPDATE SET amount = thing.amount + excluded.amount
                    """)
            }
        }
        #expect(changed == [1, 1, 1])
        #expect(try await database.numbers("SELECT amount FROM thing") == [6])
    }

    @Test(arguments: SQLEngine.allCases)
    func changedRowsAreCounted(_ engine: SQLEngine) async throws {
        let database = try await DriverSchema.database(engine)
        let counts = try await database.write(.products([])) { session in
            try session.insert(into: "thing", ["id"], rows: (1...5).map { [.integer($0)] })
            return try [
                session.execute("UPDATE thing SET amount = 1 WHERE id < 4"),
                session.execute("UPDATE thing SET amount = 1 WHERE id > 9"),
                session.execute("CREATE TABLE other (id INTEGER)"),
                session.execute("DELETE FROM thing"),
                session.execute("SELECT 1"),
            ]
        }
        #expect(counts == [3, 0, 0, 5, 0])
    }

    @Test(arguments: SQLEngine.allCases)
    func aReadCannotWrite(_ engine: SQLEngine) async throws {
        let database = try await DriverSchema.database(engine)
        await #expect(throws: SQLError.self) { try await database.read { try $0.addToCounter() } }
        #expect(try await database.counter() == 0)
    }

    @Test(arguments: SQLEngine.allCases)
    func aClosureThatPassesOverAFailureDoesNotHalfCommit(_ engine: SQLEngine) async throws {
        let database = try await DriverSchema.database(engine)
        let outcome = await Swift.Result.of {
            try await database.write(.products([])) { session in
                try session.execute("INSERT INTO thing (id) VALUES (1)")
                _ = failure { try session.execute("INSERT INTO thing (id) VALUES (1)") }
            }
        }
        // SQLite undoes the statement alone and goes on; PostgreSQL gives the transaction up. Neither lies about it.
        let kept = try await database.numbers("SELECT id FROM thing")
        switch outcome {
        case .success: #expect(kept == [1])
        case .failure: #expect(kept == [])
        }
    }

    @Test(arguments: SQLEngine.allCases)
    func aClosedDatabaseIsUnavailable(_ engine: SQLEngine) async throws {
        let database = try await DriverSchema.database(engine)
        await database.close()
        await database.close()
        await #expect(throws: SQLError.unavailable("the database is closed")) { try await database.counter() }
        await #expect(throws: SQLError.unavailable("the database is closed")) {
            try await database.write(.products([])) { try $0.addToCounter() }
        }
    }
}

extension Swift.Result where Failure == any Error {
    static func of(_ body: () async throws -> Success) async -> Self {
        do {
            return try await .success(body())
        } catch {
            return .failure(error)
        }
    }
}
