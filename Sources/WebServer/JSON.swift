import StockDomain

/// A JSON value as it stands on the wire: numbers keep their text, objects the order of their keys.
public enum JSON: Sendable, Equatable {
    case null
    case bool(Bool)
    /// The number as written, in the grammar of RFC 8259.
    case number(String)
    case string(String)
    case array([JSON])
    case object([Member])

    /// A key and its value.
    public struct Member: Sendable, Equatable {
        public let key: String
        public let value: JSON

        public init(_ key: String, _ value: JSON) {
            self.key = key
            self.value = value
        }
    }

    /// The value of `key`; nil when this is no object or has no such key.
    public subscript(key: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// The element at `index`; nil when this is no array or is shorter.
    public subscript(index: Int) -> JSON? {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    /// What a message calls the type of this value.
    var typeName: String {
        switch self {
        case .null: "null"
        case .bool: "a truth value"
        case .number: "a number"
        case .string: "a text"
        case .array: "a list"
        case .object: "an object"
        }
    }
}

// MARK: - From values

/// What has one form in JSON.
public protocol JSONRepresentable {
    var json: JSON { get }
}

extension JSON {
    public init(_ value: some JSONRepresentable) {
        self = value.json
    }

    /// Null for nil.
    public init(_ value: (some JSONRepresentable)?) {
        self = value?.json ?? .null
    }

    /// A list.
    public init(_ values: some Sequence<some JSONRepresentable>) {
        self = .array(values.map(\.json))
    }

    /// An object of the members of this one followed by `others`; their keys must differ.
    public func adding(_ others: JSON) -> JSON {
        guard case .object(let mine) = self, case .object(let more) = others else { return self }
        return .object(mine + more)
    }
}

extension JSON: JSONRepresentable {
    public var json: JSON { self }
}

extension String: JSONRepresentable {
    public var json: JSON { .string(self) }
}

extension Bool: JSONRepresentable {
    public var json: JSON { .bool(self) }
}

extension Int: JSONRepresentable {
    public var json: JSON { .number(String(self)) }
}

extension Int64: JSONRepresentable {
    public var json: JSON { .number(String(self)) }
}

extension Quantity: JSONRepresentable {
    public var json: JSON { .number(description) }
}

extension CalendarDate: JSONRepresentable {
    public var json: JSON { .string(description) }
}

extension Instant: JSONRepresentable {
    public var json: JSON { .string(rfc3339) }
}

extension Warning: JSONRepresentable {
    public var json: JSON {
        ["code": .string(code), "detail": .string(detail), "pointer": .string(pointer)]
    }
}

// MARK: - Literals

extension JSON: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(nilLiteral: ()) {
        self = .null
    }

    public init(booleanLiteral value: Bool) {
        self = .bool(value)
    }

    public init(integerLiteral value: Int) {
        self = .number(String(value))
    }

    public init(stringLiteral value: String) {
        self = .string(value)
    }

    public init(arrayLiteral elements: JSON...) {
        self = .array(elements)
    }

    public init(dictionaryLiteral members: (String, JSON)...) {
        self = .object(members.map(Member.init))
    }
}
