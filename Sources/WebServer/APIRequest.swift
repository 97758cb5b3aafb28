import StockDomain

/// One request as handlers see it: everything read, nothing interpreted.
struct APIRequest: Sendable {
    let method: Method
    /// Path and query as sent, percent-encoded; part of what an idempotency key covers.
    let target: String
    /// The decoded parameters of the route, by name.
    let parameters: [String: String]
    let headers: [Header]
    let body: [UInt8]
    /// Whether the client is on this machine and no proxy speaks for it.
    let isLoopback: Bool
    /// Where the client is, as far as that is known: its address, or what the proxy on this machine says of it.
    var client = ""

    enum Method: String, Sendable, CaseIterable {
        case get = "GET"
        case post = "POST"
        case patch = "PATCH"
        case put = "PUT"
        case delete = "DELETE"

        var changesSomething: Bool { self != .get }
    }
}

// MARK: - Target

extension APIRequest {
    /// The path without its query, percent-encoded.
    var path: String { String(target.prefix { $0 != "?" }) }

    /// A parameter that the pattern of the route names, in the form in which names are kept.
    func parameter(_ name: String) -> String {
        guard let value = parameters[name] else { preconditionFailure("the route has no parameter \(name)") }
        return NameText.normalised(value)
    }

    /// A parameter that is an `id`.
    ///
    /// - Throws: `not_found` naming `what` when it is no number, since no thing has such an id.
    func id(_ name: String, of what: String) throws -> Int64 {
        let text = parameter(name)
        guard let id = Int64(text), id > 0 else { throw Refusal.notFound(what, shortened(text)) }
        return id
    }

    /// The parameters of the query; `finish()` refuses those that nobody read (`unknown_parameter`).
    func query() throws -> RequestObject {
        let text = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).dropFirst().first
        let fields = try FormField.parsed(Array((text ?? "").utf8))
        var seen: Set<String> = []
        for field in fields where !seen.insert(field.name).inserted {
            let detail = "The parameter “\(shortened(field.name))” stands twice."
            throw Refusal(
                .unreadable, "duplicate_parameter", detail,
                faults: [Fault("?\(field.name)", "duplicate_parameter", detail)])
        }
        let members = fields.map { JSON.Member($0.name, .string($0.value)) }
        return RequestObject(members, at: "", manner: .query, faults: RequestFaults())
    }
}

// MARK: - Head

extension APIRequest {
    /// The value of the first field of the head with this name, which is compared without regard to case.
    func header(_ name: String) -> String? { headers.first(name) }

    /// The client's key for this write; nil when it sent none.
    ///
    /// - Throws: 400 `invalid_idempotency_key` when it is not 1 to 255 visible ASCII characters.
    func idempotencyKey() throws -> String? {
        guard let key = header("Idempotency-Key") else { return nil }
        try APIRequest.checkIdempotencyKey(key)
        return key
    }

    static func checkIdempotencyKey(_ key: String) throws {
        guard (1...255).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            let detail = "An Idempotency-Key has 1 to 255 visible ASCII characters."
            throw Problem.unreadable("invalid_idempotency_key", detail)
        }
    }

    /// The version that a change assumes, from `If-Match: "3"`; nil when none is assumed.
    ///
    /// - Throws: 400 `invalid_if_match` when it is no version.
    func ifMatch() throws -> Int64? {
        guard let text = header("If-Match"), text != "*" else { return nil }
        let tag = text.hasPrefix("W/") ? text.dropFirst(2) : text[...]
        let bare = tag.hasPrefix("\"") && tag.hasSuffix("\"") && tag.count > 2 ? tag.dropFirst().dropLast() : tag
        guard let version = Int64(bare), version >= 0 else {
            throw Problem.unreadable("invalid_if_match", "If-Match must be a version such as \"3\".")
        }
        return version
    }

    /// The token of `Authorization: Bearer …`; nil when there is none.
    var bearerToken: String? {
        guard let text = header("Authorization") else { return nil }
        let parts = text.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return String(parts[1].drop { $0 == " " })
    }

    func cookie(_ name: String) -> String? {
        for field in headers where field.name.lowercased() == "cookie" {
            for pair in field.value.split(separator: ";") {
                let parts = pair.drop { $0 == " " }.split(
                    separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                if parts.count == 2, parts[0] == name { return String(parts[1]) }
            }
        }
        return nil
    }
}

extension [Header] {
    /// The value of the first field with this name, in any case.
    func first(_ name: String) -> String? {
        let wanted = name.lowercased()
        return first { $0.name.lowercased() == wanted }?.value
    }
}

// MARK: - Body

extension APIRequest {
    /// The body as JSON.
    ///
    /// - Throws: 415 when there is a body of another type or encoding; 400 `invalid_json` or `duplicate_key`.
    func json() throws -> JSON {
        let charset = mediaTypeParameter("charset")?.lowercased() ?? "utf-8"
        if !body.isEmpty, mediaType != "application/json" || !["utf-8", "utf8", "us-ascii"].contains(charset) {
            throw Problem.unsupportedMediaType("application/json in UTF-8")
        }
        do {
            return try JSON(parsing: body)
        } catch {
            throw error.refusal
        }
    }

    /// The body as a JSON object to read from; an address that takes one has no parameters besides.
    func object() throws -> RequestObject {
        try query().finish()
        return try RequestObject(json())
    }

    /// The body as a form of ours, its fields named like the keys of the API: `lines/0/product`.
    ///
    /// - Throws: 415 when it is of another type; 400 `invalid_form` when it cannot be read.
    func form() throws -> RequestObject {
        if mediaType != "application/x-www-form-urlencoded" {
            throw Problem.unsupportedMediaType("application/x-www-form-urlencoded")
        }
        return try RequestObject(FormTree.json(FormField.parsed(body)), manner: .form)
    }

    /// The parts of an upload.
    ///
    /// - Throws: 415 when it is of another type; 400 `invalid_form` when it cannot be read.
    func parts() throws -> [FormPart] {
        guard mediaType == "multipart/form-data", let boundary = mediaTypeParameter("boundary") else {
            throw Problem.unsupportedMediaType("multipart/form-data with a boundary")
        }
        return try FormPart.parsed(body, boundary: boundary)
    }

    /// An upload of ours: its plain fields, and the file in the field `name`.
    ///
    /// - Throws: `invalid_value` when no file was chosen.
    func upload(_ name: String) throws -> (fields: RequestObject, file: FormPart) {
        let parts = try parts()
        guard let file = parts.first(where: { $0.name == name }), file.fileName?.isEmpty == false else {
            throw Refusal.rule("invalid_value", "Choose a file first.", at: "/" + name)
        }
        let fields = parts.filter { $0.fileName == nil }.map {
            FormField(name: $0.name, value: String(decoding: $0.bytes, as: UTF8.self))
        }
        return (try RequestObject(FormTree.json(fields), manner: .form), file)
    }

    /// The type of the body in lower case without its parameters.
    var mediaType: String? {
        let type = header("Content-Type")?.split(separator: ";", maxSplits: 1).first
        return type.map { NameText.normalised($0).lowercased() }
    }

    private func mediaTypeParameter(_ name: String) -> String? {
        for part in (header("Content-Type") ?? "").split(separator: ";").dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1)
            if pair.count == 2, NameText.normalised(pair[0]).lowercased() == name {
                return NameText.normalised(pair[1].filter { $0 != "\"" })
            }
        }
        return nil
    }
}
