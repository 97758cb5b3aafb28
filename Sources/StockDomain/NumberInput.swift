/// A number, or several, as a request names them on a line.
public enum NumberInput: Sendable, Equatable {
    case one(NumberEntry)
    /// A run of serials: the first and how many (R13).
    case run(first: LotNumber, count: Int, entry: NumberEntry)
    /// A run of serials from the first to the last.
    case span(first: LotNumber, last: LotNumber, entry: NumberEntry)
}

/// Runs of numbers, spelt out (R13).
public enum NumberRun {
    /// The most numbers that one run or one list spells out.
    public static let most = 20_000

    /// Why a run cannot be spelt out.
    public enum Fault: Error, Equatable {
        case countOutOfRange(Int)
        /// The two ends differ in more than their last group of digits, or run backwards.
        case endsDoNotMatch(first: LotNumber, last: LotNumber)
        /// The run grows beyond the characters that a number may have.
        case tooLong
    }

    /// `count` numbers from `first` on: the last group of digits counts up and grows when it is full
    /// (`AB-099`, `AB-100`; `999`, `1000`); without digits a counter is added (`LOT-1`, `LOT-2`).
    public static func numbers(from first: LotNumber, count: Int) throws(Fault) -> [LotNumber] {
        guard (1...most).contains(count) else { throw .countOutOfRange(count) }
        var run = RunningNumber(from: first)
        let numbers = run.next(count)
        if let last = numbers.last, last.text.count > LotNumber.mostCharacters { throw .tooLong }
        return numbers
    }

    public static func numbers(from first: LotNumber, to last: LotNumber) throws(Fault) -> [LotNumber] {
        guard let start = NumberParts(first.text), let end = NumberParts(last.text), start.prefix == end.prefix,
            start.suffix == end.suffix,
            let from = Int64(String(decoding: start.digits, as: UTF8.self)),
            let to = Int64(String(decoding: end.digits, as: UTF8.self)), from <= to
        else { throw .endsDoNotMatch(first: first, last: last) }
        guard to - from < Int64(most) else { throw .countOutOfRange(Int(clamping: to - from + 1)) }
        return try numbers(from: first, count: Int(to - from) + 1)
    }
}

/// A number that counts up in its last group of digits, as far as it is asked to (R13).
public struct RunningNumber: Sendable {
    private var parts: NumberParts

    public init(from first: LotNumber) {
        parts = NumberParts(first.text) ?? NumberParts(prefix: first.text + "-", digits: [UInt8(ascii: "1")])
    }

    /// The next `count` numbers.
    public mutating func next(_ count: Int) -> [LotNumber] {
        (0..<count).map { _ in
            defer { parts.increment() }
            return LotNumber(stored: parts.text)
        }
    }
}

/// A number around its last group of digits.
struct NumberParts {
    let prefix: String
    var digits: [UInt8]
    var suffix = ""

    init(prefix: String, digits: [UInt8]) {
        self.prefix = prefix
        self.digits = digits
    }

    /// - Returns: nil when the number has no digits.
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

    var text: String { prefix + String(decoding: digits, as: UTF8.self) + suffix }

    /// The digits as a number; nil when there are more than 18.
    var value: Int64? { Int64(String(decoding: digits, as: UTF8.self)) }

    mutating func increment() {
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
        case .tooLong: "The run grows beyond the \(LotNumber.mostCharacters) characters that a number may have."
        }
    }
}
