/// What a scan field received, freed of what readers and keyboards add around it.
struct Delivery {
    /// The content, without symbology identifier; blank when nothing was scanned.
    let content: ArraySlice<Glyph>
    /// The kind of symbol, when the reader told.
    let carrier: Carrier?
    let warnings: [Warning]

    init(_ input: String) {
        let cleaned = Delivery.trimmed(input.glyphs[...])
        let (scan, warnings) = Delivery.oneScan(of: cleaned)
        self.warnings = warnings
        (carrier, content) = Carrier.split(scan)
    }

    /// Without terminators, blanks, STX, ETX and byte order mark at the ends; a separator there stays.
    private static func trimmed(_ text: ArraySlice<Glyph>) -> ArraySlice<Glyph> {
        let start = text.drop(while: isPadding)
        guard let last = start.lastIndex(where: { !isPadding($0) }) else { return [] }
        return start[...last]
    }

    private static func isPadding(_ glyph: Glyph) -> Bool {
        glyph.isBlank || glyph.scalar == "\u{FEFF}" || glyph.scalar == "\u{02}" || glyph.scalar == "\u{03}"
    }

    /// The first of several scans that ran into one field, each ended by a line break.
    ///
    /// Bracketed text is left whole: it was copied from a label where each element has a line of its own.
    private static func oneScan(of text: ArraySlice<Glyph>) -> (ArraySlice<Glyph>, [Warning]) {
        if text.first?.opensBracket == true { return (text, []) }
        let lines = text.split(whereSeparator: \.isLineBreak).map(trimmed)
        guard let first = lines.first, lines.count > 1 else { return (text, []) }
        let isRepeated = lines.allSatisfy { $0.text == first.text }
        return (first, [isRepeated ? .scannedRepeatedly(times: lines.count) : .furtherScansLeftOut(lines.count - 1)])
    }
}
