/// A statement's text and the values it binds; values enter the text only through `\(bind:)`.
///
/// `\(bind:)` writes `$1`, `$2` … in order of appearance, which SQLite and PostgreSQL both read. `\(list:)` writes a
/// bracketed list of placeholders, `\(sql:)` splices another statement, `\(name:)` writes a table or column name.
public struct SQL: Sendable, ExpressibleByStringInterpolation {
    /// The text around the values: always one piece more than there are values.
    private(set) var pieces: [String]
    public private(set) var values: [SQLValue]

    public init(stringLiteral text: String) {
        pieces = [text]
        values = []
    }

    public init(stringInterpolation: StringInterpolation) {
        pieces = stringInterpolation.pieces
        values = stringInterpolation.values
    }

    /// The text with `$1`, `$2` … in the places of the values.
    public var text: String {
        if values.isEmpty { return pieces[0] }
        var text = pieces[0]
        for index in values.indices {
            text += "$\(index + 1)"
            text += pieces[index + 1]
        }
        return text
    }

    public static func + (left: SQL, right: SQL) -> SQL {
        "\(sql: left)\(sql: right)"
    }

    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var pieces: [String] = [""]
        fileprivate var values: [SQLValue] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            pieces.reserveCapacity(interpolationCount + 1)
            values.reserveCapacity(interpolationCount)
        }

        public mutating func appendLiteral(_ literal: String) {
            pieces[pieces.count - 1] += literal
        }

        public mutating func appendInterpolation(bind value: some SQLBindable) {
            values.append(value.sqlValue)
            pieces.append("")
        }

        public mutating func appendInterpolation<Value: SQLBindable>(bind value: Value?) {
            values.append(value?.sqlValue ?? .null)
            pieces.append("")
        }

        /// Writes `($1, $2, …)`, or `(NULL)` for an empty list, which no value is in.
        ///
        /// The list is padded to a power of two with its last value, so that few texts are prepared for all lengths.
        public mutating func appendInterpolation<Value: SQLBindable>(list: some Collection<Value>) {
            guard !list.isEmpty else { return appendLiteral("(NULL)") }
            var padded = list.map(\.sqlValue)
            var length = 1
            while length < padded.count { length *= 2 }
            padded += Array(repeating: padded[padded.count - 1], count: length - padded.count)
            appendLiteral("(")
            for (index, value) in padded.enumerated() {
                if index > 0 { appendLiteral(", ") }
                appendInterpolation(bind: value)
            }
            appendLiteral(")")
        }

        public mutating func appendInterpolation(sql: SQL) {
            appendLiteral(sql.pieces[0])
            for (value, piece) in zip(sql.values, sql.pieces.dropFirst()) {
                appendInterpolation(bind: value)
                appendLiteral(piece)
            }
        }

        /// A table, column or sequence name of our own schema; never a person's text.
        public mutating func appendInterpolation(name: StaticString) {
            appendLiteral("\(name)")
        }
    }
}

/// Statements whose text is made at run time: migrations and bulk inserts.
extension SQL {
    public init(verbatim text: String) {
        self.init(stringLiteral: text)
    }
}
