import SQLCore

extension SQLError {
    /// - Parameters:
    ///   - result: what the server answered instead of success.
    ///   - isConnected: false when there is no server to ask any more.
    init(_ result: PostgresResult, isConnected: Bool, statement: String) {
        let message = result.message
        let name = result.field("n") ?? ""
        let state = result.field("C") ?? ""
        switch state {
        case "23505": self = .unique(name: name)
        case "23514": self = .check(name: name)
        case "23503": self = .foreignKey(name: name)
        case "23502": self = .notNull(column: "\(result.field("t") ?? "").\(result.field("c") ?? "")")
        // RAISE EXCEPTION in a trigger of ours.
        case "P0001": self = .refusedByTrigger(message)
        // serialization_failure, deadlock_detected
        case "40001", "40P01": self = .conflict(message)
        // lock_not_available: the lock timeout is over.
        case "55P03": self = .busy(message)
        case "53100": self = .diskFull(message)
        case "57014": self = .cancelled
        case _ where !isConnected || Self.meansAway(state): self = .unavailable(message)
        default: self = .failed(code: state, message: message, statement: statement)
        }
    }

    /// Connection exceptions, too few resources, a server that stops or starts, an answer that never came.
    private static func meansAway(_ state: String) -> Bool {
        state.isEmpty || ["08", "53"].contains(state.prefix(2)) || ["57P01", "57P02", "57P03"].contains(state)
    }
}
