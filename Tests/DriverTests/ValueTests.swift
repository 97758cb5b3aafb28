import SQLCore
import Testing

struct ValueTests {
    static let values: [SQLValue] = [
        .null, .integer(0), .integer(.min), .integer(.max), .integer(-1),
        .text(""), .text("it's \"quoted\" 100 % \\ \\N"), .text("tab\tline\nreturn\r end"), .text("Säge 🪚 漢字"),
        .blob([]), .blob([0, 0, 255, 92, 9, 10]), .blob(Array(0...255)),
    ]

    @Test(arguments: SQLEngine.allCases, values)
    func aValueComesBackAsItWasStored(_ engine: SQLEngine, _ value: SQLValue) async throws {
        let database = try await DriverSchema.database(engine)
        let stored = try await database.write(.products([])) { session in
            let column = column(for: value)
            try session.execute("INSERT INTO thing (id, \(sql: column)) VALUES (1, \(bind: value))")
            try session.insert(into: "thing", ["id", column.text], rows: [[.integer(2), value]])
            return try session.rows("SELECT \(sql: column) FROM thing ORDER BY id").map { $0.values[0] }
        }
        #expect(stored == [value, value])
    }

    @Test(arguments: SQLEngine.allCases)
    func aTextWithTheCharacterNULIsRefused(_ engine: SQLEngine) async throws {
        let database = try await DriverSchema.database(engine)
        let refusals = try await database.write(.products([])) { session in
            [
                failure { try session.execute("INSERT INTO thing (id, label) VALUES (1, \(bind: "a\0b"))") },
                failure { try session.insert(into: "thing", ["id", "label"], rows: [[.integer(1), .text("a\0b")]]) },
            ]
        }
        for refusal in refusals {
            guard case .failed("nul_in_text", _, _) = refusal else {
                Issue.record("\(refusal as Any)")
                continue
            }
        }
        #expect(try await database.numbers("SELECT id FROM thing") == [])
    }

    @Test(arguments: SQLEngine.allCases)
    func sumsAndComparisonsAreIntegers(_ engine: SQLEngine) async throws {
        let database = try await DriverSchema.database(engine)
        let values = try await database.read { session in
            try session.rows("SELECT SUM(value), COUNT(*), value < 5, CAST(value AS INT) FROM counter GROUP BY value")
                .first?.values
        }
        #expect(values == [.integer(0), .integer(1), .integer(1), .integer(0)])
    }

    @Test(arguments: SQLEngine.allCases)
    func aFractionIsRefused(_ engine: SQLEngine) async throws {
        let database = try await DriverSchema.database(engine)
        await #expect(throws: SQLError.notAnInteger(column: 0, statement: "SELECT 0.5")) {
            try await database.read { try $0.rows("SELECT 0.5").count }
        }
    }

    @Test(arguments: SQLEngine.allCases, [0, 1, 2, 3, 5, 8, 100])
    func aListFindsExactlyItsMembers(_ engine: SQLEngine, _ length: Int) async throws {
        let database = try await DriverSchema.database(engine)
        let wanted = (0..<length).map { $0 * 2 }
        let found = try await database.write(.products([])) { session -> [Int] in
            try session.insert(into: "thing", ["id"], rows: (0..<300).map { [.integer($0)] })
            return try session.rows("SELECT id FROM thing WHERE id IN \(list: wanted) ORDER BY id").map { $0[0] }
        }
        #expect(found == wanted)
    }

    private func column(for value: SQLValue) -> SQL {
        switch value {
        case .null, .integer: "amount"
        case .text: "label"
        case .blob: "bytes"
        }
    }
}

/// The engine's error that `body` throws.
func failure(_ body: () throws -> Void) -> SQLError? {
    do {
        try body()
        return nil
    } catch {
        return error as? SQLError
    }
}
