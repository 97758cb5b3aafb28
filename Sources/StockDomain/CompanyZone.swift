import Foundation

/// The zone in which days begin.
public struct CompanyZone: Sendable, Equatable {
    private let zone: TimeZone

    public static let utc = CompanyZone(zone: TimeZone(secondsFromGMT: 0) ?? .gmt)

    /// As a set: an import asks for its zone at every row.
    private static let names = Set(TimeZone.knownTimeZoneIdentifiers).union(["UTC", "GMT", "Etc/UTC"])

    private init(zone: TimeZone) {
        self.zone = zone
    }

    /// Nil when there is no zone of this name.
    public init?(name: String) {
        guard Self.names.contains(name), let zone = TimeZone(identifier: name) else { return nil }
        self.zone = zone
    }

    /// The calendar day at which a moment lies.
    public func day(of instant: Instant) -> CalendarDate {
        let seconds = instant.date.timeIntervalSince1970 + Double(zone.secondsFromGMT(for: instant.date))
        return CalendarDate(daysSince1970: Int((seconds / 86_400).rounded(.down)))
    }

    /// The moment at which a day begins.
    public func start(of day: CalendarDate) -> Instant {
        instant(on: day, secondOfDay: 0)
    }

    /// The moment of a wall clock time; one that the clock skips moves on, one that it repeats is the earlier.
    func instant(on day: CalendarDate, secondOfDay: Int) -> Instant {
        let local = Int64(day.daysSince1970) * 86_400 + Int64(secondOfDay)
        func offset(at seconds: Int64) -> Int64 {
            Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))))
        }
        let before = local - offset(at: local - 86_400)
        let after = local - offset(at: local + 86_400)
        let fits = [before, after].sorted().first { $0 + offset(at: $0) == local }
        return Instant(rawValue: (fits ?? before) * 1_000_000)
    }

    /// Reads `2026-05-03 07:30`, `2026-05-03T07:30:00`, or RFC 3339 with its own offset.
    public func instant(_ text: some StringProtocol) -> Instant? {
        if let instant = Instant(rfc3339: text) { return instant }
        let bytes = Array(text.utf8)
        guard bytes.count == 16 || bytes.count == 19, bytes[10] == UInt8(ascii: " ") || bytes[10] == UInt8(ascii: "T"),
            let day = CalendarDate(String(decoding: bytes[0..<10], as: UTF8.self)), let time = ClockTime(bytes[11...])
        else { return nil }
        return instant(on: day, secondOfDay: time.seconds)
    }
}
