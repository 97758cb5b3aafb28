/// The kind of symbol a text came from, by the identifier (`]d2`) that readers send before it. Source: ISO/IEC 15424.
enum Carrier: Equatable {
    /// GS1-128, GS1 DataMatrix, GS1 QR, DataBar, GS1 DotCode: the content is an element string.
    case elementString
    /// EAN, UPC or ITF-14: the content is a GTIN of so many digits.
    case gtin(digits: Int)
    /// Any other symbol; the content may be anything.
    case other

    /// Cuts the identifier off, if there is one.
    static func split(_ scan: ArraySlice<Glyph>) -> (Carrier?, ArraySlice<Glyph>) {
        let mark = scan.prefix(3).text
        guard mark.utf8.count == 3, mark.hasPrefix("]"), mark.dropFirst().first?.isLetter == true else {
            return (nil, scan)
        }
        let content = scan.dropFirst(3)
        if let whole = composite(content) { return (.elementString, whole) }
        return (carrier(mark, content: content), content)
    }

    /// The data of an EAN or UPC symbol together with a second symbol above it, which readers divide by `|]e0`.
    private static func composite(_ content: ArraySlice<Glyph>) -> ArraySlice<Glyph>? {
        let (item, more) = (content.prefix(13), content.dropFirst(13))
        guard let start = item.first, item.isAllDigits, more.prefix(4).text == "|]e0" else { return nil }
        return "010".unicodeScalars.map { Glyph(scalar: $0, position: start.position) } + item + more.dropFirst(4)
    }

    /// A keyboard in capitals swaps the case of the mark, so `]D2` is taken for `]d2`.
    private static func carrier(_ mark: String, content: ArraySlice<Glyph>) -> Carrier {
        switch mark {
        // The one mark whose case matters: ]E0 is EAN-13, ]e0 DataBar. Their contents tell which was meant.
        case "]E0": content.count == 13 && content.isAllDigits ? .gtin(digits: 13) : .elementString
        case "]e0", "]C1", "]c1", "]d2", "]D2", "]Q3", "]q3", "]J1", "]j1": .elementString
        case "]E4", "]e4": .gtin(digits: 8)
        case "]I1", "]i1": content.count == 14 && content.isAllDigits ? .gtin(digits: 14) : .other
        default: .other
        }
    }
}
