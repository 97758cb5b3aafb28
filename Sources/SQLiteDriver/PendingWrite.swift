import SQLCore

/// One caller's write while it waits for its turn: run as often as needed, answered once.
struct PendingWrite: Sendable {
    /// Whether it shares its transaction with nobody.
    let runsAlone: Bool
    /// Runs the caller's closure once; the caller hears nothing yet.
    let run: @Sendable (SQLiteSession, Isolation) -> Outcome
    /// Answers the caller that nothing was changed.
    let refuse: @Sendable (SQLError) -> Void

    /// What keeps a failing write from leaving traces.
    enum Isolation {
        case savepoint
        /// The transaction is the write's own and is rolled back.
        case transaction
    }

    /// What the closure did, to be told after the commit.
    struct Outcome {
        let failed: Bool
        let tell: () -> Void
    }

    init<Result: Sendable>(
        _ scope: WriteScope, answering continuation: CheckedContinuation<Result, any Error>,
        _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) {
        runsAlone = scope == .company
        run = { session, isolation in
            let result = Swift.Result {
                switch isolation {
                case .savepoint: try session.savepoint { try body(session) }
                case .transaction: try body(session)
                }
            }
            let failed = if case .failure = result { true } else { false }
            return Outcome(failed: failed) { continuation.resume(with: result) }
        }
        refuse = { continuation.resume(throwing: $0) }
    }
}
