/// How readers and keyboards show the separator when they do not send GS itself.
enum Separators {
    /// Names and codes in place of the separator, in lower case.
    private static let tokens = ["{gs}", "<gs>", "[gs]", "{fnc1}", "<fnc1>", "[fnc1]", "\\x1d", "\\u001d"]
    /// Characters in place of it; no value but a part number (8010) can hold any.
    private static let characters: Set<Unicode.Scalar> = ["~", "|", "^", "#", "\u{1E}", "\u{241D}", "\u{2194}"]

    /// `text` with separators for what stands in their place, and the first such stand-in; nil when there is none.
    static func restored(in text: ArraySlice<Glyph>) -> (text: ArraySlice<Glyph>, standIn: String)? {
        // A reader that sends true separators does not send others beside them.
        if text.contains(where: \.isSeparator) { return nil }
        var restored: [Glyph] = []
        var first: String?
        var rest = text
        while let glyph = rest.first {
            if let standIn = standIn(at: rest) {
                first = first ?? standIn.text
                restored.append(Glyph(scalar: Glyph.separator, position: glyph.position))
                rest = rest.dropFirst(standIn.count)
            } else {
                restored.append(glyph)
                rest = rest.dropFirst()
            }
        }
        return first.map { (restored[...], $0) }
    }

    private static func standIn(at text: ArraySlice<Glyph>) -> ArraySlice<Glyph>? {
        if let next = text.first, characters.contains(next.scalar) { return text.prefix(1) }
        guard text.first.map({ "{<[\\".unicodeScalars.contains($0.scalar) }) == true else { return nil }
        let ahead = text.prefix(6).text.lowercased()
        return tokens.first(where: ahead.hasPrefix).map { text.prefix($0.unicodeScalars.count) }
    }
}
