import SQLCore
import StockDomain

extension Store {
    public func actor(named name: String) throws -> Actor? {
        try tx.row("SELECT id, name, role FROM actor WHERE name = \(bind: name)").map(Actor.init(row:))
    }

    /// The holder of a token that has not run out on `today`.
    ///
    /// - Parameter hash: SHA-256 of the token; the token itself is not kept.
    public func actor(tokenHash hash: Digest, on today: CalendarDate) throws -> Actor? {
        try tx.row(
            """
            SELECT id, name, role
              FROM actor
             WHERE token_hash = \(bind: hash.bytes)
               AND (expires_on IS NULL OR expires_on >= \(bind: today))
            """
        ).map(Actor.init(row:))
    }

    public func hasTokens() throws -> Bool {
        try tx.value("SELECT COUNT(*) FROM actor WHERE token_hash IS NOT NULL", as: Int.self) != 0
    }

    public func insertToken(
        name: String, role: Role, hash: Digest, expiresOn: CalendarDate?, at now: Instant
    ) throws -> Actor {
        let id = ActorID(try drawKey("actor"))
        try tx.execute(
            """
            INSERT INTO actor (id, name, kind, role, token_hash, expires_on, created_at)
            VALUES (\(bind: id), \(bind: name), 'token', \(bind: role), \(bind: hash.bytes), \(bind: expiresOn),
                    \(bind: now))
            """)
        return Actor(id: id, name: name, role: role)
    }
}

extension Actor {
    init(row: SQLRow) {
        self.init(id: row[0], name: row[1], role: row[2])
    }
}
