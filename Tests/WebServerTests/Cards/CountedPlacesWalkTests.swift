import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

/// What a count reaches, and when a place is due. The clock of the tests stands on 3 May 2026.
@Suite struct CountedPlacesWalkTests {
    // S138: a count speaks of its place alone, not of those below it.
    @Test(arguments: SQLEngine.allCases) func aCountSpeaksOfItsPlaceAlone(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "S", "tracking": "serial"}
                → 201
                POST locations {"code": "SH1", "parent": "WH-Stock"}
                → 201
                POST receipts {"do": true, "lines": [{"product": "S", "numbers": ["SN-1", "SN-2"]}, {"product": "S",
                    "location": "SH1", "numbers": ["SN-3"]}, {"product": "S", "location": "WH-Quarantine",
                    "numbers": ["SN-4"]}]}
                → 201
                POST counts {"location": "WH-Stock", "lines": [{"product": "S", "numbers": ["SN-1"], "reason": "Gone"}]}
                → 201
                  lines/0/book_quantity: 2
                POST counts/CNT-00001/do {}
                → 200
                  lines/0/numbers/0/number: SN-2
                  lines/0/numbers/0/quantity: -1
                  lines/0/numbers/1: missing
                GET lots?product=S&on_hand=true
                → 200
                  items/0/number: SN-4
                  items/1/number: SN-3
                  items/2/number: SN-1
                  items/3: missing
                """)
        }
    }

    // S139: a place that was never counted is due at once, the others so many days after their last count.
    @Test(arguments: SQLEngine.allCases) func aPlaceIsDueSoManyDaysAfterItsLastCount(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "P"}
                → 201
                POST locations {"code": "A", "parent": "WH", "count_interval_days": 2}
                → 201
                POST locations {"code": "B", "parent": "WH", "count_interval_days": 2}
                → 201
                POST locations {"code": "C", "parent": "WH"}
                → 201
                POST counts {"location": "B", "happened_at": "2026-04-28T08:00:00Z", "do": true,
                    "lines": [{"product": "P", "quantity": 0}]}
                → 201
                GET counts/due
                → 200
                  items/0/location: B
                  items/0/due_on: 2026-04-30
                  items/1/location: A
                  items/1/last_counted_at: null
                  items/2: missing
                POST counts {"location": "A", "do": true, "lines": [{"product": "P", "quantity": 0}]}
                → 201
                POST counts {"location": "B", "do": true, "lines": [{"product": "P", "quantity": 0}]}
                → 201
                GET counts/due
                → 200
                  items: []
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases) func severalLinesCountOnePlaceNumberByNumber(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "L", "tracking": "lot"}
                → 201
                POST receipts {"do": true, "lines": [{"product": "L", "quantity": 30, "numbers": [
                    {"number": "A", "quantity": 10}, {"number": "BB", "quantity": 10}, {"number": "CC", "quantity": 10}]}]}
                → 201
                POST counts {"location": "WH-Stock", "reason": "Yearly", "do": true, "lines": [
                    {"product": "L", "numbers": [{"number": "A", "quantity": 9}]},
                    {"product": "L", "numbers": [{"number": "A", "quantity": 8}]}]}
                → 422 counted_twice
                  errors/0/pointer: /lines/1
                POST counts {"location": "WH-Stock", "reason": "Yearly", "do": true, "lines": [
                    {"product": "L", "numbers": [{"number": "A", "quantity": 9}]},
                    {"product": "L", "numbers": [{"number": "BB", "quantity": 0}]}]}
                → 201
                GET stock
                → 200
                  items/0/number: A
                  items/0/quantity: 9
                  items/1: missing
                POST receipts {"do": true, "lines": [{"product": "L", "numbers": [{"number": "A", "quantity": 0}]}]}
                → 422 invalid_value
                  errors/0/pointer: /lines/0/numbers/0/quantity
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases) func aCountOfThePastShowsTheBookOfThen(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "L", "tracking": "lot"}
                → 201
                POST receipts {"happened_at": "2026-05-01T08:00:00Z", "do": true, "lines": [{"product": "L", "quantity": 5,
                    "numbers": ["A"]}]}
                → 201
                POST scraps {"reason": "Broken", "happened_at": "2026-05-02T08:00:00Z", "do": true,
                    "lines": [{"product": "L", "quantity": 1, "numbers": ["A"]}]}
                → 201
                POST counts {"location": "WH-Stock", "happened_at": "2026-05-01T12:00:00Z", "do": true, "lines": [
                    {"product": "L", "numbers": [{"number": "A", "quantity": 3}], "reason": "Slip"}]}
                → 201
                  lines/0/book_quantity: 5
                  lines/0/numbers/0/quantity: -2
                GET stock
                → 200
                  items/0/quantity: 2
                """)
        }
    }
}
