/// Why a request changes nothing, in a sentence for a person and a code for a program (R56).
public struct Refusal: Error, Sendable, Equatable {
    /// What stands in the way; decides the HTTP status.
    public enum Kind: Sendable, Equatable {
        /// Cannot be read: broken JSON, a wrong type, an unknown key (400).
        case unreadable
        /// Nobody known asks: no token, or one that is wrong or has run out (401).
        case unauthorised
        /// The right is missing (403).
        case forbidden
        /// No such thing (404).
        case notFound
        /// The state of things differs from what the request assumes; questions are of this kind (409).
        case conflict
        /// A rule or a value out of range (422).
        case rule
        /// The database is away or busy (503).
        case unavailable
    }

    public let kind: Kind
    /// Stable; listed in `docs/reference/errors.md`.
    public let code: String
    public let detail: String
    /// Every fault found, with its place in the request.
    public let faults: [Fault]
    /// Not empty only for `code` `question`.
    public let questions: [Question]
    /// Not empty only for `code` `ambiguous_number`.
    public let candidates: [Candidate]
    /// Ways out, when goods are missing.
    public var offers: [Offer] = []

    public init(
        _ kind: Kind, _ code: String, _ detail: String, faults: [Fault] = [], questions: [Question] = [],
        candidates: [Candidate] = []
    ) {
        self.kind = kind
        self.code = code
        self.detail = detail
        self.faults = faults
        self.questions = questions
        self.candidates = candidates
    }
}

/// One thing wrong, and where.
public struct Fault: Sendable, Equatable {
    /// A JSON pointer into the request, such as `/lines/0/numbers`; empty for the whole.
    public let pointer: String
    public let code: String
    public let detail: String

    public init(_ pointer: String, _ code: String, _ detail: String) {
        self.pointer = pointer
        self.code = code
        self.detail = detail
    }
}

/// A way out of a refusal, for a person to read and a program to show as a choice (R28).
public struct Offer: Sendable, Equatable {
    /// `open_receipt`, `late_receipt` or `count_in`.
    public let code: String
    /// SKU.
    public let product: String
    /// The document that would help.
    public let document: String?
    public let detail: String

    public init(_ code: String, _ product: String, document: String? = nil, _ detail: String) {
        self.code = code
        self.product = product
        self.document = document
        self.detail = detail
    }
}

/// What a rule asks before it goes on; the same request with the answer does.
public struct Question: Sendable, Equatable {
    /// Place and subject, such as `lines/0/numbers/0:lot_exists`.
    public let id: String
    public let code: String
    public let detail: String
    public let answers: [String]

    public init(id: String, code: String, detail: String, answers: [String]) {
        self.id = id
        self.code = code
        self.detail = detail
        self.answers = answers
    }
}

extension Question {
    /// The answer to it.
    ///
    /// - Throws: the question while nobody has answered it; `invalid_value` for what is no answer to it.
    public func answer(given answers: [String: String]) throws(Refusal) -> String {
        guard let told = answers[id] else { throw .asking([self]) }
        if self.answers.contains(told) { return told }
        throw .faults([fault(of: told)])
    }

    /// Says of a word that it was not offered: asking once more would not tell a program what is wrong.
    func fault(of word: String) -> Fault {
        let key = id.replacing("~", with: "~0").replacing("/", with: "~1")
        let shown = word.count > 60 ? word.prefix(60) + "…" : word[...]
        return Fault(
            "/answers/\(key)", "invalid_value",
            "“\(shown)” is no answer to “\(detail)” Answer \(answers.joined(separator: " or ")).")
    }
}

/// Something doubtful in an answer that nevertheless succeeded (R16).
public struct Warning: Sendable, Equatable {
    public let pointer: String
    public let code: String
    public let detail: String

    public init(_ pointer: String, _ code: String, _ detail: String) {
        self.pointer = pointer
        self.code = code
        self.detail = detail
    }
}

/// One of several things that a number may mean (R45a).
public struct Candidate: Sendable, Equatable {
    public let type: String
    public let id: Int64
    public let label: String
    public let product: String?
    public let foundBy: String

    public init(type: String, id: Int64, label: String, product: String?, foundBy: String) {
        self.type = type
        self.id = id
        self.label = label
        self.product = product
        self.foundBy = foundBy
    }
}

extension Refusal {
    public static func rule(_ code: String, _ detail: String, at pointer: String = "") -> Refusal {
        Refusal(.rule, code, detail, faults: pointer.isEmpty ? [] : [Fault(pointer, code, detail)])
    }

    public static func notFound(_ what: String, _ name: String) -> Refusal {
        Refusal(.notFound, "not_found", "There is no \(what) “\(name)”.")
    }

    /// All faults of one request in one answer; the first one leads.
    public static func faults(_ faults: [Fault], _ kind: Kind = .rule) -> Refusal {
        let more = faults.count > 1 ? " (and \(faults.count - 1) more)" : ""
        return Refusal(kind, faults[0].code, faults[0].detail + more, faults: faults)
    }

    public static func asking(_ questions: [Question]) -> Refusal {
        Refusal(.conflict, "question", questions[0].detail, questions: questions)
    }
}
