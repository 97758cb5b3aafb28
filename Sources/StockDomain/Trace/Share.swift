/// A part of a whole in millionths, rounded to the nearest.
public struct Share: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let millionths: Int64

    public static let whole = Share(millionths: 1_000_000)
    public static let none = Share(millionths: 0)

    public init(millionths: Int64) {
        self.millionths = millionths
    }

    /// `part` of `whole`, which is above zero and not less than `part`.
    public init(_ part: Quantity, of whole: Quantity) {
        let rounded = Share.scaled(part.millionths, 1_000_000, over: whole.millionths)
        self.init(millionths: rounded)
    }

    public static func < (left: Share, right: Share) -> Bool { left.millionths < right.millionths }
    public static func + (left: Share, right: Share) -> Share { Share(millionths: left.millionths + right.millionths) }
    public static func * (left: Share, right: Share) -> Share {
        Share(millionths: scaled(left.millionths, right.millionths, over: 1_000_000))
    }

    /// `0.25`, with at most six decimals.
    public var description: String { Quantity(millionths: millionths).description }

    private static func scaled(_ left: Int64, _ right: Int64, over divisor: Int64) -> Int64 {
        let product = left.multipliedFullWidth(by: right)
        let (quotient, remainder) = divisor.dividingFullWidth(product)
        return remainder >= divisor - remainder ? quotient + 1 : quotient
    }
}
