import GRDBSQLite
import SQLCore

import class GRDB.Statement

/// A statement with its values, read row by row.
///
/// Values and rows pass through SQLite's own functions, which is several times faster for bulk inserts and exports than
/// GRDB's rows and arguments.
struct PreparedStatement {
    private let owner: Statement
    private let handle: OpaquePointer
    private let connection: OpaquePointer
    private let text: String

    init(_ owner: Statement, on connection: OpaquePointer, _ text: String) {
        self.owner = owner
        self.connection = connection
        self.text = text
        handle = owner.sqliteStatement
        // A statement that has run refuses new values until it is reset.
        sqlite3_reset(handle)
    }

    func reset() {
        sqlite3_reset(handle)
    }

    /// Moves to the next row; false at the end.
    func step() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default:
            let failure = SQLiteFailure(of: connection)
            sqlite3_reset(handle)
            throw SQLError(failure, on: connection, statement: text)
        }
    }

    func bind(_ values: [SQLValue]) throws {
        for (index, value) in values.enumerated() {
            try bind(value, at: Int32(index + 1))
        }
    }

    private func bind(_ value: SQLValue, at position: Int32) throws {
        let code =
            switch value {
            case .null: sqlite3_bind_null(handle, position)
            case .integer(let number): sqlite3_bind_int64(handle, position, number)
            case .text(let text): try bind(text, at: position)
            case .blob(let bytes): bind(bytes, at: position)
            }
        guard code == SQLITE_OK else {
            throw SQLError(SQLiteFailure(of: connection), on: connection, statement: text)
        }
    }

    private func bind(_ value: String, at position: Int32) throws -> Int32 {
        var value = value
        return try value.withUTF8 { bytes in
            if bytes.contains(0) { throw SQLError.textHoldsNUL(statement: text) }
            // A missing address would bind NULL; an empty string has none.
            guard let start = bytes.baseAddress else { return sqlite3_bind_text(handle, position, "", 0, copied) }
            return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
                sqlite3_bind_text(handle, position, $0, Int32(bytes.count), copied)
            }
        }
    }

    private func bind(_ bytes: [UInt8], at position: Int32) -> Int32 {
        // Likewise an empty array.
        if bytes.isEmpty { return sqlite3_bind_zeroblob(handle, position, 0) }
        return bytes.withUnsafeBytes {
            sqlite3_bind_blob(handle, position, $0.baseAddress, Int32($0.count), copied)
        }
    }

    /// The row that the last step reached.
    func row() throws -> SQLRow {
        let count = sqlite3_column_count(handle)
        var values: [SQLValue] = []
        values.reserveCapacity(Int(count))
        for column in 0..<count {
            try values.append(value(of: column))
        }
        return SQLRow(values: values)
    }

    private func value(of column: Int32) throws -> SQLValue {
        switch sqlite3_column_type(handle, column) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, column))
        case SQLITE_TEXT:
            let start = sqlite3_column_text(handle, column)
            return .text(String(decoding: bytes(of: column, from: start), as: UTF8.self))
        case SQLITE_BLOB:
            return .blob([UInt8](bytes(of: column, from: sqlite3_column_blob(handle, column))))
        case SQLITE_NULL: return .null
        default: throw SQLError.notAnInteger(column: Int(column), statement: text)
        }
    }

    private func bytes(of column: Int32, from start: UnsafeRawPointer?) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
    }
}

/// Tells SQLite to copy a value before the call returns (`SQLITE_TRANSIENT`, a macro that Swift cannot read).
private var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
