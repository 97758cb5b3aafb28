import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

/// What may leave, what is left, and what may come again. The clock of the tests stands on 3 May 2026.
@Suite struct LeavingGoodsWalkTests {
    // S151: what has expired is left, the rest leaves.
    @Test(arguments: SQLEngine.allCases) func theRestLeavesWithoutWhatHasExpired(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "E", "tracking": "lot", "expiration": {"enabled": true}}
                → 201
                POST partners {"code": "C1"}
                → 201
                POST receipts {"happened_at": "2026-04-01T08:00:00Z", "do": true, "lines": [{"product": "E", "quantity": 9,
                    "numbers": [{"number": "OLD", "quantity": 3, "expires_on": "2026-05-02"}, {"number": "GOOD",
                    "quantity": 3, "expires_on": "2026-12-01"}, {"number": "UNDATED", "quantity": 3}]}]}
                → 201
                POST deliveries {"partner": "C1", "lines": [{"product": "E", "quantity": 3, "numbers": ["OLD"]},
                    {"product": "E", "quantity": 3, "numbers": ["GOOD"]}, {"product": "E", "quantity": 3,
                    "numbers": ["UNDATED"]}]}
                → 201
                POST deliveries/OUT-00001/do {}
                → 422 lot_expired
                  errors/0/pointer: /lines/0/numbers/0
                  errors/1: missing
                POST deliveries/OUT-00001/do {"lines": [{"id": 2, "done": 0}], "rest": "close"}
                → 200
                  state: done
                  backorder: null
                  lines/0/done: 0
                  lines/2/done: 3
                GET stock
                → 200
                  items/0/number: OLD
                  items/1: missing
                """)
        }
    }

    // S155: no customer gets expired goods, but to where they are set apart they are proposed like any other.
    @Test(arguments: SQLEngine.allCases) func expiredGoodsAreProposedForQuarantine(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "E", "tracking": "lot", "removal_strategy": "fefo", "expiration": {"enabled": true,
                    "removal_days": 1}}
                → 201
                POST partners {"code": "C1"}
                → 201
                POST receipts {"happened_at": "2026-04-01T08:00:00Z", "do": true, "lines": [{"product": "E", "quantity": 10,
                    "numbers": [{"number": "A", "expires_on": "2026-05-03"}]}]}
                → 201
                POST deliveries {"partner": "C1", "lines": [{"product": "E", "quantity": 10}]}
                → 201
                POST deliveries/OUT-00001/reserve {}
                → 200
                  lines/0/missing: 10
                POST transfers {"from": "WH-Stock", "to": "WH-Quarantine", "lines": [{"product": "E", "quantity": 10}]}
                → 201
                POST transfers/TR-00001/reserve {}
                → 200
                  lines/0/reserved: 10
                  lines/0/numbers/0/number: A
                POST transfers/TR-00001/do {}
                → 200
                """)
        }
    }
}
