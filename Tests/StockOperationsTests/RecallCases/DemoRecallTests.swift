import DemoCompany
import StockDomain
import StockOperations
import TestSupport
import Testing

/// The recall that the demo company has behind it: on the first day there is a case to look at, with a whole report.
@Suite struct DemoRecallTests {
    @Test func theDemoCompanyHasAClosedRecallWithACompleteReport() async throws {
        let company = try await TestCompany(.sqlite, settings: Settings())
        let day = try #require(CalendarDate("2025-03-01"))
        let now = try #require(Instant(rfc3339: "2025-03-01T08:00:00Z"))
        let operations = company.operations.telling { now }
        _ = try await operations.fill(with: DemoCompany(endingOn: day), by: company.admin)
        let view = try await operations.recall("RC-00001", as: company.admin)
        #expect(view.recall.state == .closed)
        let ended = try #require(view.recall.ended?.at)
        #expect(ended < now)
        #expect(view.events.map(\.at) == view.events.map(\.at).sorted())
        let figures = try #require(view.figures.only)
        #expect(figures.produced == 120)
        #expect(figures.delivered == 82)
        #expect(figures.recovered == 41)
        #expect(figures.sold == 41)
        #expect(figures.balance.onHand == 0)
        #expect(figures.accountedShare?.inWords == "100 %")
        #expect([view.figures.consignees, view.figures.notified, view.figures.responded] == [7, 7, 7])
        #expect(view.figures.checksDone == view.figures.checksNeeded)
        #expect(view.callList.isEmpty)
        let points = StatusReport(view, zone: .utc).points.map(\.text)
        #expect(points[0].hasPrefix("7 of 7 consignees notified"))
        #expect(points[2] == "None.")
        #expect(points[5].hasPrefix("It was closed on"))
        #expect(try await operations.recalls(as: company.admin).items.count == 1)
        #expect(try await operations.recalls(areDrills: true, as: company.admin).items.count == 1)
    }
}
