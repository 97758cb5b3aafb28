/// The day that a GS1 date field means, written `2027-05-31`.
public struct GS1Date: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The full year, such as 2027.
    public let year: Int
    /// 1 to 12.
    public let month: Int
    /// 1 to 31.
    public let day: Int
    /// Whether the field named only the month, in which case `day` is its last. Source: General Specifications (17).
    public let isWholeMonth: Bool

    /// Reads six digits `YYMMDD`; day 00 is the month's last day.
    ///
    /// - Parameter asOfYear: the present year, which settles the century.
    public init?(_ text: some StringProtocol, asOfYear: Int) {
        guard text.utf8.count == 6, let numbers = twoDigitNumbers(text) else { return nil }
        self.init(
            year: GS1Date.fullYear(numbers[0], asOf: asOfYear), month: numbers[1], dayOrZero: numbers[2])
    }

    /// - Parameter dayOrZero: 0 for the last day of the month.
    init?(year: Int, month: Int, dayOrZero day: Int) {
        guard (1...12).contains(month) else { return nil }
        let last = GS1Date.daysIn(month: month, year: year)
        guard (0...last).contains(day) else { return nil }
        self.year = year
        self.month = month
        self.day = day == 0 ? last : day
        isWholeMonth = day == 0
    }

    /// The year within 50 back and 50 ahead that ends in these two digits. Source: General Specifications 7.12.
    static func fullYear(_ twoDigits: Int, asOf present: Int) -> Int {
        let century = present - present % 100
        switch twoDigits - present % 100 {
        case 51...: return century - 100 + twoDigits
        case ...(-50): return century + 100 + twoDigits
        default: return century + twoDigits
        }
    }

    private static func daysIn(month: Int, year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    public static func < (left: GS1Date, right: GS1Date) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    public var description: String { "\(year)-\(twoDigits(month))-\(twoDigits(day))" }

    /// The date as a field writes it, `YYMMDD`, with day 00 for a whole month.
    public var yymmdd: String { twoDigits(year % 100) + twoDigits(month) + twoDigits(isWholeMonth ? 0 : day) }
}

/// A number below 100 as two digits.
func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

/// The numbers that each pair of digits writes; nil when something else stands there.
func twoDigitNumbers(_ text: some StringProtocol) -> [Int]? {
    let values = text.utf8.compactMap(digitValue)
    guard values.count == text.utf8.count, values.count.isMultiple(of: 2) else { return nil }
    return stride(from: 0, to: values.count, by: 2).map { values[$0] * 10 + values[$0 + 1] }
}
