import CSQLite
import GRDB
import SQLCore
import Synchronization

/// A company's database in one SQLite file, or in memory.
///
/// Reads run beside each other and beside the one writer, each over its own snapshot. Writes that arrive together are
/// committed together (`GroupCommit`).
public final class SQLiteDatabase: SQLDatabase {
    public var engine: SQLEngine { .sqlite }

    private let connections: any DatabaseWriter
    private let writes: GroupCommit
    private let isClosed = Mutex(false)

    /// Opens the file at `path` and creates it when it is missing; its folder must exist.
    ///
    /// - Parameters:
    ///   - lockWait: how long a write waits for another process that holds the database before it throws `.busy`.
    ///   - readers: how many reads may run at once.
    /// - Throws: `SQLError.unavailable` when the file cannot be opened.
    public convenience init(path: String, lockWait: Duration = .seconds(60), readers: Int = 4) throws {
        var configuration = Self.configuration(lockWait: lockWait)
        configuration.maximumReaderCount = readers
        try self.init(
            mappingErrors {
                let pool = try DatabasePool(path: path, configuration: configuration)
                try Self.makeDurable(pool)
                return pool
            })
    }

    /// A new database that vanishes when it is closed: empty, or with all that another holds now.
    public static func inMemory(copying other: SQLiteDatabase? = nil) throws -> SQLiteDatabase {
        try SQLiteDatabase(
            mappingErrors {
                let queue = try DatabaseQueue(configuration: configuration(lockWait: .zero))
                try other?.connections.backup(to: queue)
                return queue
            })
    }

    private init(_ connections: any DatabaseWriter) {
        self.connections = connections
        writes = GroupCommit(on: connections)
    }

    public func read<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> Result {
        try refuseIfClosed()
        let cancellation = ReadCancellation()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                connections.asyncRead { access in
                    continuation.resume(
                        with: Swift.Result {
                            let connection = try mappingErrors { try access.get() }
                            return try cancellation.watching(connection) { try body($0) }
                        })
                }
            }
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
        return try await withCheckedThrowingContinuation { continuation in
            writes.submit(PendingWrite(scope, answering: continuation, body))
        }
    }

    public func close() async {
        let wasClosed = isClosed.withLock { isClosed in
            defer { isClosed = true }
            return isClosed
        }
        if !wasClosed { await writes.close() }
    }

    private func refuseIfClosed() throws {
        if isClosed.withLock({ $0 }) { throw SQLError.databaseIsClosed }
    }
}

extension SQLiteDatabase {
    /// What every connection of a database is opened with.
    private static func configuration(lockWait: Duration) -> Configuration {
        _ = countsNoMemory
        var configuration = Configuration()
        configuration.busyMode = .callback { LockWait.isWorthwhile(afterTries: $0, limit: lockWait) }
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { connection in
            try connection.execute(sql: "PRAGMA cache_size = -65536")
        }
        return configuration
    }

    /// Connections that work at the same time would wait for each other at every piece of memory they take.
    private static let countsNoMemory: Void = {
        _ = sqlite3_count_no_memory()
    }()

    /// Makes each commit wait for the disk, and keeps the log beside the file small.
    ///
    /// Must follow the opening: on switching to the write-ahead log GRDB sets `synchronous` to NORMAL, under which the
    /// last commits are lost with the power.
    private static func makeDurable(_ pool: DatabasePool) throws {
        try pool.writeWithoutTransaction { connection in
            try connection.execute(
                sql: """
                    PRAGMA synchronous = FULL;
                    PRAGMA wal_autocheckpoint = 4000;
                    PRAGMA journal_size_limit = 67108864;
                    """)
        }
    }
}
