import Foundation

/// How names and numbers of people are cleaned and compared.
public enum NameText {
    /// Trimmed of white space and in Unicode normal form C.
    public static func normalised(_ raw: some StringProtocol) -> String {
        // Most numbers are plain ASCII without spaces: nothing to do.
        if raw.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { return String(raw) }
        return raw.trimmingCharacters(in: .whitespacesAndNewlines).precomposedStringWithCanonicalMapping
    }

    public static func hasControlCharacter(_ text: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .surrogate: true
            default: false
            }
        }
    }

    /// What two numbers share that differ only by case, inner spaces or hyphens, O and 0, or I, l and 1 (R10).
    public static func likeness(of number: some StringProtocol) -> String {
        var key = ""
        for scalar in number.lowercased().unicodeScalars {
            switch scalar {
            case "-", "\u{2010}", "\u{2011}", "\u{2013}": continue
            case "o": key.append("0")
            case "i", "l": key.append("1")
            default:
                if !scalar.properties.isWhitespace { key.unicodeScalars.append(scalar) }
            }
        }
        return key
    }

    /// What a search compares: likeness without leading zeros (R45a).
    public static func searchKey(of number: some StringProtocol) -> String {
        let key = likeness(of: number)
        let trimmed = key.drop { $0 == "0" }
        return trimmed.isEmpty ? key : String(trimmed)
    }
}

extension NameText {
    /// A text whose order is the natural one of `text`: groups of digits compare as numbers, case does not count.
    ///
    /// Each group of digits loses its leading zeros and is preceded by its length, which decides first.
    public static func naturalKey(of text: some StringProtocol) -> String {
        var key = ""
        var digits = ""
        func closeGroup() {
            if digits.isEmpty { return }
            let number = digits.drop { $0 == "0" }
            let length = String(number.count)
            key += String(repeating: "0", count: max(0, 3 - length.count)) + length + number
            digits = ""
        }
        for character in text.lowercased() {
            if character.isASCII, character.isNumber {
                digits.append(character)
            } else {
                closeGroup()
                key.append(character)
            }
        }
        closeGroup()
        return key
    }
}

extension NameText {
    /// A person's text as part of a LIKE pattern whose escape character is `!`.
    public static func escapedForLike(_ text: String) -> String {
        var escaped = ""
        for character in text {
            if character == "%" || character == "_" || character == "!" { escaped.append("!") }
            escaped.append(character)
        }
        return escaped
    }
}
