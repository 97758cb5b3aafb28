import StockDomain

/// An answer that is no success, on its way to `application/problem+json` or an error page. Source: RFC 9457.
///
/// Operations throw `Refusal`; what the web layers themselves refuse is thrown as a `Problem`.
struct Problem: Error, Equatable {
    let status: Int
    let code: String
    let detail: String
    var faults: [Fault] = []
    var questions: [Question] = []
    var candidates: [Candidate] = []
    var offers: [Offer] = []
    var headers: [Header] = []
}

extension Problem {
    init(_ refusal: Refusal) {
        self.init(
            status: Problem.status(of: refusal.kind), code: refusal.code, detail: refusal.detail,
            faults: refusal.faults, questions: refusal.questions, candidates: refusal.candidates,
            offers: refusal.offers)
        if refusal.kind == .unavailable { headers = [Header("Retry-After", "1")] }
        if refusal.kind == .unauthorised { headers = [Header("WWW-Authenticate", "Bearer")] }
    }

    private static func status(of kind: Refusal.Kind) -> Int {
        switch kind {
        case .unreadable: 400
        case .unauthorised: 401
        case .forbidden: 403
        case .notFound: 404
        case .conflict: 409
        case .rule: 422
        case .unavailable: 503
        }
    }

    /// A request that cannot be read for a reason outside its body.
    static func unreadable(_ code: String, _ detail: String) -> Problem {
        Problem(status: 400, code: code, detail: detail)
    }

    static let noSuchPath = Problem(status: 404, code: "not_found", detail: "There is nothing at this address.")

    static func methodNotAllowed(_ allowed: String) -> Problem {
        Problem(
            status: 405, code: "method_not_allowed", detail: "This address allows \(allowed).",
            headers: [Header("Allow", allowed)])
    }

    static func bodyTooLarge(limit: Int) -> Problem {
        Problem(status: 413, code: "body_too_large", detail: "The body is larger than \(limit) bytes.")
    }

    static func unsupportedMediaType(_ wanted: String) -> Problem {
        Problem(status: 415, code: "unsupported_media_type", detail: "The Content-Type must be \(wanted).")
    }

    /// A mistake of ours; `id` finds it in the log, nothing else is told.
    static func unexpected(id: String) -> Problem {
        Problem(status: 500, code: "internal_error", detail: "Something went wrong here; it is logged as \(id).")
    }
}

// MARK: - On the wire

extension Problem: JSONRepresentable {
    var json: JSON {
        var members: [JSON.Member] = []
        if !candidates.isEmpty { members.append(.init("candidates", JSON(candidates))) }
        members.append(.init("code", .string(code)))
        members.append(.init("detail", .string(detail)))
        if !faults.isEmpty { members.append(.init("errors", JSON(faults))) }
        if !offers.isEmpty { members.append(.init("offers", JSON(offers))) }
        if !questions.isEmpty { members.append(.init("questions", JSON(questions))) }
        members.append(.init("status", JSON(status)))
        members.append(.init("title", .string(statusPhrase(status))))
        members.append(.init("type", "about:blank"))
        return .object(members)
    }

    func response() -> APIResponse {
        APIResponse(
            status: status, contentType: "application/problem+json", headers: headers, body: .bytes(json.bytes()))
    }
}

extension Fault: JSONRepresentable {
    public var json: JSON {
        ["code": .string(code), "detail": .string(detail), "pointer": .string(pointer)]
    }
}

extension Offer: JSONRepresentable {
    public var json: JSON {
        [
            "code": .string(code), "detail": .string(detail), "document": JSON(document), "product": .string(product),
        ]
    }
}

extension Question: JSONRepresentable {
    public var json: JSON {
        ["answers": JSON(answers), "code": .string(code), "detail": .string(detail), "id": .string(id)]
    }
}

extension Candidate: JSONRepresentable {
    public var json: JSON {
        [
            "found_by": .string(foundBy), "id": JSON(id), "label": .string(label), "product": JSON(product),
            "type": .string(type),
        ]
    }
}

/// The words that HTTP has for a status. Source: RFC 9110.
func statusPhrase(_ status: Int) -> String {
    switch status {
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 409: "Conflict"
    case 413: "Content Too Large"
    case 415: "Unsupported Media Type"
    case 421: "Misdirected Request"
    case 422: "Unprocessable Content"
    case 429: "Too Many Requests"
    case 500: "Internal Server Error"
    case 503: "Service Unavailable"
    default: "Status \(status)"
    }
}
