import SQLCore
import Testing

struct ConstraintTests {
    struct Violation: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let statements: [SQL]
        let error: SQLError
    }

    private static let lot: SQL = "INSERT INTO lot (id, product_id, number, place_id, quantity) VALUES"

    static let violations = [
        Violation(
            testDescription: "a named unique index",
            statements: [lot + "(1, 1, 'A', NULL, 1)", lot + "(2, 1, 'A', NULL, 2)"],
            error: .unique(name: "lot_identity")),
        Violation(
            testDescription: "a UNIQUE of a table",
            statements: [lot + "(1, 1, 'A', NULL, 1)", lot + "(2, 1, 'B', NULL, 1)"],
            error: .unique(name: "lot_product_id_quantity_key")),
        Violation(
            testDescription: "a partial unique index on an expression",
            statements: [lot + "(1, 101, 'A', NULL, 1)", lot + "(2, 101, 'B', NULL, 2)"],
            error: .unique(name: "lot_place")),
        Violation(
            testDescription: "a primary key of integers",
            statements: [lot + "(1, 1, 'A', NULL, 1)", lot + "(1, 2, 'B', NULL, 2)"],
            error: .unique(name: "lot_pkey")),
        Violation(
            testDescription: "a primary key of texts",
            statements: ["INSERT INTO label (code) VALUES ('A')", "INSERT INTO label (code) VALUES ('A')"],
            error: .unique(name: "label_pkey")),
        Violation(
            testDescription: "a named check",
            statements: [lot + "(1, 1, 'A', NULL, -1)"],
            error: .check(name: "lot_quantity")),
        Violation(
            testDescription: "a NOT NULL",
            statements: [lot + "(1, 1, NULL, NULL, 1)"],
            error: .notNull(column: "lot.number")),
        Violation(
            testDescription: "a trigger",
            statements: ["DELETE FROM posting WHERE id = 1"],
            error: .refusedByTrigger("postings stay")),
    ]

    @Test(arguments: SQLEngine.allCases, violations)
    func aViolationCarriesTheSameNameOnBothEngines(_ engine: SQLEngine, _ violation: Violation) async throws {
        let database = try await DriverSchema.database(engine)
        await #expect(throws: violation.error) {
            try await database.write(.products([])) { session in
                for statement in violation.statements { try session.execute(statement) }
            }
        }
        #expect(try await database.numbers("SELECT id FROM lot") == [])
    }

    @Test(arguments: SQLEngine.allCases)
    func aMissingParentIsAForeignKeyError(_ engine: SQLEngine) async throws {
        let database = try await DriverSchema.database(engine)
        // SQLite does not say which.
        await #expect(throws: SQLError.foreignKey(name: engine == .sqlite ? "" : "label_lot_id_fkey")) {
            try await database.write(.products([])) {
                try $0.execute("INSERT INTO label (code, lot_id) VALUES ('A', 7)")
            }
        }
    }

    @Test(arguments: SQLEngine.allCases)
    func aMistakeNamesTheStatementWithoutItsValues(_ engine: SQLEngine) async throws {
        let database = try await DriverSchema.database(engine)
        do {
            try await database.write(.products([])) { try $0.execute("INSERT INTO nowhere VALUES (\(bind: "secret"))") }
            Issue.record("nothing was thrown")
        } catch SQLError.failed(_, let message, let statement) {
            #expect(message.contains("nowhere"))
            #expect(statement == "INSERT INTO nowhere VALUES ($1)")
        }
    }

    @Test(arguments: SQLEngine.allCases)
    func aBulkInsertReportsTheViolatedIndex(_ engine: SQLEngine) async throws {
        let database = try await DriverSchema.database(engine)
        await #expect(throws: SQLError.unique(name: "thing_pkey")) {
            try await database.write(.company) { session in
                try session.insert(into: "thing", ["id"], rows: [[.integer(1)], [.integer(2)], [.integer(1)]])
            }
        }
    }
}
