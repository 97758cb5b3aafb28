/// What a person should look at although the scan was understood.
public enum Warning: Hashable, Sendable {
    /// Something else stood in place of the separator; the reader's settings can be put right.
    case separatorShownAs(String)
    /// The end of the value reads as further elements: a separator may be missing.
    case separatorPerhapsMissing(ai: String, tail: String)
    /// The same scan came several times at once and counts once.
    case scannedRepeatedly(times: Int)
    /// Different scans came at once; only the first was read.
    case furtherScansLeftOut(Int)
    /// The text is as long as a GTIN, but would need another last digit.
    case almostGTIN(checkDigit: Character)

    /// One sentence for the person who scanned.
    public var detail: String {
        switch self {
        case .separatorShownAs(let text):
            "The reader sends \(shown(text)) in place of the separator (GS)."
        case .separatorPerhapsMissing(let ai, let tail):
            "The end of (\(ai)), \(tail), reads as further data: perhaps the reader sends no separators."
        case .scannedRepeatedly(let times): "The same symbol came \(times) times at once and counts once."
        case .furtherScansLeftOut(let count): "Only the first scan was read; \(count) more came with it."
        case .almostGTIN(let digit): "As a GTIN its last digit would have to be \(digit)."
        }
    }

    private func shown(_ text: String) -> String {
        guard let only = text.unicodeScalars.first, text.unicodeScalars.count == 1 else { return text }
        return only.shown
    }
}
