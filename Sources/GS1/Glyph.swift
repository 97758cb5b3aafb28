/// A character of the delivered text together with where it stood, so that cleaning does not lose the place.
struct Glyph: Equatable, Sendable {
    let scalar: Unicode.Scalar
    /// Counted in Unicode scalars from 0.
    let position: Int

    /// The separator between elements of which the length is not predefined: GS, which a reader sends for FNC1.
    static let separator: Unicode.Scalar = "\u{1D}"

    var isSeparator: Bool { scalar == Glyph.separator }
    var isDigit: Bool { ValueCharacters.digits.contains(scalar) }
    /// A control character other than the separator.
    var isControl: Bool { !isSeparator && scalar.properties.generalCategory == .control }
    /// An opening bracket, also the full-width one that some keyboards type.
    var opensBracket: Bool { scalar == "(" || scalar == "\u{FF08}" }
    var isLineBreak: Bool { scalar == "\r" || scalar == "\n" }
    var isBlank: Bool { isLineBreak || scalar == " " || scalar == "\t" }
}

extension String {
    /// Its Unicode scalars with their places.
    var glyphs: [Glyph] {
        // Not characters: CR LF is one character, and so is a letter with its accents.
        unicodeScalars.enumerated().map { Glyph(scalar: $0.element, position: $0.offset) }
    }
}

extension Collection<Glyph> {
    var text: String {
        var text = ""
        text.unicodeScalars.append(contentsOf: lazy.map(\.scalar))
        return text
    }

    var isAllDigits: Bool { !isEmpty && allSatisfy(\.isDigit) }
}
