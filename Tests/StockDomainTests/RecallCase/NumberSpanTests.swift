import StockDomain
import Testing

@Suite struct NumberSpanTests {
    @Test(
        arguments: [
            ("07110002", "07110009", "07110002", "in"), ("07110002", "07110009", "07110009", "in"),
            ("07110002", "07110009", "07110010", "out"), ("07110002", "07110009", "7110005", "near"),
            ("07110002", "07110009", "071100055", "out"), ("AB-098", "AB-101", "AB-100", "in"),
            ("AB-98", "AB-101", "AB-99", "in"), ("AB-98", "AB-101", "ab99", "near"),
            ("AB-98", "AB-101", "AC-99", "out"), ("L-1A", "L-9A", "L-5A", "in"), ("L-1A", "L-9A", "L-5B", "out"),
            ("A-9", "B-2", "A-10", "in"), ("A-9", "B-2", "A-8", "out"), ("A-9", "B-2", "B-3", "out"),
        ])
    func aNumberIsInARangeNearItOrOutside(first: String, last: String, number: String, expected: String) {
        let span = NumberSpan(LotNumber(stored: first), LotNumber(stored: last))
        let number = LotNumber(stored: number)
        #expect((span.contains(number) ? "in" : span.isNear(number) ? "near" : "out") == expected)
    }

    @Test func aPartOfAScopeSaysWhatItMeans() {
        let term = ScopeTerm(
            product: "NUT", numbers: NumberSpan(LotNumber(stored: "A-1"), LotNumber(stored: "A-9")), supplier: "S1",
            expires: DaySpan(to: CalendarDate("2027-05-31")))
        #expect(term.inWords == "NUT, numbers A-1 to A-9, from S1, expiring until 2027-05-31")
        #expect(term.fault == nil)
        #expect(ScopeTerm(pointer: "/scope/0").fault?.pointer == "/scope/0")
        let backwards = DaySpan(from: CalendarDate("2027-02-01"), to: CalendarDate("2027-01-01"))
        #expect(ScopeTerm(product: "NUT", produced: backwards).fault?.code == "invalid_value")
    }
}
