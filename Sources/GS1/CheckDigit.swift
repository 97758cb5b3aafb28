/// The last digit of every numeric GS1 key, which finds any single wrong digit.
///
/// Weights 3, 1, 3, … from the right. Source: GS1 General Specifications 7.9.1.
public enum CheckDigit {
    /// The digit that completes `digits`; nil unless all are ASCII digits.
    public static func completing(_ digits: some StringProtocol) -> Character? {
        var sum = 0
        for (index, byte) in digits.utf8.reversed().enumerated() {
            guard let value = digitValue(byte) else { return nil }
            sum += value * (index.isMultiple(of: 2) ? 3 : 1)
        }
        return Character("\((10 - sum % 10) % 10)")
    }

    /// Whether `digits` are at least two ASCII digits of which the last is the right one.
    public static func isRight(_ digits: some StringProtocol) -> Bool {
        digits.utf8.count > 1 && digits.last == completing(digits.dropLast())
    }
}

/// The value of an ASCII digit.
func digitValue(_ byte: UInt8) -> Int? {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? Int(byte - UInt8(ascii: "0")) : nil
}
