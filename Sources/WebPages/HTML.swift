/// A piece of a page. Text put into a literal is escaped; only HTML goes in as it is:
/// ```
/// let cell: HTML = "<td title=\"\(lot.number)\">\(badge)</td>"
/// ```
/// Attribute values always stand in double quotes.
public struct HTML: Sendable, Equatable {
    /// UTF-8.
    public private(set) var bytes: [UInt8]

    public init() {
        bytes = []
    }

    /// Text that is HTML already; it is not escaped.
    public static func raw(_ text: String) -> HTML {
        var html = HTML()
        html.bytes = Array(text.utf8)
        return html
    }

    /// Plain text, escaped.
    public static func text(_ text: some StringProtocol) -> HTML {
        var html = HTML()
        html.appendEscaped(text)
        return html
    }

    public var text: String { String(decoding: bytes, as: UTF8.self) }
    public var isEmpty: Bool { bytes.isEmpty }

    public static func + (left: HTML, right: HTML) -> HTML {
        var html = left
        html.bytes += right.bytes
        return html
    }

    public static func += (left: inout HTML, right: HTML) { left.bytes += right.bytes }
}

extension HTML {
    fileprivate mutating func appendLiteral(_ literal: String) { bytes.append(contentsOf: literal.utf8) }

    fileprivate mutating func appendEscaped(_ text: some StringProtocol) {
        let utf8 = text.utf8
        if utf8.allSatisfy({ escape(of: $0) == nil }) {
            bytes.append(contentsOf: utf8)
            return
        }
        for byte in utf8 {
            if let escape = escape(of: byte) {
                bytes.append(contentsOf: escape.utf8)
            } else {
                bytes.append(byte)
            }
        }
    }
}

/// What stands for a byte that would end a text or an attribute.
private func escape(of byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: nil
    }
}

// MARK: - Literals

extension HTML: ExpressibleByStringInterpolation {
    public init(stringLiteral value: String) {
        bytes = Array(value.utf8)
    }

    public init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.html
    }

    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var html = HTML()

        public init(literalCapacity: Int, interpolationCount: Int) {
            html.bytes.reserveCapacity(literalCapacity + interpolationCount * 16)
        }

        public mutating func appendLiteral(_ literal: String) {
            html.appendLiteral(literal)
        }

        public mutating func appendInterpolation(_ text: some StringProtocol) {
            html.appendEscaped(text)
        }

        /// Nothing for nil.
        public mutating func appendInterpolation(_ text: String?) {
            if let text { html.appendEscaped(text) }
        }

        public mutating func appendInterpolation(_ number: some BinaryInteger) {
            html.appendLiteral(String(number))
        }

        public mutating func appendInterpolation(_ part: HTML) {
            html += part
        }

        /// Nothing for nil.
        public mutating func appendInterpolation(_ part: HTML?) {
            if let part { html += part }
        }

        public mutating func appendInterpolation(_ parts: [HTML]) {
            for part in parts { html += part }
        }
    }
}

extension [HTML] {
    /// All of them with `separator` between.
    public func joined(by separator: HTML) -> HTML {
        var html = HTML()
        for (index, part) in enumerated() {
            if index > 0 { html += separator }
            html += part
        }
        return html
    }
}

/// ` name="value"`, or nothing for nil.
public func attribute(_ name: StaticString, _ value: String?) -> HTML {
    guard let value else { return HTML() }
    return " \(HTML.raw(name.description))=\"\(value)\""
}

/// ` name`, or nothing when `isSet` is false.
public func attribute(_ name: StaticString, if isSet: Bool) -> HTML {
    isSet ? " \(HTML.raw(name.description))" : ""
}
