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
        try connection.run("BEGIN ISOLATION LEVEL SERIALIZABLE")
        let result = try body(session)
        try session.commit()
        return result
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
