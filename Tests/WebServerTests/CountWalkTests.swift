import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

/// Counts, scraps, returns and transfers as a client of the API meets them.
@Suite struct CountWalkTests {
    @Test(arguments: SQLEngine.allCases) func aBlindCountHidesTheBookUntilItIsDone(engine: SQLEngine) async throws {
        // R25
        try await withAPI(engine) { api in
            try api.walk(
                #"""
                POST products {"sku": "P"}
                → 201
                POST locations {"code": "Shelf-1", "parent": "WH-Stock", "count_interval_days": 30}
                → 201
                POST receipts {"location": "Shelf-1", "lines": [{"product": "P", "quantity": 12}], "do": true}
                → 201
                GET counts/due
                → 200
                  items/0/location: Shelf-1
                  items/0/due_on: 2026-05-03
                  items/0/last_counted_at: null
                POST counts {"location": "Shelf-1", "blind": true, "lines": [{"product": "P", "quantity": 10}]}
                → 201
                  blind: true
                  lines/0/book_quantity: null
                POST counts/CNT-00001/do {}
                → 422 reason_required
                  errors/0/pointer: /lines/0/reason
                POST counts/CNT-00001/do {"reason": "shrinkage"}
                → 200
                  lines/0/book_quantity: 12
                  reason: shrinkage
                GET counts/due
                → 200
                  items: []
                GET locations/Shelf-1
                → 200
                  last_counted_at: 2026-05-03T08:00:00Z
                POST counts {"location": "Shelf-1", "lines": [{"product": "P", "quantity": 10}]}
                → 201
                  blind: false
                  lines/0/book_quantity: 10
                """#)
        }
    }

    @Test(arguments: SQLEngine.allCases) func whatACustomerHoldsIsListed(engine: SQLEngine) async throws {
        // R53, S180
        try await withAPI(engine) { api in
            try api.walk(
                #"""
                POST products {"sku": "P", "tracking": "serial"}
                → 201
                POST products {"sku": "Q", "tracking": "lot"}
                → 201
                POST partners {"code": "C1"}
                → 201
                POST locations {"code": "Depot", "parent": "WH", "partner": "C1"}
                → 201
                POST receipts {"lines": [{"product": "P", "quantity": 2, "numbers": ["supersn", "S2"]},
                    {"product": "Q", "numbers": [{"number": "L", "quantity": 9}]}], "do": true}
                → 201
                POST deliveries {"partner": "C1", "lines": [{"product": "P", "quantity": 2, "numbers": ["supersn", "S2"]},
                    {"product": "Q", "quantity": 4, "numbers": ["L"]}], "do": true}
                → 201
                POST customer-returns {"partner": "C1", "lines": [{"product": "P", "quantity": 1, "numbers": ["S2"]},
                    {"product": "Q", "quantity": 1, "numbers": ["L"]}], "do": true}
                → 201
                POST transfers {"from": "WH-Stock", "to": "Depot", "lines": [{"product": "Q", "quantity": 2}], "do": true}
                → 201
                GET partners/C1/units
                → 200
                  items/0/product: P
                  items/0/number: supersn
                  items/0/quantity: 1
                  items/0/document: OUT-00001
                  items/0/since: 2026-05-03T08:00:00Z
                  items/1/number: L
                  items/1/quantity: 5
                  next_cursor: null
                GET partners/C1/units?limit=1
                → 200
                  next_cursor: 1
                GET partners/C1/units?limit=1&cursor=1
                → 200
                  items/0/number: L
                  next_cursor: null
                GET partners/C9/units
                → 404 not_found
                """#)
        }
    }

    @Test(arguments: SQLEngine.allCases) func aLotIsScrappedEverywhere(engine: SQLEngine) async throws {
        // R26
        try await withAPI(engine) { api in
            try api.walk(
                #"""
                POST products {"sku": "P", "tracking": "lot"}
                → 201
                POST receipts {"lines": [{"product": "P", "numbers": [{"number": "A", "quantity": 9}]}], "do": true}
                → 201
                POST transfers {"from": "WH-Stock", "to": "WH-Quarantine", "lines": [{"product": "P", "quantity": 4}],
                    "do": true}
                → 201
                POST lots/1/scrap {"kind": "destroyed"}
                → 400 missing_key
                POST lots/1/scrap {"kind": "destroyed", "reason": "recall", "witness": "Ann", "certificate": "D-7"}
                → 200
                  kind: destroyed
                  certificate: D-7
                  witness: Ann
                  state: done
                  lines/0/location: WH-Stock
                  lines/1/location: WH-Quarantine
                POST lots/1/scrap {"reason": "recall"}
                → 422 insufficient_stock
                POST lots/99/scrap {"reason": "recall"}
                → 404 not_found
                """#)
        }
    }

    @Test(arguments: SQLEngine.allCases) func aReturnShowsItsProposalAndARefusalItsOffers(
        engine: SQLEngine
    ) async throws {
        // R27, R28
        try await withAPI(engine) { api in
            try api.walk(
                #"""
                POST products {"sku": "P", "tracking": "serial"}
                → 201
                POST partners {"code": "C1"}
                → 201
                POST receipts {"lines": [{"product": "P", "quantity": 1, "numbers": ["S1"]}], "do": true}
                → 201
                POST deliveries {"partner": "C1", "lines": [{"product": "P", "quantity": 1, "numbers": ["S1"]}], "do": true}
                → 201
                POST deliveries {"partner": "C1", "lines": [{"product": "P", "quantity": 1}], "do": true}
                → 422 insufficient_stock
                  offers/0/code: late_receipt
                  offers/1/code: count_in
                  offers/1/product: P
                POST customer-returns {"partner": "C1", "lines": [{"product": "P", "quantity": 1, "delivery": "OUT-00001"}]}
                → 201
                  lines/0/delivery: OUT-00001
                  lines/0/numbers/0/number: S1
                  lines/0/numbers/0/proposed: true
                  lines/0/numbers/0/why/rule: return
                POST customer-returns/RET-00001/do {}
                → 422 number_required
                POST customer-returns {"partner": "C1", "lines": [{"product": "P", "quantity": 1, "delivery": "OUT-9"}]}
                → 422 not_found
                POST receipts {"lines": [{"product": "P", "quantity": 1, "delivery": "OUT-00001"}]}
                → 422 invalid_value
                """#)
        }
    }
}
