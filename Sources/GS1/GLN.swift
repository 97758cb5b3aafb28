/// The number of a place or a party.
public struct GLN: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Thirteen ASCII digits, the last one the check digit.
    public let digits: String

    /// Reads 13 digits with a right check digit.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count == 13, CheckDigit.isRight(text) else { return nil }
        digits = String(text)
    }

    public static func < (left: GLN, right: GLN) -> Bool { left.digits < right.digits }
    public var description: String { digits }
}
