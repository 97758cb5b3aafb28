/// The number of a trade item, kept as 14 digits whatever its symbol: a GTIN-8, 12 or 13 has zeros before it.
public struct GTIN: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Fourteen ASCII digits, the last one the check digit.
    public let digits: String

    /// Reads 8, 12, 13 or 14 digits with a right check digit.
    public init?(_ text: some StringProtocol) {
        guard [8, 12, 13, 14].contains(text.utf8.count), CheckDigit.isRight(text) else { return nil }
        digits = String(repeating: "0", count: 14 - text.utf8.count) + text
    }

    /// The packing level: 0 for the item itself, 1 to 8 for cases of it, 9 for varying measure.
    public var indicator: Int { digits.first?.wholeNumberValue ?? 0 }

    public static func < (left: GTIN, right: GTIN) -> Bool { left.digits < right.digits }
    public var description: String { digits }
}
