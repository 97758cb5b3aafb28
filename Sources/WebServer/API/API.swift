import StockDomain
import StockOperations

/// The programs' way in: every route below `/api/v1/` finds out who asks before its handler runs.
struct API: Sendable {
    typealias Handler = @Sendable (APIRequest, Caller) async throws -> APIResponse

    let operations: Operations

    /// - Parameter pattern: the path below `/api/v1/`.
    func route(
        _ method: APIRequest.Method, _ pattern: String, bodyLimit: Int = Route.usualBodyLimit,
        _ handler: @escaping Handler
    ) -> Route {
        Route(method, "api/v1/" + pattern, bodyLimit: bodyLimit) { request in
            try await handler(request, caller(of: request))
        }
    }

    private func caller(of request: APIRequest) async throws -> Caller {
        let actor = try await actor(of: request)
        return Caller(actor: actor, settings: try await operations.settings(as: actor))
    }

    /// The holder of the token; without one, whoever sits at this machine until the first token exists (R54).
    private func actor(of request: APIRequest) async throws -> Actor {
        if let token = request.bearerToken { return try await operations.actor(token: token) }
        if request.isLoopback, try await operations.isOpenToLoopback() { return try await operations.localActor() }
        throw Refusal(.unauthorised, "not_signed_in", "Send a token: Authorization: Bearer TOKEN.")
    }
}

/// Who asks, and the settings that say what may be shown to anybody (R1, R4).
struct Caller: Sendable {
    let actor: Actor
    let settings: Settings
}

// MARK: - Writes

extension APIRequest {
    /// What the operation needs to know of this write beside its content: who, the client's key, and the answers to
    /// questions that `body` holds.
    func command(by caller: Caller, _ body: RequestObject) throws -> Command {
        let answers = body.optional("answers", .map) ?? [:]
        return Command(by: caller.actor, key: try idempotencyKey(), fingerprint: fingerprint, answers: answers)
    }

    /// The same for a write without body.
    func command(by caller: Caller) throws -> Command {
        Command(by: caller.actor, key: try idempotencyKey(), fingerprint: fingerprint)
    }

    /// The body of an action that may say nothing: an object, or no body at all.
    func actionObject() throws -> RequestObject {
        if !body.isEmpty { return try object() }
        try query().finish()
        return try RequestObject(.object([]))
    }

    private var fingerprint: Digest { Digest(of: Array("\(method.rawValue) \(target)\n".utf8) + self.body) }
}

extension Answer {
    static func json(_ json: JSON, status: Int = 200) -> Answer { Answer(status: status, body: json.bytes()) }
}

extension APIResponse {
    /// The answer to a write as the client gets it.
    init(_ answer: Answer) {
        self.init(
            status: answer.status, contentType: "application/json",
            headers: answer.isReplayed ? [Header("Idempotency-Replayed", "true")] : [], body: .bytes(answer.body))
    }
}

// MARK: - Lists

/// Which part of a list is asked for.
struct PartOfList<Cursor> {
    let limit: Int
    let cursor: Cursor?
}

extension RequestObject {
    /// Reads `limit` (50, at most 500) and `cursor`.
    func part<Cursor>(_ cursor: RequestReader<Cursor>) -> PartOfList<Cursor> {
        PartOfList(limit: optional("limit", .int(1...500)) ?? 50, cursor: optional("cursor", cursor))
    }

    /// The same for a list that is worked out anew each time; `usual` is how much comes where nobody says a limit.
    func part(usual: Int = 50) -> PartOfList<Int> {
        PartOfList(
            limit: optional("limit", .int(1...500)) ?? usual, cursor: optional("cursor", .int(0...1_000_000_000)))
    }
}

extension APIResponse {
    /// A page of a list as the API gives it.
    static func page<Item>(_ page: Page<Item>, _ json: (Item) -> JSON) -> APIResponse {
        .list(page.items.map(json), nextCursor: page.nextCursor)
    }

    /// Part of a list that is read whole, in the order of its keys; the cursor is the last key of the part before.
    static func part<Item: Sendable>(
        _ part: PartOfList<String>, of items: [Item], by key: (Item) -> String, _ json: (Item) -> JSON
    ) -> APIResponse {
        let rest = part.cursor.map { cursor in
            let known = items.firstIndex { key($0) == cursor }.map { $0 + 1 }
            return items[(known ?? items.firstIndex { key($0) > cursor } ?? items.endIndex)...]
        }
        return page(Page(Array((rest ?? items[...]).prefix(part.limit + 1)), limit: part.limit, cursor: key), json)
    }

    /// Part of a list that is worked out anew each time; the cursor is how many stand before it.
    static func part<Item>(_ part: PartOfList<Int>, of items: [Item], _ json: (Item) -> JSON) -> APIResponse {
        let start = min(part.cursor ?? 0, items.count)
        let end = items.index(start, offsetBy: part.limit, limitedBy: items.count) ?? items.count
        return .list(items[start..<end].map(json), nextCursor: end < items.count ? String(end) : nil)
    }
}
