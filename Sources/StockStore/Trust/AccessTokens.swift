import SQLCore
import StockDomain

extension Store {
    /// The holder of a token that has neither run out on `today` nor been taken back.
    ///
    /// - Parameter hash: SHA-256 of the token; the token itself is not kept.
    public func actor(tokenHash hash: Digest, on today: CalendarDate) throws -> Actor? {
        try tx.row(
            """
            SELECT a.id, a.name, a.role
              FROM actor a
             WHERE a.token_hash = \(bind: hash.bytes)
               AND (a.expires_on IS NULL OR a.expires_on >= \(bind: today))
               AND NOT EXISTS (SELECT 1
                                 FROM field_change c
                                WHERE c.subject = \(bind: TokenEnd.subject)
                                  AND c.subject_id = a.id
                                  AND c.field = \(bind: TokenEnd.field))
            """
        ).map(Actor.init(row:))
    }

    /// Whether there ever was a token, be it expired or taken back by now.
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

    /// Tokens by name, ended ones too.
    public func tokens(after name: String, limit: Int) throws -> [TokenView] {
        try tx.rows(
            TokenView.columns + " AND a.name > \(bind: name) ORDER BY a.name LIMIT \(bind: limit)"
        ).map(TokenView.init(row:))
    }

    public func token(named name: String) throws -> TokenView? {
        try tx.row(TokenView.columns + " AND a.name = \(bind: name)").map(TokenView.init(row:))
    }
}

extension TokenView {
    fileprivate static let columns: SQL = """
        SELECT a.id, a.name, a.role, a.expires_on, a.created_at, c.at, b.name, c.reason
          FROM actor a
          LEFT JOIN field_change c
            ON c.subject = \(bind: TokenEnd.subject)
           AND c.subject_id = a.id
           AND c.field = \(bind: TokenEnd.field)
          LEFT JOIN actor b ON b.id = c.actor_id
         WHERE a.kind = 'token'
        """

    fileprivate init(row: SQLRow) {
        let at: Instant? = row[5]
        self.init(
            id: row[0], name: row[1], role: row[2], expiresOn: row[3], createdAt: row[4],
            revocation: at.map { Revocation(at: $0, actor: row[6], reason: row[7]) })
    }
}
