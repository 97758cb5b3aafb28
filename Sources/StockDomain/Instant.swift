import Foundation

/// A moment in UTC, in microseconds since 1 January 1970.
public struct Instant: Hashable, Comparable, Sendable, RawRepresentable {
    public let rawValue: Int64

    public init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    public init(_ date: Date) {
        rawValue = Int64((date.timeIntervalSince1970 * 1_000_000).rounded())
    }

    public var date: Date { Date(timeIntervalSince1970: Double(rawValue) / 1_000_000) }

    public static func < (left: Instant, right: Instant) -> Bool { left.rawValue < right.rawValue }

    public func adding(seconds: Int64) -> Instant { Instant(rawValue: rawValue + seconds * 1_000_000) }
    public func adding(days: Int64) -> Instant { adding(seconds: days * 86_400) }
}

// MARK: - RFC 3339

extension Instant {
    /// Reads RFC 3339 such as `2026-11-23T07:00:00Z` or `…+01:00`; nil for anything else. Years 1900 to 9999.
    public init?(rfc3339 text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, let day = CalendarDate(String(decoding: bytes[0..<10], as: UTF8.self)),
            bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t"),
            let time = ClockTime(bytes[11...])
        else { return nil }
        var rest = bytes[19...]
        var micros: Int64 = 0
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            let digits = rest.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
            guard (1...9).contains(digits.count) else { return nil }
            rest = rest.dropFirst(digits.count)
            let padded = digits.prefix(6) + Array(repeating: UInt8(ascii: "0"), count: max(0, 6 - digits.count))
            micros = Int64(String(decoding: padded, as: UTF8.self)) ?? 0
        }
        guard let offset = Instant.offsetSeconds(rest) else { return nil }
        let seconds = Int64(day.daysSince1970) * 86_400 + Int64(time.seconds) - offset
        self.init(rawValue: seconds * 1_000_000 + micros)
    }

    private static func offsetSeconds(_ bytes: ArraySlice<UInt8>) -> Int64? {
        if bytes.count == 1, bytes.first == UInt8(ascii: "Z") || bytes.first == UInt8(ascii: "z") { return 0 }
        let text = Array(bytes)
        guard text.count == 6, text[0] == UInt8(ascii: "+") || text[0] == UInt8(ascii: "-"),
            text[3] == UInt8(ascii: ":"),
            let hours = twoDigits(text, 1), let minutes = twoDigits(text, 4), hours < 24, minutes < 60
        else { return nil }
        let seconds = Int64(hours * 3600 + minutes * 60)
        return text[0] == UInt8(ascii: "-") ? -seconds : seconds
    }

    /// RFC 3339 in UTC; fractions only when there are some.
    public var rfc3339: String {
        let seconds = Int64((Double(rawValue) / 1_000_000).rounded(.down))
        let micros = rawValue - seconds * 1_000_000
        let dayNumber = Int((Double(seconds) / 86_400).rounded(.down))
        let second = Int(seconds) - dayNumber * 86_400
        let time = "\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
        let fraction = micros == 0 ? "" : "." + padded(Int(micros), 6)
        return "\(CalendarDate(daysSince1970: dayNumber))T\(time)\(fraction)Z"
    }
}

/// A time of day, `HH:MM` or `HH:MM:SS`.
struct ClockTime {
    let seconds: Int

    init?(_ bytes: ArraySlice<UInt8>) {
        let text = Array(bytes.prefix(8))
        guard text.count >= 5, text[2] == UInt8(ascii: ":"), let hour = twoDigits(text, 0),
            let minute = twoDigits(text, 3), hour < 24, minute < 60
        else { return nil }
        var second = 0
        if text.count >= 8 {
            guard text[5] == UInt8(ascii: ":"), let read = twoDigits(text, 6), read < 60 else { return nil }
            second = read
        }
        seconds = hour * 3600 + minute * 60 + second
    }
}

func twoDigits(_ bytes: [UInt8], _ at: Int) -> Int? {
    guard at + 1 < bytes.count else { return nil }
    let tens = Int(bytes[at]) - 48
    let ones = Int(bytes[at + 1]) - 48
    guard (0...9).contains(tens), (0...9).contains(ones) else { return nil }
    return tens * 10 + ones
}

func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
}
