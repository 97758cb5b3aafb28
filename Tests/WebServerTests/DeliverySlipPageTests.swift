import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

/// The paper that goes with a delivery.
@Suite struct DeliverySlipPageTests {
    @Test(arguments: SQLEngine.allCases)
    func withTheSwitchesOffTheSlipSpeaksOfNoNumbers(engine: SQLEngine) async throws {
        // R1, R4: its columns stayed.
        for isOn in [true, false] {
            let company = try await TestCompany(engine, settings: Settings(lotsAndSerials: isOn, expirationDates: isOn))
            try await company.product("SCREW", .none)
            try await company.partner("C1")
            _ = try await company.draft(.delivery, [company.line("SCREW", 3)], partner: "C1")
            try await withPages(of: company.operations) { pages in
                let slip = try pages.page("deliveries/OUT-00001/slip")
                #expect(slip.contains("SCREW"))
                #expect(slip.contains("Lot or serial") == isOn && slip.contains("Best before") == isOn)
            }
        }
    }
}
