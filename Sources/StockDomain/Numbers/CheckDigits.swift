/// Check digits that a number may carry in its last place, over all its digits.
struct CheckDigits: OptionSet, Sendable {
    let rawValue: UInt8

    /// Weights 3 and 1 from the right, as in a GTIN.
    static let gs1 = CheckDigits(rawValue: 1)
    /// Every second digit doubled, as in an IMEI.
    static let luhn = CheckDigits(rawValue: 2)

    init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Those that hold for a number of six digits or more.
    init(heldBy number: [UInt8]) {
        let digits = number.filter(NumberText.isDigit).map { Int($0 - UInt8(ascii: "0")) }
        self = []
        guard digits.count >= 6 else { return }
        var (gs1, luhn) = (0, 0)
        for (place, digit) in digits.reversed().enumerated() {
            let isSecond = place % 2 == 1
            gs1 += isSecond ? digit * 3 : digit
            luhn += isSecond ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit
        }
        if gs1 % 10 == 0 { insert(.gs1) }
        if luhn % 10 == 0 { insert(.luhn) }
    }
}
