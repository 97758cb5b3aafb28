/// One entry of the GS1 vocabulary: what a two to four digit code says about the value after it.
struct ApplicationIdentifier: Sendable {
    let code: String
    /// The data title that people read beside the value, such as `BATCH/LOT`.
    let title: String
    let format: ValueFormat
    /// Groups of which each must be met by the other elements.
    let needs: [Associations.Group]
    /// Patterns of identifiers that must not stand on the same item.
    let excludes: [String]

    /// How a message names it: `(10) BATCH/LOT`.
    var label: String { "(\(code)) \(title)" }

    /// The identifier with exactly this code.
    init?(code: some StringProtocol) {
        guard let known = ApplicationIdentifier.all[String(code)] else { return nil }
        self = known
    }

    init(code: String, title: String, format: ValueFormat, needs: [Associations.Group], excludes: [String]) {
        self.code = code
        self.title = title
        self.format = format
        self.needs = needs
        self.excludes = excludes
    }

    /// The identifier at the start of `text`; no code is the start of another, so there is at most one.
    init?(startOf text: ArraySlice<Glyph>) {
        for length in 2...4 where text.count >= length {
            if let known = ApplicationIdentifier(code: text.prefix(length).text) {
                self = known
                return
            }
        }
        return nil
    }

    /// Whether the length of the value is known without a separator after it.
    ///
    /// A fixed format alone is not enough: only these prefixes are on the list of GS1 General Specifications 7.8.5.
    var hasPredefinedLength: Bool {
        guard let prefix = Int(code.prefix(2)) else { return false }
        switch prefix {
        case 0...4, 11...20, 31...36, 41: return true
        default: return false
        }
    }

    /// The first three digits of a measure, whose fourth tells the decimal places; nil for all others.
    var measure: String? {
        guard code.count == 4, let prefix = Int(code.prefix(2)) else { return nil }
        return (31...36).contains(prefix) || prefix == 39 ? String(code.prefix(3)) : nil
    }
}
