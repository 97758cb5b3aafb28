/// Reads the form that people read and type: `(01)09520002000019(10)ABC123`.
///
/// Blanks and line breaks before a bracket and after its end are dropped, never those inside a value.
struct BracketedReader: ElementReader {
    private var rest: ArraySlice<Glyph>
    private(set) var elements: [Element] = []

    init(_ text: ArraySlice<Glyph>) {
        rest = ArraySlice(text.map(BracketedReader.narrowed))
    }

    mutating func readAll() throws(Problem) {
        while !rest.isEmpty { try readElement() }
    }

    private mutating func readElement() throws(Problem) {
        let identifier = try readIdentifier()
        let position = rest.first?.position
        let value = readValue()
        try identifier.check(value, at: position)
        elements.append(Element(ai: identifier.code, value: value.text))
    }

    private mutating func readIdentifier() throws(Problem) -> ApplicationIdentifier {
        let position = rest.first?.position
        guard rest.first?.scalar == "(" else {
            throw Problem(.structure, "An application identifier in brackets should stand here.", at: position)
        }
        let code = rest.dropFirst().prefix { $0.scalar != ")" }
        guard code.isAllDigits, code.endIndex < rest.endIndex else {
            throw Problem(.structure, "This bracket does not enclose an application identifier.", at: position)
        }
        guard let identifier = ApplicationIdentifier(code: code.text) else {
            throw Problem(.unknownIdentifier, "(\(code.text)) is not an application identifier.", at: position)
        }
        rest = rest[code.endIndex...].dropFirst().drop(while: \.isBlank)
        return identifier
    }

    /// The glyphs up to the next bracket, escapes undone.
    private mutating func readValue() -> [Glyph] {
        var value: [Glyph] = []
        while let next = rest.first, next.scalar != "(" {
            let isEscape = next.scalar == "\\" && rest.dropFirst().first?.scalar == "("
            if isEscape { rest = rest.dropFirst() }
            value.append(rest.removeFirst())
        }
        while value.last?.isBlank == true { value.removeLast() }
        return value
    }

    /// Full-width brackets, as some keyboards type them, made plain.
    private static func narrowed(_ glyph: Glyph) -> Glyph {
        switch glyph.scalar {
        case "\u{FF08}": Glyph(scalar: "(", position: glyph.position)
        case "\u{FF09}": Glyph(scalar: ")", position: glyph.position)
        default: glyph
        }
    }
}
