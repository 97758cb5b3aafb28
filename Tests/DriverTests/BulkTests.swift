import SQLCore
import Testing

struct BulkTests {
    @Test(arguments: SQLEngine.allCases)
    func fiftyThousandRowsArriveAsTheyWereSent(_ engine: SQLEngine) async throws {
        let database = try await DriverSchema.database(engine)
        let sent = (0..<50_000).map(Self.row)
        let arrived = try await database.write(.company) { session in
            try session.insert(into: "thing", ["id", "label", "bytes", "amount"], rows: sent)
            return try session.rows("SELECT id, label, bytes, amount FROM thing ORDER BY id").map(\.values)
        }
        #expect(arrived.count == sent.count)
        #expect(zip(arrived, sent).allSatisfy { $0 == $1 })
    }

    @Test(arguments: SQLEngine.allCases)
    func aWalkReadsEveryRowInOrder(_ engine: SQLEngine) async throws {
        let database = try await Self.filled(engine, with: 100_000)
        let inOrder = try await database.read { session in
            var next = 0
            try session.walk("SELECT id, label FROM thing WHERE id >= \(bind: 0) ORDER BY id") { row in
                guard row[0] == next else { return false }
                next += 1
                return true
            }
            return next
        }
        #expect(inOrder == 100_000)
    }

    @Test(arguments: SQLEngine.allCases, [0, 1, 31, 32, 33, 500])
    func aWalkStopsWhereItIsTold(_ engine: SQLEngine, _ rows: Int) async throws {
        let database = try await Self.filled(engine, with: 500)
        let seen = try await database.read { session in
            var seen = 0
            try session.walk("SELECT id FROM thing ORDER BY id") { _ in
                if seen == rows { return false }
                seen += 1
                return true
            }
            // The connection is free again.
            return try (seen, session.rows("SELECT id FROM thing").count)
        }
        #expect(seen == (rows, 500))
    }

    @Test(arguments: SQLEngine.allCases)
    func aWalkMayWriteAndWalkTheSameStatementInside(_ engine: SQLEngine) async throws {
        let database = try await Self.filled(engine, with: 40)
        let pairs = try await database.write(.products([])) { session in
            var pairs = 0
            let walk: SQL = "SELECT id FROM thing WHERE id < 40 ORDER BY id"
            try session.walk(walk) { outer in
                try session.addToCounter()
                try session.walk(walk) { inner in
                    pairs += 1
                    return (inner[0] as Int) < (outer[0] as Int)
                }
                return true
            }
            return pairs
        }
        #expect(pairs == (1...40).reduce(0, +))
        #expect(try await database.counter() == 40)
    }

    @Test(arguments: SQLEngine.allCases)
    func anErrorInsideAWalkLeavesTheTransactionUsable(_ engine: SQLEngine) async throws {
        let database = try await Self.filled(engine, with: 100)
        try await database.write(.products([])) { session in
            #expect(throws: Deliberate.self) {
                try session.walk("SELECT id FROM thing") { _ in throw Deliberate() }
            }
            try session.addToCounter()
        }
        #expect(try await database.counter() == 1)
    }

    @Test(arguments: SQLEngine.allCases)
    func rowsMayBeReadElsewhereWhileTheyAreInserted(_ engine: SQLEngine) async throws {
        let database = try await DriverSchema.database(engine)
        try await database.write(.company) { session in
            var id = 0
            try session.insert(into: "thing", ["id", "amount"]) {
                if id == 3 { return nil }
                id += 1
                return [.integer(Int64(id)), try session.value("SELECT MAX(id) FROM posting") ?? .null]
            }
        }
        #expect(try await database.numbers("SELECT amount FROM thing") == [1, 1, 1])
    }

    /// Rows with everything that a copy format could stumble over.
    private static func row(_ number: Int) -> [SQLValue] {
        let labels = [
            "", "tab\t", "line\nend", "back\\slash\\n", "\\N", "\\.", "return\r", "\"quoted\", comma", "Öl 🛢",
        ]
        return [
            .integer(Int64(number)),
            number % 10 == 9 ? .null : .text(labels[number % 10]),
            number % 7 == 0 ? .null : .blob([UInt8](repeating: UInt8(number % 256), count: number % 5)),
            number % 3 == 0 ? .null : .integer(Int64(number) * -1_000_000_007),
        ]
    }

    private static func filled(_ engine: SQLEngine, with count: Int) async throws -> any SQLDatabase {
        let database = try await DriverSchema.database(engine)
        try await database.write(.company) { session in
            let rows = (0..<count).lazy.map { [SQLValue.integer(Int64($0)), .text("row \($0)")] }
            try session.insert(into: "thing", ["id", "label"], rows: rows)
        }
        return database
    }
}
