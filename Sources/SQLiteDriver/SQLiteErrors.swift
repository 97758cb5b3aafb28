import GRDBSQLite
import SQLCore

import struct GRDB.DatabaseError

/// What SQLite says about the call that failed last.
struct SQLiteFailure {
    /// The extended result code.
    let code: Int32
    let message: String

    init(of connection: OpaquePointer) {
        code = sqlite3_extended_errcode(connection)
        message = String(cString: sqlite3_errmsg(connection))
    }

    init(_ error: DatabaseError) {
        code = error.extendedResultCode.rawValue
        message = error.message ?? ""
    }
}

/// Runs GRDB's own calls and says their errors in the words of both engines.
func mappingErrors<Result>(_ body: () throws -> Result) throws -> Result {
    do {
        return try body()
    } catch {
        throw SQLError(error)
    }
}

extension SQLError {
    /// - Parameter error: what GRDB or this driver has thrown.
    init(_ error: any Error, statement: String = "") {
        switch error {
        case let error as SQLError: self = error
        case let error as DatabaseError: self.init(SQLiteFailure(error), on: nil, statement: statement)
        default: self = .failed(code: "", message: "\(error)", statement: statement)
        }
    }

    /// - Parameter connection: where the schema can be asked for the name of a violated index.
    init(_ failure: SQLiteFailure, on connection: OpaquePointer?, statement: String) {
        switch failure.code & 0xff {
        case SQLITE_CONSTRAINT:
            self = Self.violation(failure, on: connection, statement: statement)
        case SQLITE_BUSY, SQLITE_LOCKED: self = .busy(failure.message)
        case SQLITE_FULL: self = .diskFull(failure.message)
        case SQLITE_INTERRUPT: self = .cancelled
        // MISUSE is what GRDB says about a connection that is closed.
        case SQLITE_CANTOPEN, SQLITE_IOERR, SQLITE_NOTADB, SQLITE_PERM, SQLITE_MISUSE:
            self = .unavailable(failure.message)
        default: self = .failed(code: "\(failure.code)", message: failure.message, statement: statement)
        }
    }

    private static func violation(
        _ failure: SQLiteFailure, on connection: OpaquePointer?, statement: String
    ) -> SQLError {
        // "UNIQUE constraint failed: lot.number, lot.kind": what failed stands behind the colon.
        let subject = failure.message.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? ""
        switch failure.code {
        case constraintUnique: return .unique(name: uniqueIndexName(for: subject, on: connection))
        case constraintPrimaryKey, constraintRowID:
            return .unique(name: "\(subject.prefix { $0 != "." })_pkey")
        case constraintCheck: return .check(name: subject)
        // SQLite does not say which.
        case constraintForeignKey: return .foreignKey(name: "")
        case constraintNotNull: return .notNull(column: subject)
        case constraintTrigger: return .refusedByTrigger(failure.message)
        default: return .failed(code: "\(failure.code)", message: failure.message, statement: statement)
        }
    }

    /// Extended codes, which are macros that Swift cannot read.
    private static func constraint(_ number: Int32) -> Int32 { SQLITE_CONSTRAINT | number << 8 }
    private static let constraintCheck = constraint(1)
    private static let constraintForeignKey = constraint(3)
    private static let constraintNotNull = constraint(5)
    private static let constraintPrimaryKey = constraint(6)
    private static let constraintTrigger = constraint(7)
    private static let constraintUnique = constraint(8)
    private static let constraintRowID = constraint(10)
}
