/// The number of a logistic unit such as a pallet or a parcel.
public struct SSCC: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Eighteen ASCII digits, the last one the check digit.
    public let digits: String

    /// Reads 18 digits with a right check digit.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count == 18, CheckDigit.isRight(text) else { return nil }
        digits = String(text)
    }

    /// Completes 17 digits (extension digit, company prefix, serial reference) by their check digit.
    public init?(completing body: some StringProtocol) {
        guard body.utf8.count == 17, let check = CheckDigit.completing(body) else { return nil }
        digits = String(body) + String(check)
    }

    public static func < (left: SSCC, right: SSCC) -> Bool { left.digits < right.digits }
    public var description: String { digits }
}
