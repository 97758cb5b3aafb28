import DemoCompany
import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import StockOperations

/// The drill of the demo company tells a newcomer something that could have been.
@Suite struct DemoDrillTests {
    /// A visitor at noon, one just after midnight, and one on a Sunday.
    @Test(arguments: ["2026-11-24T12:00:00Z", "2026-11-25T00:01:00Z", "2027-02-28T18:30:00Z"])
    func everyMilestoneTakesItsTimeAndNothingLiesInTheFuture(visit: String) async throws {
        let now = try #require(Instant(rfc3339: visit))
        let company = try await TestCompany(.sqlite, settings: Settings())
        let operations = company.operations.telling { now }
        let demo = DemoCompany(endingOn: CompanyZone.utc.day(of: now))
        _ = try await operations.fill(with: demo, by: company.admin)
        let view = try await operations.recall("DR-00001", isDrill: true, as: company.admin)
        let times = view.milestones.passed.compactMap(\.at)
        #expect(times.count == RecallMilestones.Milestone.allCases.count)
        #expect(times == times.sorted() && times.last.map { $0 < now } == true)
        #expect(times.dropFirst(2).first.map { $0 > times[0] } == true, "the first notice took its time")
        let ended = try #require(view.milestones.seconds(to: .closed))
        #expect((1_800...4 * 3_600).contains(ended), "\(ended) s")
        #expect(view.consigned.count == 5)
        #expect(view.yields.map(\.isWithinTolerance) == [true])
        #expect(DrillResult(view).inWords == "Passed.")
        let latest: [Instant?] = try await company.database.read { session in
            try ["recorded_at", "happened_at"].map {
                try session.value("SELECT MAX(\(sql: SQL(verbatim: $0))) FROM posting")
            }
        }
        #expect(latest.allSatisfy { $0.map { $0 < now } == true })
    }
}
