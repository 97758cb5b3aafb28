/// Reads the data of a GS1 symbol: identifier, value, separator where needed, next identifier …
struct ElementStringReader: ElementReader {
    private var rest: ArraySlice<Glyph>
    private(set) var elements: [Element] = []

    /// - Parameter data: what the symbol holds; a separator may stand before it.
    init(_ data: ArraySlice<Glyph>) {
        rest = data.first?.isSeparator == true ? data.dropFirst() : data
    }

    mutating func readAll() throws(Problem) {
        if rest.isEmpty { throw Problem(.emptyData, "The symbol holds no data.") }
        while !rest.isEmpty { try readElement() }
    }

    private mutating func readElement() throws(Problem) {
        let identifier = try readIdentifier()
        let position = rest.first?.position
        var value = rest.prefix { !$0.isSeparator }
        if identifier.hasPredefinedLength { value = value.prefix(identifier.format.lengths.upperBound) }
        try identifier.check(value, at: position)
        elements.append(Element(ai: identifier.code, value: value.text))
        rest = rest.dropFirst(value.count)
        // A separator after a value of predefined length is needless but harmless, and so is one at the end.
        if rest.first?.isSeparator == true { rest = rest.dropFirst() }
    }

    private mutating func readIdentifier() throws(Problem) -> ApplicationIdentifier {
        if let identifier = ApplicationIdentifier(startOf: rest) {
            rest = rest.dropFirst(identifier.code.count)
            return identifier
        }
        let position = rest.first?.position
        if let next = rest.first, next.isSeparator || next.isControl {
            throw Problem(
                .structure, "An application identifier should stand here, not \(next.scalar.shown).", at: position)
        }
        throw Problem(.unknownIdentifier, "\(rest.prefix(4).text) is not an application identifier.", at: position)
    }
}
