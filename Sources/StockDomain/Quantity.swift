/// An exact amount in millionths of the product's unit.
///
/// Sums of what one company holds stay far below the limit of 9.2 million million units; a single line is limited to
/// `Quantity.most`.
public struct Quantity: Hashable, Comparable, Sendable {
    public var millionths: Int64

    public init(millionths: Int64) {
        self.millionths = millionths
    }

    public init(units: Int64) {
        millionths = units * 1_000_000
    }

    public static let zero = Quantity(millionths: 0)
    public static let one = Quantity(units: 1)
    /// The largest quantity of one line: a thousand million units.
    public static let most = Quantity(units: 1_000_000_000)

    public var isWhole: Bool { millionths % 1_000_000 == 0 }
    /// Whole units, rounded towards zero.
    public var wholeUnits: Int64 { millionths / 1_000_000 }

    public static func < (left: Quantity, right: Quantity) -> Bool { left.millionths < right.millionths }
    public static func + (left: Quantity, right: Quantity) -> Quantity {
        Quantity(millionths: left.millionths + right.millionths)
    }
    public static func - (left: Quantity, right: Quantity) -> Quantity {
        Quantity(millionths: left.millionths - right.millionths)
    }
    public static prefix func - (quantity: Quantity) -> Quantity { Quantity(millionths: -quantity.millionths) }
    public static func += (left: inout Quantity, right: Quantity) { left.millionths += right.millionths }
    public static func -= (left: inout Quantity, right: Quantity) { left.millionths -= right.millionths }
}

extension Sequence<Quantity> {
    public func sum() -> Quantity { reduce(.zero, +) }
}

// MARK: - Text

extension Quantity {
    /// Reads a decimal such as `12`, `-0.5` or `1.25e2`; nil when it is not one, has more than 6 decimals that are
    /// not zero, or lies beyond ±`most`.
    public init?(_ text: some StringProtocol) {
        var bytes = Array(text.utf8)[...]
        let isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative { bytes.removeFirst() }
        var digits: [UInt8] = []
        var decimals = 0
        var seenPoint = false
        while let byte = bytes.first, byte != UInt8(ascii: "e"), byte != UInt8(ascii: "E") {
            bytes.removeFirst()
            if byte == UInt8(ascii: "."), !seenPoint, !digits.isEmpty {
                seenPoint = true
            } else if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9"), digits.count < 64 {
                digits.append(byte - UInt8(ascii: "0"))
                if seenPoint { decimals += 1 }
            } else {
                return nil
            }
        }
        if digits.isEmpty || (seenPoint && decimals == 0) { return nil }
        var exponent = 0
        if !bytes.isEmpty {
            let power = bytes.dropFirst()
            guard let value = Int(String(decoding: power, as: UTF8.self)), abs(value) <= 99 else { return nil }
            exponent = value
        }
        guard let value = Quantity.scaled(digits, by: exponent - decimals + 6) else { return nil }
        millionths = isNegative ? -value : value
    }

    /// The whole number of `digits` times ten to `power`, or nil when it is not whole or too large.
    private static func scaled(_ digits: [UInt8], by power: Int) -> Int64? {
        var kept = digits[...]
        if power < 0 {
            guard kept.suffix(-power).allSatisfy({ $0 == 0 }) else { return nil }
            kept = kept.dropLast(-power)
        }
        var value: Int64 = 0
        for digit in kept {
            guard let next = times10(value, adding: Int64(digit)) else { return nil }
            value = next
        }
        if power > 0, value > 0 {
            for _ in 0..<power {
                guard let next = times10(value, adding: 0) else { return nil }
                value = next
            }
        }
        return value
    }

    private static func times10(_ value: Int64, adding digit: Int64) -> Int64? {
        let next = value * 10 + digit
        return next <= most.millionths ? next : nil
    }
}

extension Quantity: CustomStringConvertible {
    /// The shortest decimal, such as `12` or `0.25`.
    public var description: String {
        let magnitude = millionths.magnitude
        var text = "\(magnitude / 1_000_000)"
        var fraction = magnitude % 1_000_000
        if fraction > 0 {
            var width = 6
            while fraction % 10 == 0 {
                fraction /= 10
                width -= 1
            }
            let digits = String(fraction)
            text += "." + String(repeating: "0", count: width - digits.count) + digits
        }
        return millionths < 0 ? "-" + text : text
    }

    /// The same with thousands separated, for people: `1,740`.
    public var grouped: String {
        let plain = description
        let isNegative = plain.hasPrefix("-")
        let parts = plain.drop(while: { $0 == "-" }).split(separator: ".", maxSplits: 1)
        var whole = ""
        for (index, digit) in parts[0].reversed().enumerated() {
            if index > 0, index % 3 == 0 { whole.append(",") }
            whole.append(digit)
        }
        let fraction = parts.count > 1 ? "." + parts[1] : ""
        return (isNegative ? "-" : "") + String(whole.reversed()) + fraction
    }
}

extension Quantity: ExpressibleByIntegerLiteral {
    public init(integerLiteral units: Int64) {
        self.init(units: units)
    }
}

// MARK: - Units

extension Quantity {
    /// Whether it has no more than `decimals` decimals.
    public func fits(decimals: Int) -> Bool {
        var step: Int64 = 1_000_000
        for _ in 0..<decimals { step /= 10 }
        return step <= 1 || millionths % step == 0
    }

    /// This many of `packaging`, in stock units, both positive; nil when that has more than 6 decimals or is beyond `most` (R31).
    public func times(_ packaging: Quantity) -> Quantity? {
        let product = millionths.magnitude.multipliedFullWidth(by: packaging.millionths.magnitude)
        guard product.high < 1_000_000 else { return nil }
        let (result, remainder) = UInt64(1_000_000).dividingFullWidth(product)
        guard remainder == 0, result <= UInt64(Quantity.most.millionths) else { return nil }
        return Quantity(millionths: Int64(result))
    }
}
