import SQLCore
import Synchronization

/// Hands work to connections, first come, first served; at most `size` works run at once.
final class ConnectionPool: Sendable {
    enum Purpose {
        case read, write
    }

    /// Writers wait for each other while they hold a connection; these are left over so that pages still open.
    private static let keptForReads = 2

    private let slots: [ConnectionSlot]
    private let mostWriting: Int
    private let state: Mutex<State>

    private struct State {
        var idle: [ConnectionSlot]
        var waiting: [Job] = []
        var writing = 0
        var isClosed = false
    }

    private struct Job {
        let purpose: Purpose
        let run: @Sendable (ConnectionSlot) -> Void
        let refuse: @Sendable (SQLError) -> Void
    }

    init(url: String, size: Int) {
        precondition(size > 0, "a pool has at least one connection")
        slots = (1...size).map { ConnectionSlot(url: url, number: $0) }
        mostWriting = max(1, size - Self.keptForReads)
        state = Mutex(State(idle: slots))
    }

    /// Runs `work` on the thread of a connection, all its statements in one hop.
    func run<Result: Sendable>(
        _ purpose: Purpose, _ work: @escaping @Sendable (ConnectionSlot) throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            submit(
                Job(
                    purpose: purpose,
                    run: { slot in continuation.resume(with: Swift.Result { try work(slot) }) },
                    refuse: { continuation.resume(throwing: $0) }))
        }
    }

    /// Waits for what is running, refuses what is waiting, closes all connections.
    func close() async {
        let refused = state.withLock { state in
            defer { state.waiting = [] }
            state.isClosed = true
            return state.waiting
        }
        for job in refused { job.refuse(.databaseIsClosed) }
        for slot in slots { await slot.close() }
    }

    private func submit(_ job: Job) {
        let isAccepted = state.withLock { state in
            if !state.isClosed { state.waiting.append(job) }
            return !state.isClosed
        }
        if isAccepted { startWhatCan() } else { job.refuse(.databaseIsClosed) }
    }

    private func startWhatCan() {
        while let (slot, job) = takeStartable() {
            slot.async {
                job.run(slot)
                self.giveBack(slot, after: job)
            }
        }
    }

    private func takeStartable() -> (ConnectionSlot, Job)? {
        state.withLock { state in
            let startable = state.waiting.firstIndex { $0.purpose == .read || state.writing < mostWriting }
            guard let startable, let slot = state.idle.popLast() else { return nil }
            let job = state.waiting.remove(at: startable)
            if job.purpose == .write { state.writing += 1 }
            return (slot, job)
        }
    }

    private func giveBack(_ slot: ConnectionSlot, after job: Job) {
        state.withLock { state in
            if job.purpose == .write { state.writing -= 1 }
            state.idle.append(slot)
        }
        startWhatCan()
    }
}

extension SQLError {
    static let databaseIsClosed = SQLError.unavailable("the database is closed")
}
