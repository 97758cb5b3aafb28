/// A reason to doubt that a number is really on the goods (R16); it is told and kept, and never refuses anything.
public struct Doubt: Sendable, Equatable, Hashable {
    public let code: Code
    /// One sentence for the person who entered the number.
    public let detail: String

    public init(_ code: Code, _ detail: String) {
        self.code = code
        self.detail = detail
    }

    /// Stable; listed in `docs/reference/errors.md`.
    public enum Code: String, Sendable, CaseIterable {
        /// The quantity typed where the number belongs.
        case equalsQuantity = "equals_quantity"
        /// Neighbours on the keyboard, in the alphabet or among the digits, such as `qwerty` or `12345`.
        case keyboardRun = "keyboard_run"
        /// One character or a short group over and over, such as `1111`.
        case repeatedCharacters = "repeated_characters"
        /// A word that stands for no number, such as `N/A` or `test`.
        case placeholder = "placeholder"
        /// One number over lines of several products.
        case sameNumberUnlikeLines = "same_number_unlike_lines"
        /// Looks otherwise than the numbers that this supplier gives this product.
        case unlikePattern = "unlike_pattern"
        /// One character away from an existing number, and not by counting on.
        case nearDuplicate = "near_duplicate"
        /// Serials typed faster than anybody reads them off the goods.
        case typedTooFast = "typed_too_fast"
    }
}

extension Entered {
    /// Whether a person could have invented the number: one that was read off a barcode or made by us is what it is.
    public var canBeInvented: Bool {
        switch self {
        case .typed, .pasted, .imported: true
        case .scanned, .generated, .inferred: false
        }
    }
}
