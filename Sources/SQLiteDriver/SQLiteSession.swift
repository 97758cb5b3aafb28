import GRDBSQLite
import SQLCore

import class GRDB.Database

/// One open transaction on a SQLite connection.
final class SQLiteSession: SQLSession {
    var engine: SQLEngine { .sqlite }

    let connection: OpaquePointer
    private let database: Database
    private let cancellation: ReadCancellation?

    /// - Parameter cancellation: of a read; a write cannot be cancelled.
    init(on database: Database, cancellation: ReadCancellation? = nil) throws {
        guard let connection = database.sqliteConnection else { throw SQLError.databaseIsClosed }
        self.connection = connection
        self.database = database
        self.cancellation = cancellation
    }

    /// False when SQLite has rolled back by itself, as it does on a full disk.
    var transactionStands: Bool { sqlite3_get_autocommit(connection) == 0 }

    @discardableResult
    func execute(_ sql: SQL) throws -> Int {
        let statement = try prepare(sql.text)
        try statement.bind(sql.values)
        defer { statement.reset() }
        let before = sqlite3_total_changes64(connection)
        while try statement.step() {}
        // What is not an INSERT, UPDATE or DELETE leaves the count of the statement before it.
        return sqlite3_total_changes64(connection) == before ? 0 : Int(sqlite3_changes64(connection))
    }

    func rows(_ sql: SQL) throws -> [SQLRow] {
        var rows: [SQLRow] = []
        try walk(sql) { row in
            rows.append(row)
            return true
        }
        return rows
    }

    func walk(_ sql: SQL, _ body: (SQLRow) throws -> Bool) throws {
        let statement = try prepare(sql.text)
        try statement.bind(sql.values)
        defer { statement.reset() }
        while try statement.step() {
            guard try body(statement.row()) else { return }
        }
    }

    /// Rows are always found one by one here.
    func walkFirst(_ sql: SQL, _ body: (SQLRow) throws -> Bool) throws {
        try walk(sql, body)
    }

    func insert(into table: String, _ columns: [String], next: () throws -> [SQLValue]?) throws {
        let placeholders = columns.map { _ in "?" }.joined(separator: ", ")
        let statement = try prepare(
            "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(placeholders))")
        while let values = try next() {
            precondition(values.count == columns.count, "a row of \(table) has \(values.count) values")
            defer { statement.reset() }
            try statement.bind(values)
            _ = try statement.step()
        }
    }

    func savepoint<Result>(_ body: () throws -> Result) throws -> Result {
        // Savepoints of one name nest: the innermost is meant.
        try execute("SAVEPOINT inner_changes")
        do {
            let result = try body()
            try execute("RELEASE inner_changes")
            return result
        } catch {
            if transactionStands {
                try execute("ROLLBACK TO inner_changes")
                try execute("RELEASE inner_changes")
            }
            throw error
        }
    }

    private func prepare(_ text: String) throws -> PreparedStatement {
        if let cancellation, cancellation.isCancelled { throw SQLError.cancelled }
        // Without a transaction each statement would commit by itself.
        guard transactionStands else { throw SQLError.unavailable("the transaction was rolled back by the database") }
        do {
            let cached = try database.cachedStatement(sql: text)
            // A walk may still be reading from the same statement further up.
            let isFree = sqlite3_stmt_busy(cached.sqliteStatement) == 0
            return try PreparedStatement(isFree ? cached : database.makeStatement(sql: text), on: connection, text)
        } catch {
            throw SQLError(error, statement: text)
        }
    }
}
