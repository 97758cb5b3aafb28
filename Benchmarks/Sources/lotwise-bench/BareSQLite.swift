import GRDBSQLite
import SQLCore

/// SQLite through its own functions, set up as the program's connections are.
final class BareSQLite: BareEngine {
    private let connection: OpaquePointer
    private var prepared: [String: OpaquePointer] = [:]

    init(path: String) throws {
        var opened: OpaquePointer?
        guard sqlite3_open_v2(path, &opened, SQLITE_OPEN_READWRITE, nil) == SQLITE_OK, let opened else {
            throw BenchError("\(path) cannot be opened")
        }
        connection = opened
        for setting in [
            "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "cache_size = -65536",
            "wal_autocheckpoint = 4000", "journal_size_limit = 67108864",
        ] {
            try run("PRAGMA \(setting)")
        }
    }

    deinit {
        for statement in prepared.values { sqlite3_finalize(statement) }
        sqlite3_close_v2(connection)
    }

    func run(_ text: String) throws {
        guard sqlite3_exec(connection, text, nil, nil, nil) == SQLITE_OK else { throw failure(text) }
    }

    private func failure(_ text: String) -> BenchError {
        BenchError("\(String(cString: sqlite3_errmsg(connection))): \(text)")
    }

    private func statement(_ text: String) throws -> OpaquePointer {
        if let known = prepared[text] { return known }
        var made: OpaquePointer?
        guard sqlite3_prepare_v2(connection, text, -1, &made, nil) == SQLITE_OK, let made else { throw failure(text) }
        prepared[text] = made
        return made
    }
}

// MARK: - Writing

extension BareSQLite {
    /// A prepared statement is SQLite's fastest way.
    func bulkInsertion(of tables: [TableRows]) throws -> () throws -> Void { try insertion(of: tables) }

    func insertion(of tables: [TableRows]) throws -> () throws -> Void {
        let statements = try tables.map { try statement($0.insertStatement) }
        return { [self] in
            try run("BEGIN IMMEDIATE")
            for (table, statement) in zip(tables, statements) {
                for row in table.rows { try insert(row, statement, table.name) }
            }
            try run("COMMIT")
        }
    }

    private func insert(_ row: [SQLValue], _ statement: OpaquePointer, _ table: String) throws {
        bind(row, to: statement)
        guard sqlite3_step(statement) == SQLITE_DONE else { throw failure(table) }
        sqlite3_reset(statement)
    }

    private func bind(_ values: [SQLValue], to statement: OpaquePointer) {
        for (index, value) in values.enumerated() {
            let position = Int32(index + 1)
            switch value {
            case .null: sqlite3_bind_null(statement, position)
            case .integer(let number): sqlite3_bind_int64(statement, position, number)
            case .text(let text):
                var text = text
                text.withUTF8 { bytes in
                    bytes.withMemoryRebound(to: CChar.self) {
                        _ = sqlite3_bind_text(statement, position, $0.baseAddress, Int32($0.count), copied)
                    }
                }
            case .blob(let bytes):
                bytes.withUnsafeBytes {
                    _ = sqlite3_bind_blob(statement, position, $0.baseAddress, Int32($0.count), copied)
                }
            }
        }
    }
}

// MARK: - Reading

extension BareSQLite {
    func questions(_ statements: [SQL]) throws -> () throws -> Int {
        let prepared = try statements.map { (statement: try statement($0.text), values: $0.values) }
        return { [self] in
            try prepared.reduce(0) { try $0 + fetch($1.statement, $1.values) }
        }
    }

    private func fetch(_ statement: OpaquePointer, _ values: [SQLValue]) throws -> Int {
        bind(values, to: statement)
        let columns = sqlite3_column_count(statement)
        var rows = 0
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW:
                rows += 1
                for column in 0..<columns { read(statement, column) }
            case SQLITE_DONE:
                sqlite3_reset(statement)
                return rows
            default: throw failure(String(cString: sqlite3_sql(statement)))
            }
        }
    }

    private func read(_ statement: OpaquePointer, _ column: Int32) {
        if sqlite3_column_type(statement, column) == SQLITE_INTEGER {
            _ = sqlite3_column_int64(statement, column)
        } else {
            _ = sqlite3_column_blob(statement, column)
        }
    }
}

/// Tells SQLite to copy a value before the call returns (`SQLITE_TRANSIENT`, a macro that Swift cannot read).
private var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
