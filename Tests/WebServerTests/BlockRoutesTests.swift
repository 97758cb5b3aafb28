import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

@Suite struct BlockRoutesTests {
    @Test(arguments: SQLEngine.allCases)
    func aLotIsHeldInPartsAndReleasedBlockByBlock(engine: SQLEngine) async throws {
        try await withAPI(of: company(engine)) { api in
            try api.walk(
                """
                POST deliveries {"partner": "C1", "lines": [{"product": "NUT", "quantity": 6}]}
                → 201
                POST deliveries/OUT-00001/reserve {}
                → 200
                  state: ready
                POST lots/1/hold {"kind": "hold", "reason": "A box is wet", "location": "SHELF"}
                → 200
                  status: hold
                  blocks/0/location: SHELF
                  documents/0/document: missing
                POST lots/1/hold {"kind": "quarantine", "reason": "Sample sent to the laboratory"}
                → 200
                  status: hold
                  block: 2
                  documents/0/document: OUT-00001
                  documents/0/quantity: 6
                GET deliveries/OUT-00001
                → 200
                  state: draft
                  lines/0/missing: 6
                  events/0/code: reservation_held
                  events/0/detail: 6 of NUT that were set aside are held now: “N-1” is in quarantine. Sample sent to the laboratory
                POST deliveries/OUT-00001/do {}
                → 422 lot_blocked
                GET lots?status=hold
                → 200
                  items/0/number: N-1
                GET lots?status=quarantine
                → 200
                  items/0: missing
                POST lots/1/release {"reason": "Dry again", "block": 1}
                → 200
                  status: quarantine
                  closed/0: 1
                  stays/0: missing
                POST lots/1/release {"reason": "Dry again", "block": 1}
                → 422 not_found
                POST lots/1/release {"reason": "The laboratory found nothing"}
                → 200
                  status: released
                  closed/0: 2
                POST lots/1/release {"reason": "Once more"}
                → 409 not_held
                POST deliveries/OUT-00001/do {}
                → 200
                """)
        }
    }

    @Test func whatCannotBeHeldOrReleasedIsSaid() async throws {
        try await withAPI(of: company(.sqlite)) { api in
            try api.walk(
                """
                POST lots/1/hold {"kind": "recalled", "reason": "r"}
                → 422 invalid_value
                  errors/0/pointer: /kind
                POST lots/1/hold {"location": "SHELF", "package": "P", "reason": "r"}
                → 422 invalid_value
                POST lots/1/hold {"location": "Nowhere", "reason": "r"}
                → 422 not_found
                POST lots/1/hold {"location": "Customers", "reason": "r"}
                → 422 not_a_stock_place
                POST lots/1/hold {"package": "P", "reason": "r"}
                → 422 not_found
                POST lots/1/hold {"kind": "hold"}
                → 400 missing_key
                POST lots/99/hold {"reason": "r"}
                → 404 not_found
                GET lots?status=lost
                → 422 invalid_value
                """)
        }
    }

    @Test func withTheSettingWhoHoldsCannotRelease() async throws {
        let company = try await TestCompany(
            .sqlite, settings: Settings(lotsAndSerials: true, releaseNeedsSecondPerson: true))
        try await company.product("NUT")
        try await company.post(.receipt, [company.line("NUT", 10, "N-1")])
        try await withAPI(of: company) { api in
            try api.walk(
                """
                POST lots/1/hold {"reason": "A box is wet"}
                → 200
                POST lots/1/release {"reason": "Dry again"}
                → 422 second_person_required
                """)
        }
    }

    /// 10 of lot N-1 (lot 1) in WH-Stock, and a place SHELF.
    private func company(_ engine: SQLEngine) async throws -> TestCompany {
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.partner("C1")
        try await company.location("SHELF")
        try await company.post(.receipt, [company.line("NUT", 10, "N-1")])
        return company
    }
}
