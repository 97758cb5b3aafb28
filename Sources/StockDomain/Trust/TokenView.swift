/// A token that was made for a program, as an administrator sees it: never its secret (R54).
public struct TokenView: Sendable, Equatable {
    public let id: ActorID
    /// Names the program in everything that it writes.
    public let name: String
    public let role: Role
    /// The last day on which it is taken; nil for no end.
    public let expiresOn: CalendarDate?
    public let createdAt: Instant
    /// Nil while nobody has taken it back.
    public let revocation: Revocation?

    /// Who took a token back.
    public struct Revocation: Sendable, Equatable {
        public let at: Instant
        public let actor: String
        public let reason: String?

        public init(at: Instant, actor: String, reason: String?) {
            self.at = at
            self.actor = actor
            self.reason = reason
        }
    }

    /// Whether a program is known by it.
    public enum State: String, Sendable {
        case active, expired, revoked
    }

    public init(
        id: ActorID, name: String, role: Role, expiresOn: CalendarDate?, createdAt: Instant, revocation: Revocation?
    ) {
        self.id = id
        self.name = name
        self.role = role
        self.expiresOn = expiresOn
        self.createdAt = createdAt
        self.revocation = revocation
    }

    public func state(on today: CalendarDate) -> State {
        if revocation != nil { return .revoked }
        return expiresOn.map { $0 < today } ?? false ? .expired : .active
    }
}

/// What is written down of a token that ends (R55); it is also what ends it.
public struct TokenEnd: Recorded {
    public static let subject = RecordSubject.token
    public static let field = "revoked"
    let isRevoked: Bool

    public init(isRevoked: Bool) {
        self.isRevoked = isRevoked
    }

    public var fieldsOnRecord: [RecordedField] { [RecordedField(TokenEnd.field, isRevoked)] }
}
