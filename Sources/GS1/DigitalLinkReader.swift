/// Reads a GS1 Digital Link of any domain: `https://example.com/some/stem/01/09520002000019/10/ABC123?17=270630`.
struct DigitalLinkReader: ElementReader {
    private let link: ArraySlice<Glyph>
    /// What was read so far, path first.
    private(set) var elements: [Element] = []

    init(_ link: ArraySlice<Glyph>) {
        self.link = link
    }

    mutating func readAll() throws(Problem) {
        let parts = try LinkParts(link)
        let key = try readPath(parts.segments)
        for pair in parts.attributes { try readAttribute(pair, of: key) }
    }

    /// Reads key and qualifiers; what stands before the key is the owner's.
    private mutating func readPath(_ segments: [ArraySlice<Glyph>]) throws(Problem) -> String {
        let start = try keyIndex(in: segments)
        let pairs = stride(from: start, to: segments.count, by: 2).map { (segments[$0], segments[$0 + 1]) }
        var identifiers: [ApplicationIdentifier] = []
        for (code, _) in pairs { identifiers.append(try identifier(code)) }
        let key = identifiers[0]
        if !DigitalLinkRules.isInOrder(identifiers.dropFirst().map(\.code), after: key.code) {
            let names = identifiers.dropFirst().map(\.label).joined(separator: ", ")
            throw Problem(
                .linkQualifierOrder, "After \(key.label) the path cannot go on with \(names).",
                at: pairs.dropFirst().first?.0.first?.position)
        }
        for (identifier, (_, value)) in zip(identifiers, pairs) {
            try append(identifier, PercentEncoding.decoded(value, plusIsBlank: false), at: value.first?.position)
        }
        return key.code
    }

    /// Where the last pair of segments stands that begins with a key, counted in pairs from the end.
    private func keyIndex(in segments: [ArraySlice<Glyph>]) throws(Problem) -> Int {
        for index in stride(from: segments.count - 2, through: 0, by: -2)
        where DigitalLinkRules.qualifiers[segments[index].text] != nil { return index }
        if let word = segments.first(where: { DigitalLinkRules.formerKeyWords.contains($0.text.lowercased()) }) {
            throw Problem(
                .linkSyntax, "A link names its key by number now, not as \(word.text).", at: word.first?.position)
        }
        throw Problem(.linkNoKey, "This link holds no GS1 key such as /01/ and a GTIN.")
    }

    private func identifier(_ code: ArraySlice<Glyph>) throws(Problem) -> ApplicationIdentifier {
        if let known = ApplicationIdentifier(code: code.text) { return known }
        throw Problem(
            code.isAllDigits ? .unknownIdentifier : .linkSyntax,
            "\"\(code.text)\" is not an application identifier.", at: code.first?.position)
    }

    /// Reads one pair of the query; keys that are not numbers, such as `linkType`, are not about the goods.
    private mutating func readAttribute(_ pair: LinkParts.Attribute, of key: String) throws(Problem) {
        guard pair.name.isAllDigits else { return }
        let identifier = try identifier(pair.name)
        let position = pair.name.first?.position
        if elements.contains(where: { $0.ai == identifier.code }) {
            throw Problem(.duplicate, "\(identifier.label) stands twice in the link.", at: position)
        }
        if DigitalLinkRules.neverAttributes.contains(identifier.code) {
            throw Problem(
                .linkAttributeNotAllowed, "\(identifier.label) cannot stand in the query of a link.", at: position)
        }
        if DigitalLinkRules.isQualifier(identifier.code, of: key) {
            throw Problem(
                .linkAttributeInPath, "\(identifier.label) belongs into the path of this link.", at: position)
        }
        let value = PercentEncoding.decoded(pair.value, plusIsBlank: true)
        try append(identifier, value, at: value.first?.position ?? position)
    }

    private mutating func append(
        _ identifier: ApplicationIdentifier, _ value: [Glyph], at position: Int?
    ) throws(Problem) {
        try identifier.check(value, at: position)
        elements.append(Element(ai: identifier.code, value: value.text))
    }
}
