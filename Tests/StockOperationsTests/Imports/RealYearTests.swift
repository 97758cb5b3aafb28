import Foundation
import SQLCore
import StockDomain
import StockOperations
import TestSupport
import Testing

/// A year of a real wholesaler, whose files lie where `LOTWISE_SAMPLE_DATA` says.
@Suite(.enabled(if: SampleYear.folder != nil, "LOTWISE_SAMPLE_DATA names no folder"), .serialized)
struct RealYearTests {
    @Test(.timeLimit(.minutes(6)))
    func theYearAgreesWithWhatItsFileSays() async throws {
        let year = try SampleYear()
        let company = try await TestCompany(.sqlite, settings: Settings())
        let report = try await year.imported(into: company)
        #expect(report.rows == 664_334)
        #expect(report.newLots == 65_951)
        #expect(report.warnings.isEmpty)

        let sums = try year.sums()
        for lot in try year.sampleLots(of: sums) + [SampleYear.known] {
            let expected = sums[lot] ?? LotSums()
            #expect(try await company.sums(of: lot) == expected, "lot \(lot.number) of \(lot.sku)")
        }
        let known = sums[SampleYear.known] ?? LotSums()
        #expect(known.text == "received 1740, delivered 1741, customer_returned 1, write_off 0, on hand 0")
    }

    @Test(arguments: SQLEngine.allCases)
    func theFirstRowsComeBackAsTheyWentIn(_ engine: SQLEngine) async throws {
        let year = try SampleYear()
        let rows = 100_000
        let first = try await TestCompany(engine, settings: Settings())
        let report = try await year.imported(into: first, firstRows: rows)
        #expect(report.rows == rows)

        let second = try await TestCompany(engine, settings: Settings())
        try await year.importMasterData(into: second)
        let exported = try await first.exported(.movements)
        try await second.importing(.movements, Data(exported.utf8))
        #expect(try await second.exported(.movements) == exported)
        #expect(try await second.exported(.stock) == first.exported(.stock))
    }
}

/// The totals of a lot as the rows of a file give them.
struct LotSums: Equatable {
    var received = Quantity.zero
    var delivered = Quantity.zero
    var returned = Quantity.zero
    var writtenOff = Quantity.zero

    var onHand: Quantity { received + returned - delivered - writtenOff }
    var text: String {
        "received \(received), delivered \(delivered), customer_returned \(returned), write_off \(writtenOff), "
            + "on hand \(onHand)"
    }

    mutating func add(_ quantity: Quantity, _ kind: String) {
        switch kind {
        case "receipt": received += quantity
        case "delivery": delivered += quantity
        case "customer_return": returned += quantity
        default: writtenOff += quantity
        }
    }
}
