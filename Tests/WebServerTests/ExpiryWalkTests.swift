import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

/// Goods that expire soon (R42). The clock of the tests stands on 3 May 2026.
@Suite struct ExpiryWalkTests {
    // S149
    @Test(arguments: SQLEngine.allCases) func onlyGoodsOnHandThatExpireSoonAreListed(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "MILK", "tracking": "lot", "expiration": {"enabled": true, "removal_days": 2}}
                → 201
                POST receipts {"do": true, "lines": [{"product": "MILK", "quantity": 12, "numbers": [
                  {"number": "FAR", "quantity": 4, "expires_on": "2027-05-03"},
                  {"number": "SOON", "quantity": 5, "expires_on": "2026-05-10"},
                  {"number": "GONE", "quantity": 3, "expires_on": "2026-05-11"}]}]}
                → 201
                POST scraps {"kind": "scrap", "reason": "Broken", "do": true, "lines": [{"product": "MILK", "numbers": ["GONE"], "quantity": 3}]}
                → 201
                GET reports/expiry
                → 200
                  items/0/number: SOON
                  items/0/days_left: 7
                  items/0/band: within 7 days
                  items/0/removal_on: 2026-05-08
                  items/0/quantity: 5
                  items/1: missing
                  next_cursor: null
                GET reports/expiry?within=400&limit=1
                → 200
                  items/0/number: SOON
                GET reports/expiry?within=3
                → 200
                  items/0: missing
                GET reports/expiry?location=WH-Returns
                → 200
                  items/0: missing
                GET reports/expiry?location=nowhere
                → 404 not_found
                GET reports/expiry?cursor=x
                → 422 invalid_value
                """)
            let table = try api.http.get("/api/v1/reports/expiry?format=csv")
            #expect(table.text.contains("MILK,SOON,WH-Stock,,5,pcs,0,2026-05-10,2026-05-08,7,within 7 days,no"))
        }
    }

    @Test(arguments: SQLEngine.allCases) func withoutDatesThereIsNoSuchList(engine: SQLEngine) async throws {
        try await withAPI(engine, settings: Settings(lotsAndSerials: true)) { api in
            try api.walk(
                """
                GET reports/expiry
                → 422 expiration_switched_off
                """)
        }
    }
}
