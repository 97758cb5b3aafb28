import SQLCore
import Synchronization

/// A database that notes every question it is asked, also within a change, to ask the engine the same without us.
final class RecordingDatabase: SQLDatabase {
    private let database: any SQLDatabase
    private let asked = Mutex<[SQL]>([])

    init(_ database: any SQLDatabase) {
        self.database = database
    }

    var engine: SQLEngine { database.engine }

    /// Each question with its values once, in the order of asking.
    var questions: [SQL] {
        var known: Set<Question> = []
        return asked.withLock { $0 }.filter { known.insert(Question(text: $0.text, values: $0.values)).inserted }
    }

    private struct Question: Hashable {
        let text: String
        let values: [SQLValue]
    }

    func read<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> Result {
        try await database.read { session in
            try body(RecordingSession(session) { sql in self.asked.withLock { $0.append(sql) } })
        }
    }

    @discardableResult
    func write<Result: Sendable>(
        _ scope: WriteScope, _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> Result {
        try await database.write(scope) { session in
            try body(RecordingSession(session) { sql in self.asked.withLock { $0.append(sql) } })
        }
    }

    func close() async {
        await database.close()
    }
}

private final class RecordingSession: SQLSession {
    private let session: any SQLSession
    private let note: (SQL) -> Void

    init(_ session: any SQLSession, noting note: @escaping (SQL) -> Void) {
        self.session = session
        self.note = note
    }

    var engine: SQLEngine { session.engine }

    func execute(_ sql: SQL) throws -> Int { try session.execute(sql) }

    func rows(_ sql: SQL) throws -> [SQLRow] {
        note(sql)
        return try session.rows(sql)
    }

    func walk(_ sql: SQL, _ body: (SQLRow) throws -> Bool) throws {
        var count = 0
        try session.walk(sql) { row in
            count += 1
            return try body(row)
        }
        note(sql, read: count)
    }

    func walkFirst(_ sql: SQL, _ body: (SQLRow) throws -> Bool) throws {
        var count = 0
        try session.walkFirst(sql) { row in
            count += 1
            return try body(row)
        }
        note(sql, read: count)
    }

    /// A walk was read only as far as it was read.
    private func note(_ sql: SQL, read count: Int) {
        note("\(sql: sql) LIMIT \(sql: SQL(verbatim: "\(max(count, 1))"))")
    }

    func insert(into table: String, _ columns: [String], next: () throws -> [SQLValue]?) throws {
        try session.insert(into: table, columns, next: next)
    }

    func savepoint<Result>(_ body: () throws -> Result) throws -> Result { try session.savepoint(body) }
}
