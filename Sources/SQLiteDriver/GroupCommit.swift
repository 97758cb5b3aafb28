import Dispatch
import GRDB
import SQLCore
import Synchronization

/// The one writer: commits the writes that arrive together in one transaction, so that they share one wait for the disk.
///
/// It works on a thread of its own with no caller's task above it: a cancelled task would interrupt a statement, and an
/// interrupted INSERT rolls back the transaction of the whole group.
final class GroupCommit: Sendable {
    /// How long a group takes further writes in before it commits.
    private static let longestGathering: Duration = .milliseconds(250)

    private let connections: any DatabaseWriter
    private let thread = DispatchQueue(label: "lotwise.sqlite.writer")
    private let queue = Mutex(Queue())

    private struct Queue {
        var waiting: ArraySlice<PendingWrite> = []
        var isBeingWorkedOff = false
        var isClosed = false
    }

    init(on connections: any DatabaseWriter) {
        self.connections = connections
    }

    /// Takes a write in; its caller is answered after the commit.
    func submit(_ write: PendingWrite) {
        let (isRefused, begins) = queue.withLock { queue in
            if queue.isClosed { return (true, false) }
            queue.waiting.append(write)
            defer { queue.isBeingWorkedOff = true }
            return (false, !queue.isBeingWorkedOff)
        }
        if isRefused { write.refuse(.databaseIsClosed) }
        if begins { thread.async { self.workOff() } }
    }

    /// Finishes what was submitted and closes the connections.
    func close() async {
        queue.withLock { $0.isClosed = true }
        await withCheckedContinuation { continuation in
            thread.async {
                // The readers first: only a connection that may write puts the log into the file when it closes last.
                (self.connections as? DatabasePool)?.invalidateReadOnlyConnections()
                try? self.connections.close()
                continuation.resume()
            }
        }
    }

    private func workOff() {
        while let first = takeFirst() {
            connections.writeWithoutTransaction { connection in
                if first.runsAlone {
                    commitAlone(first, on: connection)
                } else {
                    commitGroup(startingWith: first, on: connection)
                }
            }
        }
    }

    private func takeFirst() -> PendingWrite? {
        queue.withLock { queue in
            let first = queue.waiting.popFirst()
            if first == nil { queue.isBeingWorkedOff = false }
            return first
        }
    }

    /// The next write if it may join a group. Order is kept: nobody overtakes a write that runs alone.
    private func takeCompanion() -> PendingWrite? {
        queue.withLock { queue in
            queue.waiting.first?.runsAlone == false ? queue.waiting.popFirst() : nil
        }
    }

    private func takeAll() -> ArraySlice<PendingWrite> {
        queue.withLock { queue in
            defer { queue.waiting = [] }
            return queue.waiting
        }
    }
}

extension GroupCommit {
    private typealias Run = (write: PendingWrite, outcome: PendingWrite.Outcome)

    private func commitGroup(startingWith first: PendingWrite, on connection: Database) {
        guard let session = begin(for: first, on: connection) else { return }
        let deadline = ContinuousClock.now + Self.longestGathering
        var runs: [Run] = []
        var next: PendingWrite? = first
        while let write = next {
            runs.append((write, write.run(session, .savepoint)))
            // A full disk, for one, rolls back the whole transaction: innocent neighbours deserve another try.
            guard session.transactionStands else {
                return runs.forEach { commitAlone($0.write, on: connection) }
            }
            next = ContinuousClock.now < deadline ? takeCompanion() : nil
        }
        commit(runs, on: connection)
    }

    private func commitAlone(_ write: PendingWrite, on connection: Database) {
        guard let session = begin(for: write, on: connection) else { return }
        let outcome = write.run(session, .transaction)
        if outcome.failed {
            rollBack(connection)
            outcome.tell()
        } else if session.transactionStands {
            commit([(write, outcome)], on: connection)
        } else {
            write.refuse(.unavailable("the transaction was rolled back by the database"))
        }
    }

    /// Opens a transaction, or refuses `write` and everything that has waited behind it.
    private func begin(for write: PendingWrite, on connection: Database) -> SQLiteSession? {
        do {
            try mappingErrors { try connection.beginTransaction(.immediate) }
            return try SQLiteSession(on: connection)
        } catch {
            for refused in [write] + takeAll() { refused.refuse(SQLError(error)) }
            return nil
        }
    }

    private func commit(_ runs: [Run], on connection: Database) {
        do {
            try mappingErrors { try connection.commit() }
            for run in runs { run.outcome.tell() }
        } catch {
            rollBack(connection)
            for run in runs { run.write.refuse(SQLError(error).forFailedCommit) }
        }
    }

    private func rollBack(_ connection: Database) {
        // Nothing to roll back when the database has done so itself.
        guard connection.isInsideTransaction else { return }
        try? connection.rollback()
    }
}

extension SQLError {
    static let databaseIsClosed = SQLError.unavailable("the database is closed")

    /// A commit that fails leaves nothing behind, whatever the reason: its callers may simply try again.
    fileprivate var forFailedCommit: SQLError {
        switch self {
        case .diskFull, .busy, .unavailable: self
        default: .unavailable("the commit failed: \(self)")
        }
    }
}
