import StockDomain
import Testing

/// How near the end of goods is (R41, R42).
@Suite struct ExpiryBandTests {
    private static let today = CalendarDate("2026-11-24")!

    @Test(arguments: [
        (-1, "expired"), (0, "today"), (1, "within 7 days"), (7, "within 7 days"), (8, "within 14 days"),
        (30, "within 30 days"), (31, "not listed"),
    ])
    func goodsAreListedFromTheirThresholdOn(daysLeft: Int, expected: String) {
        let band = ExpiryBand(
            expiresOn: Self.today.adding(days: daysLeft), today: Self.today, thresholds: [30, 14, 7, 0])
        #expect(band?.inWords ?? "not listed" == expected)
    }

    @Test func theNearestComesFirst() {
        #expect(
            [ExpiryBand.within(days: 7), .expired, .within(days: 0)].sorted() == [
                .expired, .within(days: 0), .within(days: 7),
            ])
    }
}
