import GRDB
import GRDBSQLite
import SQLCore
import Synchronization

/// Lets a cancelled caller stop its read, and no other read, on whatever connection it runs.
final class ReadCancellation: Sendable {
    /// Steps of SQLite's virtual machine between two looks: a fraction of a millisecond.
    private static let stepsBetweenLooks: Int32 = 4000

    private let flag = Atomic(false)

    func cancel() {
        flag.store(true, ordering: .relaxed)
    }

    var isCancelled: Bool { flag.load(ordering: .relaxed) }

    /// Runs `body` on `connection`; a statement under way when the caller gives up throws `.cancelled`.
    func watching<Result>(_ connection: Database, _ body: (SQLiteSession) throws -> Result) throws -> Result {
        let session = try SQLiteSession(on: connection, cancellation: self)
        sqlite3_progress_handler(
            session.connection, Self.stepsBetweenLooks,
            { pointer in
                guard let pointer else { return 0 }
                return Unmanaged<ReadCancellation>.fromOpaque(pointer).takeUnretainedValue().isCancelled ? 1 : 0
            },
            Unmanaged.passUnretained(self).toOpaque())
        defer { sqlite3_progress_handler(session.connection, 0, nil, nil) }
        return try body(session)
    }
}
