import Foundation
import StockDomain
import Testing

struct CalendarTests {
    @Test(arguments: [
        ("1970-01-01", 0), ("1970-01-02", 1), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2026-11-24", 20_781),
        ("1900-01-01", -25_567), ("9999-12-31", 2_932_896),
    ])
    func aDayIsANumberAndBack(text: String, days: Int) {
        #expect(CalendarDate(text)?.daysSince1970 == days)
        #expect(CalendarDate(daysSince1970: days).description == text)
    }

    @Test(arguments: [
        "2026-02-29", "2026-13-01", "2026-00-10", "2026-1-01", "26-01-01", "2026-04-31", "1899-12-31", "2026/01/01", "",
    ])
    func whatTheCalendarDoesNotHaveIsNoDay(text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test func everyDayOfFourCenturiesFollowsTheOneBefore() {
        var day = CalendarDate("1900-01-01")!
        for _ in 0..<146_097 {
            let next = day.adding(days: 1)
            #expect(CalendarDate(next.description) == next)
            day = next
        }
    }

    @Test(arguments: [
        ("2026-11-23T07:00:00Z", "2026-11-23T07:00:00Z"), ("2026-11-23T07:00:00.5Z", "2026-11-23T07:00:00.500000Z"),
        ("2026-11-23T07:00:00+01:30", "2026-11-23T05:30:00Z"),
        ("1969-12-31T23:59:59.25Z", "1969-12-31T23:59:59.250000Z"),
    ])
    func anInstantIsReadAndWritten(text: String, utc: String) {
        #expect(Instant(rfc3339: text)?.rfc3339 == utc)
    }

    @Test(arguments: [
        "2026-11-23", "2026-11-23T07:00:00", "2026-11-23 07:00:00Z", "2026-11-23T25:00:00Z", "2026-11-23T07:00Z",
        "2026-11-23T07:00:00+1:00", "2026-11-23T07:00:60Z", "2026-11-23T07:00:00.Z",
    ])
    func whatIsNoInstantIsNotRead(text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }

    @Test func daysBeginInTheCompanysZone() {
        let berlin = CompanyZone(name: "Europe/Berlin")!
        let late = Instant(rfc3339: "2026-05-02T22:30:00Z")!
        #expect(berlin.day(of: late).description == "2026-05-03")
        #expect(CompanyZone.utc.day(of: late).description == "2026-05-02")
        #expect(berlin.start(of: CalendarDate("2026-05-03")!).rfc3339 == "2026-05-02T22:00:00Z")
    }

    @Test(arguments: [
        ("2026-05-03 07:30", "2026-05-03T05:30:00Z"),
        // The clock goes from 02:00 to 03:00 that night.
        ("2026-03-29 02:30", "2026-03-29T01:30:00Z"),
        // The hour from 02:00 to 03:00 comes twice that night: the first one is meant.
        ("2026-10-25 02:30", "2026-10-25T00:30:00Z"),
        ("2026-05-03T07:30:15Z", "2026-05-03T07:30:15Z"),
    ])
    func timesInFilesAreOfTheCompanysZone(text: String, utc: String) {
        #expect(CompanyZone(name: "Europe/Berlin")!.instant(text)?.rfc3339 == utc)
    }

    @Test func aZoneThatDoesNotExistIsNone() {
        #expect(CompanyZone(name: "Mars/Olympus") == nil)
        #expect(CompanyZone(name: "") == nil)
    }
}
