import StockDomain

/// Reads a request of named values: a JSON object, a form or a query.
///
/// Every read notes what is wrong and goes on, so that one answer names all faults; a faulty value is replaced by a
/// stand-in, and `finish()` throws before anything is done with it:
/// ```
/// let body = try request.object()
/// let partner = body.required("partner", .text())
/// let lines = body.optional("lines", .objects { $0.required("quantity", .positiveQuantity) }) ?? []
/// try body.finish()
/// ```
final class RequestObject {
    private let members: [String: JSON]
    private let order: [String]
    private let pointer: String
    private let manner: RequestManner
    private let faults: RequestFaults
    private var read: Set<String> = []

    init(_ members: [JSON.Member], at pointer: String, manner: RequestManner, faults: RequestFaults) {
        self.members = Dictionary(members.map { ($0.key, $0.value) }) { first, _ in first }
        order = members.map(\.key)
        self.pointer = pointer
        self.manner = manner
        self.faults = faults
    }

    /// Reads the object `json`.
    ///
    /// - Throws: `wrong_type` when it is none.
    convenience init(_ json: JSON, manner: RequestManner = .json) throws {
        guard case .object(let members) = json else {
            let detail = "The body must be an object, not \(json.typeName)."
            throw Refusal(.unreadable, "wrong_type", detail, faults: [Fault("", "wrong_type", detail)])
        }
        self.init(members, at: "", manner: manner, faults: RequestFaults())
    }

    /// Whether all values are texts, as those of a form are.
    var isText: Bool { manner.isText }

    /// All keys in the order of the request, for an object whose keys are free.
    var keys: [String] { order }

    /// Whether the key is there, be its value null or not.
    func has(_ key: String) -> Bool { members[key] != nil }

    /// The value, which must be there.
    func required<Value>(_ key: String, _ reader: RequestReader<Value>) -> Value {
        guard let value = value(key) else {
            faults.unreadable(manner.pointer(pointer, key), "missing_key", "\(manner.noun) “\(key)” is missing.")
            return reader.standIn
        }
        return reader.read(value) ?? reader.standIn
    }

    /// The value, or nil when it is absent, null or a blank text.
    func optional<Value>(_ key: String, _ reader: RequestReader<Value>) -> Value? {
        guard let value = value(key), !value.json.isBlank else { return nil }
        return reader.read(value)
    }

    /// What a change says about the value: nothing, to clear it (null or a blank text), or to set it.
    func change<Value>(_ key: String, _ reader: RequestReader<Value>) -> Change<Value> {
        guard let value = value(key) else { return .keep }
        if value.json.isBlank { return .clear }
        return reader.read(value).map(Change.set) ?? .keep
    }

    /// Notes a fault that no reader finds, such as two keys that exclude each other (422).
    func invalid(_ key: String, _ detail: String) {
        faults.invalid(manner.pointer(pointer, key), detail)
    }

    /// Throws all faults found, those that cannot be read first; keys that nobody has read are faults.
    func finish() throws {
        refuseUnreadKeys()
        if let refusal = faults.refusal { throw refusal }
    }

    func refuseUnreadKeys() {
        for key in order where !read.contains(key) {
            let detail = "\(manner.noun) “\(shortened(key))” is not known here."
            faults.unreadable(manner.pointer(pointer, key), manner.unknownCode, detail)
        }
    }

    private func value(_ key: String) -> RequestValue? {
        read.insert(key)
        guard let json = members[key] else { return nil }
        return RequestValue(json: json, pointer: manner.pointer(pointer, key), manner: manner, faults: faults)
    }
}

/// Where the named values come from; decides how they are called and whether numbers come as text.
enum RequestManner: Sendable {
    case json
    case form
    case query

    var isText: Bool { self != .json }

    var noun: String {
        switch self {
        case .json: "The key"
        case .form: "The field"
        case .query: "The parameter"
        }
    }

    var unknownCode: String { self == .query ? "unknown_parameter" : "unknown_key" }

    /// A JSON pointer into the body; for a parameter of the query its name after a question mark.
    func pointer(_ parent: String, _ key: String) -> String {
        self == .query ? "?\(key)" : "\(parent)/\(escapedForPointer(key))"
    }
}

/// The faults of one request, in the order of their finding; beyond 100 of a kind they are no help and left out.
final class RequestFaults {
    private static let most = 100
    private var unreadable: [Fault] = []
    private var invalid: [Fault] = []

    func unreadable(_ pointer: String, _ code: String, _ detail: String) {
        if unreadable.count < Self.most { unreadable.append(Fault(pointer, code, detail)) }
    }

    func invalid(_ pointer: String, _ detail: String) {
        if invalid.count < Self.most { invalid.append(Fault(pointer, "invalid_value", detail)) }
    }

    /// All of them as one refusal: 400 when something cannot be read, else 422; nil when there are none.
    var refusal: Refusal? {
        if !unreadable.isEmpty { return .faults(unreadable + invalid, .unreadable) }
        return invalid.isEmpty ? nil : .faults(invalid)
    }
}

extension JSON {
    fileprivate var isBlank: Bool {
        switch self {
        case .null: true
        case .string(let text): text.allSatisfy(\.isWhitespace)
        default: false
        }
    }
}
