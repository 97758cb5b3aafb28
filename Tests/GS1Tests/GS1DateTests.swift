import GS1
import Testing

@Suite struct GS1DateTests {
    @Test(arguments: [
        ("270630", 2026, "2027-06-30"), ("280229", 2026, "2028-02-29"), ("000229", 2026, "2000-02-29"),
        ("760101", 2026, "2076-01-01"), ("770101", 2026, "1977-01-01"), ("990101", 2026, "1999-01-01"),
        ("000101", 2051, "2100-01-01"), ("010101", 2051, "2101-01-01"), ("020101", 2051, "2002-01-01"),
        ("490101", 1999, "2049-01-01"), ("500101", 1999, "1950-01-01"),
    ])
    func theCenturyIsTheOneWithinFiftyYears(text: String, year: Int, day: String) {
        #expect(GS1Date(text, asOfYear: year)?.description == day)
    }

    @Test(arguments: [
        ("270200", "2027-02-28"), ("280200", "2028-02-29"), ("270400", "2027-04-30"), ("271200", "2027-12-31"),
    ])
    func dayZeroIsTheLastDayOfTheMonth(text: String, day: String) throws {
        let date = try #require(GS1Date(text, asOfYear: 2026))
        #expect(date.description == day)
        #expect(date.isWholeMonth)
        #expect(date.yymmdd == text)
    }

    @Test(arguments: ["000000", "271301", "270001", "270431", "270229", "27063", "2706300", "27O630", ""])
    func whatIsNoDayIsRefused(text: String) {
        #expect(GS1Date(text, asOfYear: 2026) == nil)
    }
}
