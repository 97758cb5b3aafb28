import SQLCore

/// One read over one snapshot.
struct ReadTransaction {
    private let slot: ConnectionSlot
    private let cancellation: ReadCancellation

    init(on slot: ConnectionSlot, _ cancellation: ReadCancellation) {
        self.slot = slot
        self.cancellation = cancellation
    }

    func run<Result>(_ body: (any SQLSession) throws -> Result) throws -> Result {
        if cancellation.isCancelled { throw SQLError.cancelled }
        let connection = try slot.begun { try $0.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") }
        cancellation.begin(on: connection)
        let result = Swift.Result { try body(PostgresSession(on: connection, cancellation)) }
        guard cancellation.end() else {
            // The request to stop may still be on its way and must not meet the next reader.
            slot.discard()
            throw SQLError.cancelled
        }
        if !connection.endTransaction("ROLLBACK") { slot.discard() }
        return try result.get()
    }
}
