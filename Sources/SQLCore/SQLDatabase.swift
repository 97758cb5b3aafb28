/// What a write is going to touch, named before it begins, so that writers wait in order instead of colliding.
public enum WriteScope: Sendable, Equatable {
    /// Stock of these products (by id); several such writes may commit together. Empty: documents and master data only.
    case products(Set<Int64>)
    /// Everything: an import, a migration of data, the start of a recall. Runs alone.
    case company
}

/// A company's database: one SQLite file or one PostgreSQL database.
public protocol SQLDatabase: Sendable {
    var engine: SQLEngine { get }

    /// Runs `body` in a read-only transaction over one snapshot.
    func read<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> Result

    /// Runs `body` in one transaction and answers after it is durable. `body` may run several times and has no effect
    /// outside the session. An error thrown by `body` rolls its changes back and is rethrown as it is.
    @discardableResult
    func write<Result: Sendable>(
        _ scope: WriteScope,
        _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> Result

    /// Ends open work and closes every connection. Later calls throw `SQLError.unavailable`.
    func close() async
}
