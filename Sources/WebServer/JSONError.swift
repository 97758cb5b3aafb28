import StockDomain

/// Why bytes are no JSON that we take, and where.
public struct JSONError: Error, Equatable, Sendable {
    /// `invalid_json`, or `duplicate_key` for an object that names a key twice.
    public let code: String
    public let reason: String
    /// The JSON pointer of the value that could not be read.
    public private(set) var pointer = ""

    init(_ reason: String, code: String = "invalid_json") {
        self.reason = reason
        self.code = code
    }

    /// The same error seen from the value that holds `step`; errors gather their way on the way out.
    func inside(_ step: String) -> JSONError {
        var error = self
        error.pointer = "/" + escapedForPointer(step) + pointer
        return error
    }

    public var refusal: Refusal {
        Refusal(.unreadable, code, reason, faults: [Fault(pointer, code, reason)])
    }
}

/// A key as one step of a JSON pointer. Source: RFC 6901.
func escapedForPointer(_ key: String) -> String {
    guard key.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else { return key }
    return key.reduce(into: "") { text, character in
        switch character {
        case "~": text += "~0"
        case "/": text += "~1"
        default: text.append(character)
        }
    }
}

/// The beginning of a text of a stranger, short enough for a message.
func shortened(_ text: String, to length: Int = 60) -> String {
    text.unicodeScalars.count <= length ? text : String(text.unicodeScalars.prefix(length)) + "…"
}
