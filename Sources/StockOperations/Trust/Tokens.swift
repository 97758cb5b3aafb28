import StockDomain
import StockStore

/// A token that is to be made for a program (R54).
public struct TokenRequest: Sendable, Equatable {
    /// Names the program in everything that it writes; unique among actors.
    public let name: String
    public let role: Role
    /// The last day on which it is taken; nil for no end.
    public let expiresOn: CalendarDate?

    public init(name: String, role: Role, expiresOn: CalendarDate? = nil) {
        self.name = name
        self.role = role
        self.expiresOn = expiresOn
    }
}

extension Operations {
    /// Makes a token for a program; its text is known only now, kept is its hash.
    ///
    /// - Parameter secret: `AccessToken.secretLength` random bytes of the operating system.
    /// - Throws: `Refusal` when the name is taken or unfit, or the last day is over.
    public func createToken(_ request: TokenRequest, secret: [UInt8], by actor: Actor) async throws -> AccessToken {
        try actor.require(.administer)
        let token = AccessToken(secret: secret)
        let now = clock()
        return try await translatingDatabaseErrors {
            try await database.write(.products([])) { session in
                let store = Store(session)
                let name = try request.checkedName(in: store)
                if let last = request.expiresOn, last < (try store.settings()).zone.day(of: now) {
                    throw Refusal.rule("invalid_value", "The last day, \(last), is over.", at: "/expires")
                }
                _ = try store.insertToken(
                    name: name, role: request.role, hash: token.hash, expiresOn: request.expiresOn, at: now)
                return token
            }
        }
    }

    /// Whoever a token was made for.
    ///
    /// - Throws: `invalid_token` when it is none of ours, has run out or was revoked.
    public func actor(token text: String) async throws -> Actor {
        let hash = AccessToken(sent: text).hash
        let now = clock()
        let found = try await translatingDatabaseErrors {
            try await database.read { session in
                let store = Store(session)
                return try store.actor(tokenHash: hash, on: store.settings().zone.day(of: now))
            }
        }
        guard let found else {
            throw Refusal(.unauthorised, "invalid_token", "This token is not known here, has run out or was revoked.")
        }
        return found
    }

    /// Whoever sits at the machine, while nothing is asked of him.
    public func localActor() async throws -> Actor {
        try await standardActor(.local)
    }

    /// The command line, which is whoever can open the database.
    public func commandActor() async throws -> Actor {
        try await standardActor(.command)
    }

    /// Whether programs on this machine need no token: until the first one exists, be it expired or revoked by now.
    public func isOpenToLoopback() async throws -> Bool {
        try await translatingDatabaseErrors {
            try await database.read { try !Store($0).hasTokens() }
        }
    }

    private func standardActor(_ standard: StandardActor) async throws -> Actor {
        let found = try await translatingDatabaseErrors {
            try await database.read { try Store($0).actor(named: standard.rawValue) }
        }
        guard let found else { throw Refusal.notFound("actor", standard.rawValue) }
        return found
    }
}

/// A token and whether it opens anything today.
public struct TokenNow: Sendable, Equatable {
    public let token: TokenView
    public let state: TokenView.State
}

extension Operations {
    /// Tokens by name, ended ones too, without their secrets.
    public func tokens(
        after cursor: String? = nil, limit: Int = 50, as actor: Actor
    ) async throws -> Page<TokenNow> {
        try actor.require(.administer)
        let now = clock()
        return try await read(as: actor) { store in
            let today = try store.settings().zone.day(of: now)
            let found = try store.tokens(after: cursor ?? "", limit: limit + 1)
            return Page(found.map { $0.now(on: today) }, limit: limit, cursor: \.token.name)
        }
    }

    /// Ends a token for good; what its program wrote stays under its name. One that has been ended stays as it was.
    ///
    /// - Throws: `not_found`.
    public func revokeToken(
        _ name: String, reason: String?, _ command: Command, answer: @escaping @Sendable (TokenNow) -> Answer
    ) async throws -> Answer {
        try await write(command, needs: .administer, answer: answer) { store, moment in
            let token = try store.existingToken(name)
            if token.revocation == nil {
                try store.record(
                    TokenEnd(isRevoked: false), became: TokenEnd(isRevoked: true), token.id.rawValue,
                    by: command.actor.id, at: moment.now, reason: reason)
            }
            return try store.existingToken(name).now(on: moment.today)
        }
    }
}

extension TokenView {
    fileprivate func now(on today: CalendarDate) -> TokenNow { TokenNow(token: self, state: state(on: today)) }
}

extension Store {
    fileprivate func existingToken(_ name: String) throws -> TokenView {
        guard let token = try token(named: name) else { throw Refusal.notFound("token", name) }
        return token
    }
}

extension AccessToken {
    /// Bytes that nobody can guess, from the operating system.
    public static func randomSecret() -> [UInt8] {
        (0..<secretLength).map { _ in UInt8.random(in: .min ... .max) }
    }
}

extension TokenRequest {
    private static let mostCharacters = 80

    fileprivate func checkedName(in store: Store) throws -> String {
        let name = NameText.normalised(name)
        if name.isEmpty || name.count > TokenRequest.mostCharacters || NameText.hasControlCharacter(name) {
            throw Refusal.rule(
                "invalid_value", "A name has 1 to \(TokenRequest.mostCharacters) characters and no control characters.",
                at: "/name")
        }
        if try store.actor(named: name) != nil {
            throw Refusal(.conflict, "name_taken", "There is already somebody named “\(name)”; choose another name.")
        }
        return name
    }
}
