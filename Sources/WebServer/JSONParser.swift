extension JSON {
    /// Deepest nesting that is read; more is a mistake or an attack.
    public static let deepest = 32

    /// Reads exactly one value with nothing but white space around it. Source: RFC 8259.
    ///
    /// - Throws: what is wrong first: wrong UTF-8, wrong grammar, a key named twice, more than `deepest` levels.
    public init(parsing bytes: [UInt8]) throws(JSONError) {
        var parser = JSONParser(bytes: bytes)
        self = try parser.document()
    }
}

private struct JSONParser {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The byte at `position`, or 0 at the end; a literal 0 is valid nowhere outside, and refused inside, a string.
    private var byte: UInt8 { position < bytes.count ? bytes[position] : 0 }
    private var isAtEnd: Bool { position >= bytes.count }

    mutating func document() throws(JSONError) -> JSON {
        skipSpace()
        if isAtEnd { throw JSONError("The body is empty; a JSON value is expected.") }
        let value = try value(depth: 0)
        skipSpace()
        if !isAtEnd { throw JSONError("Something follows the JSON value at byte \(position + 1).") }
        return value
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSON {
        if depth >= JSON.deepest { throw JSONError("The nesting is deeper than \(JSON.deepest) levels.") }
        switch byte {
        case UInt8(ascii: "{"): return .object(try object(depth: depth))
        case UInt8(ascii: "["): return .array(try array(depth: depth))
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
        default: throw unexpected("a value")
        }
    }

    private mutating func skipSpace() {
        while byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func take(_ wanted: UInt8) -> Bool {
        guard byte == wanted else { return false }
        position += 1
        return true
    }

    private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONError) -> JSON {
        let text = word.description.utf8
        guard bytes[position...].starts(with: text) else { throw unexpected("a value") }
        position += text.count
        return value
    }

    private func unexpected(_ wanted: String) -> JSONError {
        isAtEnd
            ? JSONError("The JSON ends where \(wanted) is expected.")
            : JSONError("At byte \(position + 1) stands something that is not \(wanted).")
    }
}

// MARK: - Lists and objects

extension JSONParser {
    private mutating func array(depth: Int) throws(JSONError) -> [JSON] {
        position += 1
        skipSpace()
        if take(UInt8(ascii: "]")) { return [] }
        var elements: [JSON] = []
        while true {
            skipSpace()
            do {
                elements.append(try value(depth: depth + 1))
            } catch {
                throw error.inside(String(elements.count))
            }
            skipSpace()
            if take(UInt8(ascii: "]")) { return elements }
            guard take(UInt8(ascii: ",")) else { throw unexpected("a comma or the end of the list") }
        }
    }

    private mutating func object(depth: Int) throws(JSONError) -> [JSON.Member] {
        position += 1
        skipSpace()
        if take(UInt8(ascii: "}")) { return [] }
        var members: [JSON.Member] = []
        var keys = KeySet()
        while true {
            skipSpace()
            let member = try member(depth: depth, keys: &keys)
            members.append(member)
            skipSpace()
            if take(UInt8(ascii: "}")) { return members }
            guard take(UInt8(ascii: ",")) else { throw unexpected("a comma or the end of the object") }
        }
    }

    private mutating func member(depth: Int, keys: inout KeySet) throws(JSONError) -> JSON.Member {
        guard byte == UInt8(ascii: "\"") else { throw unexpected("a key in quotation marks") }
        let key = try string()
        guard keys.insert(key) else {
            throw JSONError("The key “\(shortened(key))” stands twice.", code: "duplicate_key").inside(key)
        }
        skipSpace()
        guard take(UInt8(ascii: ":")) else { throw unexpected("a colon").inside(key) }
        skipSpace()
        do {
            return JSON.Member(key, try value(depth: depth + 1))
        } catch {
            throw error.inside(key)
        }
    }
}

/// The keys of one object so far: few are compared one by one, many are hashed.
private struct KeySet {
    private var few: [String] = []
    private var many: Set<String> = []

    /// False when the key was there.
    mutating func insert(_ key: String) -> Bool {
        if few.count < 16 {
            if few.contains(key) { return false }
            few.append(key)
            return true
        }
        if many.isEmpty { many = Set(few) }
        return many.insert(key).inserted
    }
}

// MARK: - Numbers

extension JSONParser {
    private mutating func number() throws(JSONError) -> String {
        let start = position
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { try digits() }
        if take(UInt8(ascii: ".")) { try digits() }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try digits()
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func digits() throws(JSONError) {
        let start = position
        while isDigit(byte) { position += 1 }
        if position == start { throw unexpected("a digit") }
    }

    /// Whether `text` is a number in JSON's grammar.
    static func isNumber(_ text: String) -> Bool {
        var parser = JSONParser(bytes: Array(text.utf8))
        guard isDigit(parser.byte) || parser.byte == UInt8(ascii: "-") else { return false }
        return (try? parser.number()) != nil && parser.isAtEnd
    }
}

func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

extension JSON {
    /// Whether `text` is a number in the grammar of RFC 8259.
    static func isNumber(_ text: String) -> Bool { JSONParser.isNumber(text) }
}

// MARK: - Texts

extension JSONParser {
    private mutating func string() throws(JSONError) -> String {
        position += 1
        let start = position
        while !isAtEnd {
            switch byte {
            case UInt8(ascii: "\""):
                let text = try validated(bytes[start..<position])
                position += 1
                return text
            case UInt8(ascii: "\\"): return try stringWithEscapes(from: start)
            case 0..<0x20: throw controlCharacter()
            default: position += 1
            }
        }
        throw unexpected("the end of a text")
    }

    private mutating func stringWithEscapes(from start: Int) throws(JSONError) -> String {
        var text = Array(bytes[start..<position])
        while !isAtEnd {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return try validated(text[...])
            case UInt8(ascii: "\\"):
                position += 1
                try escape(into: &text)
            case 0..<0x20: throw controlCharacter()
            default:
                text.append(byte)
                position += 1
            }
        }
        throw unexpected("the end of a text")
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
        let letter = byte
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            position += 1
            return text.append(contentsOf: String(Character(try scalar())).utf8)
        default: throw unexpected("an escape")
        }
        position += 1
    }

    /// The scalar after `\u`, of one unit or of a surrogate pair.
    private mutating func scalar() throws(JSONError) -> Unicode.Scalar {
        let first = try unit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw loneSurrogate() }
        let second = try unit()
        guard (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
        else { throw loneSurrogate() }
        return scalar
    }

    private mutating func unit() throws(JSONError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = hexValue(byte) else { throw unexpected("a hexadecimal digit") }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }

    private func validated(_ bytes: ArraySlice<UInt8>) throws(JSONError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw JSONError("The text before byte \(position + 1) is not UTF-8.")
        }
        return text
    }

    private func loneSurrogate() -> JSONError {
        JSONError("Half of a surrogate pair stands alone before byte \(position + 1).")
    }

    private func controlCharacter() -> JSONError {
        JSONError("A control character stands unescaped in a text at byte \(position + 1).")
    }
}
