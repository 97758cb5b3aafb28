import SQLCore

/// One write: takes its locks, runs until no other transaction collides with it, commits, gives the locks back.
struct WriteTransaction {
    private let slot: ConnectionSlot
    private let scope: WriteScope

    init(on slot: ConnectionSlot, _ scope: WriteScope) {
        self.slot = slot
        self.scope = scope
    }

    func run<Result>(_ body: (any SQLSession) throws -> Result) throws -> Result {
        // Before BEGIN: a snapshot from before the lock would be stale once the lock is ours.
        let connection = try slot.begun { try WaitingOrder.enter(scope, on: $0) }
        defer { leave(connection) }
        var patience = Patience()
        while true {
            let session = PostgresSession(on: connection)
            do {
                return try attempt(body, in: session, on: connection)
            } catch {
                guard connection.endTransaction("ROLLBACK") else { throw error }
                // What the closure made of a collision does not matter: it saw a state that never was.
                guard patience.allowsAnother(after: session) else { throw session.collision ?? error }
            }
        }
    }

    private func attempt<Result>(
        _ body: (any SQLSession) throws -> Result, in session: PostgresSession, on connection: PostgresConnection
    ) throws -> Result {
        try connection.run(begin)
        let result = try body(session)
        try session.commit()
        return result
    }

    /// A short write never reads a table from end to end: that would lock all of it against every other writer, and
    /// the planner likes to do so while a table is small.
    private var begin: String {
        let serializable = "BEGIN ISOLATION LEVEL SERIALIZABLE"
        return scope == .company ? serializable : serializable + "; SET LOCAL enable_seqscan = off"
    }

    private func leave(_ connection: PostgresConnection) {
        do {
            guard connection.isBetweenTransactions else { return slot.discard() }
            try WaitingOrder.leave(connection)
        } catch {
            slot.discard()
        }
    }
}
