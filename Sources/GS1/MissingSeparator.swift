/// Finds lots and serials that may have swallowed the elements after them, since a missing separator leaves no trace.
enum MissingSeparator {
    /// A warning for the first such value; it is never split, because `LOT717261231` may be a lot.
    static func warning(in elements: [Element]) -> Warning? {
        for element in elements where element.ai == "10" || element.ai == "21" {
            if let tail = tail(of: element.value) {
                return .separatorPerhapsMissing(ai: element.ai, tail: tail)
            }
        }
        return nil
    }

    /// The longest end of a value, after a character or more, that reads as whole elements.
    private static func tail(of value: String) -> String? {
        let glyphs = value.glyphs
        for start in glyphs.indices.dropFirst() where isTelling(glyphs[start...]) {
            var reader = ElementStringReader(glyphs[start...])
            if (try? reader.readAll()) != nil { return glyphs[start...].text }
        }
        return nil
    }

    /// Nearly anything reads as (10) or (21); only a date or a check digit that fits is worth a warning.
    private static func isTelling(_ tail: ArraySlice<Glyph>) -> Bool {
        guard let identifier = ApplicationIdentifier(startOf: tail), identifier.hasPredefinedLength
        else { return false }
        let rule = identifier.format.components.first?.rule
        return rule == .month || rule == .check
    }
}
