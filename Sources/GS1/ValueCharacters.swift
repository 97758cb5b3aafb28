/// The characters a value may hold, by the letter of the GS1 notation.
enum ValueCharacters: Character, Sendable {
    case digits = "N"
    /// Set 82: letters, digits and most punctuation, no blank.
    case text = "X"
    /// Set 39: capitals, digits and `# - /`.
    case part = "Y"
    /// Set 64: the characters of URL-safe base64.
    case base64 = "Z"

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        // Unicode knows hundreds of digits and letters; a barcode only those of ASCII.
        switch scalar {
        case "0"..."9": true
        case "A"..."Z": self != .digits
        case "a"..."z", "_": self == .text || self == .base64
        case "-": self != .digits
        case "/": self == .text || self == .part
        case "#": self == .part
        case "=": self == .text || self == .base64
        case "!", "\"", "%"..."?": self == .text
        default: false
        }
    }

    /// For messages: `digits`.
    var description: String {
        switch self {
        case .digits: "digits"
        case .text: "letters, digits and common punctuation without blanks"
        case .part: "capital letters, digits and # - /"
        case .base64: "letters, digits, - _ ="
        }
    }
}
