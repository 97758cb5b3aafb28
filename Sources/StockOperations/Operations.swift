import SQLCore
import StockDomain
import StockStore

/// The use cases of the program: each reads facts, decides purely and writes, in one transaction.
///
/// Pages, API and command line reach data only through here, so that rights, rules and answers cannot differ.
public struct Operations: Sendable {
    let database: any SQLDatabase
    let clock: @Sendable () -> Instant
    /// What was asked for and is not written down yet.
    let questions = QuestionLog()
    let randomBytes: @Sendable () -> [UInt8]
    /// Nil where the program cannot send mails.
    public var mailSender: (any MailSender)?

    /// - Parameters:
    ///   - clock: the moment at which something is recorded.
    ///   - randomBytes: 32 bytes that nobody can guess, from which numbers are drawn.
    public init(
        on database: any SQLDatabase, randomBytes: @escaping @Sendable () -> [UInt8] = AccessToken.randomSecret,
        clock: @escaping @Sendable () -> Instant
    ) {
        self.database = database
        self.clock = clock
        self.randomBytes = randomBytes
    }

    public var engine: SQLEngine { database.engine }

    /// The moment at which something would be recorded now.
    public var now: Instant { clock() }

    /// The same over the same database by another clock, for what is told afterwards.
    public func telling(time: @escaping @Sendable () -> Instant) -> Operations {
        var told = Operations(on: database, randomBytes: randomBytes, clock: time)
        told.mailSender = mailSender
        return told
    }

    /// Brings the schema up to date; to be called once at the start.
    ///
    /// - Throws: `Migrations.Fault.newerSchema` when a newer program has used this database.
    public func migrate() async throws {
        let now = clock()
        try await database.write(.company) { try Migrations.run($0, at: now) }
    }
}

/// Who asks for a change, and how to tell a repetition of it.
public struct Command: Sendable {
    public let actor: Actor
    /// Chosen by the client; nil when it does not care for repetitions.
    public let key: String?
    /// Digest of method, path and body: the same key with another one is a mistake of the client.
    public let fingerprint: Digest?
    /// Answers to questions by their id.
    public let answers: [String: String]

    public init(by actor: Actor, key: String? = nil, fingerprint: Digest? = nil, answers: [String: String] = [:]) {
        self.actor = actor
        self.key = key
        self.fingerprint = fingerprint
        self.answers = answers
    }
}

/// What the outside is told of a change, kept with it so that a repetition hears the same.
public struct Answer: Sendable, Equatable {
    public let status: Int
    public let body: [UInt8]
    /// Whether this is the answer to an earlier, equal request.
    public let isReplayed: Bool

    public init(status: Int, body: [UInt8], isReplayed: Bool = false) {
        self.status = status
        self.body = body
        self.isReplayed = isReplayed
    }
}

extension Operations {
    /// Runs a question over one snapshot.
    func read<Result: Sendable>(
        as actor: Actor, _ body: @escaping @Sendable (Store) throws -> Result
    ) async throws -> Result {
        try actor.require(.read)
        return try await translatingDatabaseErrors {
            try await database.read { try body(Store($0)) }
        }
    }

    /// Runs a change; a repetition of an answered command changes nothing and gets the first answer.
    ///
    /// - Parameters:
    ///   - right: what the actor must be allowed to do.
    ///   - scope: the products whose stock the change touches.
    ///   - body: reads, decides and writes; may run several times.
    ///   - answer: what to tell and keep.
    /// - Throws: `Refusal`, in which case nothing has changed.
    func write<Result>(
        _ command: Command, needs right: Right, _ scope: WriteScope = .products([]),
        answer: @escaping @Sendable (Result) -> Answer,
        _ body: @escaping @Sendable (Store, Moment) throws -> Result
    ) async throws -> Answer {
        try command.actor.require(right)
        var drawn = OwnNumbers()
        while true {
            do {
                return try await attempt(command, scope, with: drawn, answer: answer, body)
            } catch let wanted as OwnNumbersWanted {
                drawn = try await drawing(wanted, onto: drawn, by: command.actor)
            }
        }
    }

    /// One transaction, with the numbers of our own that were drawn for it before.
    private func attempt<Result>(
        _ command: Command, _ scope: WriteScope, with drawn: OwnNumbers,
        answer: @escaping @Sendable (Result) -> Answer, _ body: @escaping @Sendable (Store, Moment) throws -> Result
    ) async throws -> Answer {
        try await translatingDatabaseErrors {
            try await database.write(scope) { [clock] session in
                // Read when its turn has come: who waited must not be recorded before those it waited for.
                let now = clock()
                let store = Store(session)
                if let earlier = try store.earlierAnswer(to: command) { return earlier }
                let moment = try Moment(now: now, settings: store.settings(), ownNumbers: drawn)
                let told = answer(try body(store, moment))
                try store.keep(told, for: command, at: now)
                return told
            }
        }
    }
}

/// The time at which an operation runs, the company's calendar, and what was drawn for it before.
public struct Moment: Sendable {
    public let now: Instant
    public let settings: Settings
    /// Numbers of our own that nobody else gets (R14).
    public let ownNumbers: OwnNumbers

    public init(now: Instant, settings: Settings, ownNumbers: OwnNumbers = OwnNumbers()) {
        self.now = now
        self.settings = settings
        self.ownNumbers = ownNumbers
    }

    public var today: CalendarDate { settings.zone.day(of: now) }
}

extension Store {
    func earlierAnswer(to command: Command) throws -> Answer? {
        guard let key = command.key, let fingerprint = command.fingerprint,
            let kept = try answeredRequest(by: command.actor.id, key: key)
        else { return nil }
        guard kept.fingerprint == fingerprint else {
            throw Refusal(
                .rule, "idempotency_key_reused",
                "The idempotency key “\(key)” was used for another request. Choose a new key for a new request.")
        }
        return Answer(status: kept.status, body: kept.body, isReplayed: true)
    }

    fileprivate func keep(_ answer: Answer, for command: Command, at now: Instant) throws {
        guard let key = command.key, let fingerprint = command.fingerprint else { return }
        try keepAnsweredRequest(
            AnsweredRequest(fingerprint: fingerprint, status: answer.status, body: answer.body),
            by: command.actor.id, key: key, at: now)
    }
}

extension Operations {
    /// Whether the database answers.
    public func isHealthy() async -> Bool {
        do {
            _ = try await database.read { try Store($0).hasTokens() }
            return true
        } catch {
            return false
        }
    }
}

extension Operations {
    /// Forgets kept answers that are older than a client may ask for again: 30 days.
    public func forgetOldAnswers() async throws {
        let limit = clock().adding(days: -30)
        try await translatingDatabaseErrors {
            try await database.write(.products([])) { try Store($0).forgetAnsweredRequests(before: limit) }
        }
    }
}
