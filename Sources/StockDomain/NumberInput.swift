/// A number, or several, as a request names them on a line.
public enum NumberInput: Sendable, Equatable {
    case one(NumberEntry)
    /// A run of serials: the first and how many (R13).
    case run(first: LotNumber, count: Int, entry: NumberEntry)
    /// A run of serials from the first to the last.
    case span(first: LotNumber, last: LotNumber, entry: NumberEntry)
}

/// Runs of numbers and pasted lists, spelt out (R13, R15).
public enum NumberRun {
    /// The most numbers that one run or one list spells out.
    public static let most = 20_000

    /// Why a run cannot be spelt out.
    public enum Fault: Error, Equatable {
        case countOutOfRange(Int)
        /// The two ends differ in more than their last group of digits, or run backwards.
        case endsDoNotMatch(first: LotNumber, last: LotNumber)
    }

    /// `count` numbers from `first` on: the last group of digits counts up and grows when it is full
    /// (`AB-099`, `AB-100`; `999`, `1000`); without digits a counter is added (`LOT-1`, `LOT-2`).
    public static func numbers(from first: LotNumber, count: Int) throws(Fault) -> [LotNumber] {
        guard (1...most).contains(count) else { throw .countOutOfRange(count) }
        guard let parts = Parts(first.text) else {
            return (1...count).map { LotNumber(stored: "\(first.text)-\($0)") }
        }
        var digits = parts.digits
        var numbers: [LotNumber] = []
        numbers.reserveCapacity(count)
        for _ in 0..<count {
            numbers.append(LotNumber(stored: parts.prefix + String(decoding: digits, as: UTF8.self) + parts.suffix))
            increment(&digits)
        }
        return numbers
    }

    public static func numbers(from first: LotNumber, to last: LotNumber) throws(Fault) -> [LotNumber] {
        guard let start = Parts(first.text), let end = Parts(last.text), start.prefix == end.prefix,
            start.suffix == end.suffix,
            let from = Int64(String(decoding: start.digits, as: UTF8.self)),
            let to = Int64(String(decoding: end.digits, as: UTF8.self)), from <= to
        else { throw .endsDoNotMatch(first: first, last: last) }
        guard to - from < Int64(most) else { throw .countOutOfRange(Int(clamping: to - from + 1)) }
        return try numbers(from: first, count: Int(to - from) + 1)
    }

    /// A number around its last group of digits.
    private struct Parts {
        let prefix: String
        let digits: [UInt8]
        let suffix: String

        init?(_ text: String) {
            let bytes = Array(text.utf8)
            func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
            guard let last = bytes.lastIndex(where: isDigit) else { return nil }
            var first = last
            while first > 0, isDigit(bytes[first - 1]) { first -= 1 }
            prefix = String(decoding: bytes[..<first], as: UTF8.self)
            digits = Array(bytes[first...last])
            suffix = String(decoding: bytes[(last + 1)...], as: UTF8.self)
        }
    }

    private static func increment(_ digits: inout [UInt8]) {
        var index = digits.count - 1
        while index >= 0 {
            if digits[index] < UInt8(ascii: "9") {
                digits[index] += 1
                return
            }
            digits[index] = UInt8(ascii: "0")
            index -= 1
        }
        digits.insert(UInt8(ascii: "1"), at: 0)
    }
}

extension NumberRun.Fault {
    public var detail: String {
        switch self {
        case .countOutOfRange(let count): "A run has 1 to 20,000 numbers, not \(count)."
        case .endsDoNotMatch(let first, let last):
            "“\(first)” to “\(last)” is no run: the two differ in more than their last digits, or run backwards."
        }
    }
}
