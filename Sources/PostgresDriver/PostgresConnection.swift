import CLibPQ
import SQLCore

/// One connection to a server, used by one thread at a time; every call waits for the server's answer.
final class PostgresConnection {
    /// More statements than this are not kept prepared.
    private static let mostPrepared = 1000
    /// A statement with more values, which is one with a long list, is planned anew each time: a plan from when the
    /// table was small would go on to compare each of many rows with each value.
    private static let mostValuesOfPrepared = 64

    private let handle: OpaquePointer
    /// Names of prepared statements by their text.
    private var prepared: [String: String] = [:]

    /// - Throws: `SQLError.unavailable` when the server does not answer or refuses the connection.
    init(url: String) throws {
        let opened = Self.connect([
            // The URL comes last and may say otherwise.
            ("connect_timeout", "5"), ("keepalives_idle", "30"), ("tcp_user_timeout", "30000"),
            ("fallback_application_name", "lotwise"), ("dbname", url),
        ])
        guard let opened else { throw SQLError.unavailable("there is no memory for a connection") }
        guard PQstatus(opened) == CONNECTION_OK else {
            defer { PQfinish(opened) }
            throw SQLError.unavailable(Self.message(of: opened))
        }
        handle = opened
        try run(Self.settings)
    }

    deinit {
        PQfinish(handle)
    }

    /// What does not depend on how the server, the database or the user is set up.
    ///
    /// Compiling a statement (`jit`) takes tens of milliseconds, and the planner overrates recursive ones so much that
    /// it would do so for a handful of rows.
    private static let settings = """
        SET client_encoding = 'UTF8';
        SET search_path = public;
        SET TimeZone = 'UTC';
        SET standard_conforming_strings = on;
        SET bytea_output = 'hex';
        SET lock_timeout = '10s';
        SET client_min_messages = error;
        SET jit = off;
        SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'
        """

    private static func connect(_ parameters: [(key: String, value: String)]) -> OpaquePointer? {
        let keys = CStrings(parameters.map(\.key))
        let values = CStrings(parameters.map(\.value))
        return keys.withPointers { keys in
            values.withPointers { values in PQconnectdbParams(keys, values, 1) }
        }
    }

    private static func message(of handle: OpaquePointer) -> String {
        String(cString: PQerrorMessage(handle)).trimmingLineEnds
    }
}

extension PostgresConnection {
    var isBetweenTransactions: Bool { PQtransactionStatus(handle) == PQTRANS_IDLE }

    var isInTransaction: Bool {
        let status = PQtransactionStatus(handle)
        return status == PQTRANS_INTRANS || status == PQTRANS_INERROR
    }

    /// Runs COMMIT or ROLLBACK where the answer does not matter; false when the connection is of no more use.
    func endTransaction(_ statement: String) -> Bool {
        if isInTransaction { _ = try? run(statement) }
        return isBetweenTransactions
    }

    /// Can be sent from another thread to stop the statement under way.
    func stopRequest() -> StopRequest? {
        StopRequest(to: handle)
    }

    /// Runs statements without values.
    @discardableResult
    func run(_ text: String) throws -> PostgresResult {
        try checked(PQexec(handle, text), text)
    }

    /// Runs one statement.
    ///
    /// - Parameter kept: whether it stays prepared for the next time, where its kind allows.
    @discardableResult
    func run(_ sql: SQL, kept: Bool = true) throws -> PostgresResult {
        let text = sql.text
        let parameters = try Parameters(sql.values, of: text)
        guard kept, sql.values.count <= Self.mostValuesOfPrepared, let name = try preparedName(of: text) else {
            return try checked(
                parameters.withPointers { PQexecParams(handle, text, $0, nil, $1, $2, $3, 0) }, text)
        }
        return try checked(parameters.withPointers { PQexecPrepared(handle, name, $0, $1, $2, $3, 0) }, text)
    }

    /// Runs a COPY with its rows.
    func copy(_ chunk: CopyChunk) throws {
        let begun = PQexec(handle, chunk.statement)
        guard PQresultStatus(begun) == PGRES_COPY_IN else {
            _ = try checked(begun, chunk.statement)
            return
        }
        PQclear(begun)
        chunk.bytes.withUnsafeBytes {
            _ = PQputCopyData(handle, $0.bindMemory(to: CChar.self).baseAddress, Int32($0.count))
        }
        PQputCopyEnd(handle, nil)
        // The end of the results must be read, too, before the next statement.
        let result = PQgetResult(handle)
        while let rest = PQgetResult(handle) { PQclear(rest) }
        _ = try checked(result, chunk.statement)
    }

    private static func isWorthPreparing(_ text: String) -> Bool {
        ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"].contains { text.hasPrefix($0) }
    }

    /// The name of the prepared statement, or nil when its kind is not worth keeping.
    private func preparedName(of text: String) throws -> String? {
        if let name = prepared[text] { return name }
        guard Self.isWorthPreparing(text) else { return nil }
        if prepared.count >= Self.mostPrepared {
            try run("DEALLOCATE ALL")
            prepared = [:]
        }
        let name = "s\(prepared.count)"
        _ = try checked(PQprepare(handle, name, text, 0, nil), text)
        prepared[text] = name
        return name
    }

    private func checked(_ pointer: OpaquePointer?, _ statement: String) throws -> PostgresResult {
        guard let pointer else { throw SQLError.unavailable(Self.message(of: handle)) }
        let result = PostgresResult(pointer)
        if result.isSuccess { return result }
        throw SQLError(result, isConnected: PQstatus(handle) == CONNECTION_OK, statement: statement)
    }
}
