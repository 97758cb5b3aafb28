import Foundation
import SQLCore
import StockDomain
import StockOperations
import TestSupport
import Testing

/// A year of a real wholesaler, whose files lie where `LOTWISE_SAMPLE_DATA` says.
@Suite(.enabled(if: SampleYear.folder != nil, "LOTWISE_SAMPLE_DATA names no folder"))
struct RealYearTests {
    private let year = SampleYear()

    @Test func aRecallOfTheWholeYearAgreesWithWhatItsFileSays() async throws {
        let company = try await TestCompany(.sqlite, settings: Settings())
        let report = try await year.imported(into: company)
        #expect(report.rows == 664_334)
        #expect(report.newLots == 65_951)
        #expect(report.warnings.map(\.code) == ["repeated_characters", "same_number_unlike_lines"])

        let lots = try year.someLots(40) + [SampleYear.known]
        let answers = try year.answers(of: lots)
        for lot in lots {
            let scope = try await company.operations.recallScope(of: lot.number, product: lot.sku, as: company.admin)
            #expect(LotAnswer(scope) == answers[lot], "lot \(lot.number) of \(lot.sku)")
            #expect(scope.totals.closes)
        }
        try await checkTheLotThatCameBack(company)
        #expect(try await company.operations.check().findings == Findings())
    }

    private func checkTheLotThatCameBack(_ company: TestCompany) async throws {
        let scope = try await company.operations.recallScope(
            of: SampleYear.known.number, product: SampleYear.known.sku, as: company.admin)
        #expect(scope.totals.received == 1_740)
        #expect(scope.totals.delivered == 1_741)
        #expect(scope.totals.customerReturned == 1)
        #expect(scope.totals.onHand == .zero)
        #expect(scope.consignees.count == 145)
        #expect(scope.consignees.filter(\.isAnonymous).map(\.ofLot).sum() == 93)
        #expect(scope.isComplete == false)
    }

    @Test(arguments: SQLEngine.allCases)
    func theFirstRowsComeBackAsTheyWentIn(_ engine: SQLEngine) async throws {
        let rows = 100_000
        let first = try await TestCompany(engine, settings: Settings())
        #expect(try await year.imported(into: first, firstRows: rows).rows == rows)

        let second = try await TestCompany(engine, settings: Settings())
        try await year.importMasterData(into: second)
        let exported = try await first.exported(.movements)
        try await second.importing(.movements, Data(exported.utf8))
        #expect(try await second.exported(.movements) == exported)
        #expect(try await second.exported(.stock) == first.exported(.stock))
    }
}
