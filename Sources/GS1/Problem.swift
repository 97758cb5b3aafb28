/// Why a text that claims to be GS1 is not valid.
public struct Problem: Error, Equatable, Sendable {
    /// The class of the fault, in the words of the scan answer.
    public enum Code: String, Sendable, CaseIterable {
        /// A character that the value must not hold.
        case charset
        case checkDigit = "check_digit"
        /// A value outside the list of its codes.
        case codeList = "code_list"
        case date
        /// A link's query names what belongs into its path.
        case linkAttributeInPath = "dl_attr_in_path"
        /// A link's query names what no link may carry there.
        case linkAttributeNotAllowed = "dl_attr_not_allowed"
        /// A link without a key that identifies something.
        case linkNoKey = "dl_no_key"
        /// A link's path holds something that does not qualify its key, or in the wrong order.
        case linkQualifierOrder = "dl_qualifier_order"
        case linkSyntax = "dl_syntax"
        /// A link names an identifier twice.
        case duplicate
        case emptyData = "empty_data"
        case emptyValue = "empty_value"
        /// Two identifiers that exclude each other.
        case exclusion
        case length
        case pieceOfTotal = "piece_of_total"
        /// The same identifier with two values.
        case repeatMismatch = "repeat_mismatch"
        /// An identifier lacks the one that gives it a meaning.
        case requisite
        case structure
        case unknownIdentifier = "unknown_ai"
        case zeroPrefix = "zero_prefix"
    }

    /// The class of the fault.
    public let code: Code
    /// One sentence for the person who scanned.
    public let detail: String
    /// Where in the delivered text, in Unicode scalars from 0; nil when it is about the text as a whole.
    public let position: Int?

    init(_ code: Code, _ detail: String, at position: Int? = nil) {
        self.code = code
        self.detail = detail
        self.position = position
    }
}
