import SQLCore

/// A company's database in PostgreSQL, version 15 or newer; several servers may share it.
///
/// Connections are opened when they are needed, and again after the server was away.
public final class PostgresDatabase: SQLDatabase {
    public var engine: SQLEngine { .postgres }

    private let pool: ConnectionPool

    /// - Parameters:
    ///   - url: `postgres://user:password@host:port/database?…`, with libpq's parameters; straight to the server or
    ///     through a pooler that keeps sessions, because locks belong to a session.
    ///   - connections: the most that are open at once; two of them are kept for reads.
    public init(url: String, connections: Int = 8) {
        pool = ConnectionPool(url: url, size: connections)
    }

    public func read<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> Result {
        let cancellation = ReadCancellation()
        return try await withTaskCancellationHandler {
            try await pool.run(.read) { try ReadTransaction(on: $0, cancellation).run(body) }
        } onCancel: {
            cancellation.cancel()
        }
    }

    @discardableResult
    public func write<Result: Sendable>(
        _ scope: WriteScope, _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> Result {
        if Task.isCancelled { throw SQLError.cancelled }
        // From here on the caller's cancellation is not heard: the write commits or fails as a whole.
        return try await pool.run(.write) { try WriteTransaction(on: $0, scope).run(body) }
    }

    /// Runs a statement that must stand alone, such as CREATE DATABASE.
    package func runOutsideTransaction(_ statement: String) async throws {
        try await pool.run(.write) { slot in
            let connection = try slot.opened()
            _ = try connection.run(statement)
        }
    }

    public func close() async {
        await pool.close()
    }
}
