import CLibPQ
import SQLCore

/// A server's answer to one statement; integers and texts come as text.
final class PostgresResult {
    private let handle: OpaquePointer

    /// Takes over the result, which it clears at its end.
    init(_ handle: OpaquePointer) {
        self.handle = handle
    }

    deinit {
        PQclear(handle)
    }

    var isSuccess: Bool {
        let status = PQresultStatus(handle)
        return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK
    }

    /// What was done, such as `INSERT 0 3`.
    var tag: String { String(cString: PQcmdStatus(handle)) }

    var changedRows: Int {
        if tag.hasPrefix("SELECT") { return 0 }
        return Int(String(cString: PQcmdTuples(handle))) ?? 0
    }

    /// A field of an error.
    func field(_ code: Character) -> String? {
        guard let code = code.asciiValue, let text = PQresultErrorField(handle, Int32(code)) else { return nil }
        return String(cString: text)
    }

    var message: String {
        field("M") ?? String(cString: PQresultErrorMessage(handle)).trimmingLineEnds
    }

    /// - Parameter statement: its text, for the error of a column that no value holds.
    func rows(of statement: @autoclosure () -> String) throws -> [SQLRow] {
        let types = (0..<PQnfields(handle)).map { ColumnType(oid: PQftype(handle, $0)) }
        return try (0..<PQntuples(handle)).map { row in
            var values: [SQLValue] = []
            values.reserveCapacity(types.count)
            for (column, type) in types.enumerated() {
                guard let value = type.value(bytes(row, Int32(column))) else {
                    throw SQLError.notAnInteger(column: column, statement: statement())
                }
                values.append(value)
            }
            return SQLRow(values: values)
        }
    }

    private func bytes(_ row: Int32, _ column: Int32) -> UnsafeRawBufferPointer? {
        if PQgetisnull(handle, row, column) == 1 { return nil }
        return UnsafeRawBufferPointer(
            start: PQgetvalue(handle, row, column), count: Int(PQgetlength(handle, row, column)))
    }
}

extension String {
    /// libpq ends its messages with a line end.
    var trimmingLineEnds: String {
        String(self[..<(lastIndex { !$0.isNewline }.map(index(after:)) ?? startIndex)])
    }
}
