import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

/// What stock says, and who may touch it. The clock of the tests stands on 3 May 2026.
@Suite struct StockWalkTests {
    // S001, X002, S012
    @Test(arguments: SQLEngine.allCases) func whatComesToTheSamePlaceIsOneRowWithTheOldestDate(
        engine: SQLEngine
    ) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "P"}
                → 201
                POST receipts {"happened_at": "2026-05-02T08:00:00Z", "do": true, "lines": [{"product": "P", "quantity": 1},
                    {"product": "P", "quantity": 1}]}
                → 201
                POST receipts {"happened_at": "2026-05-01T08:00:00Z", "do": true, "lines": [{"product": "P", "quantity": 1}]}
                → 201
                GET stock
                → 200
                  items/0/quantity: 3
                  items/0/available: 3
                  items/0/incoming_at: 2026-05-01T08:00:00Z
                  items/1: missing
                POST scraps {"reason": "Broken", "do": true, "lines": [{"product": "P", "quantity": 3}]}
                → 201
                GET stock
                → 200
                  items: []
                """)
        }
    }

    // S011
    @Test(arguments: SQLEngine.allCases) func whatIsNotThereIsNotReserved(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "P"}
                → 201
                POST partners {"code": "C1"}
                → 201
                POST deliveries {"partner": "C1", "lines": [{"product": "P", "quantity": 10}]}
                → 201
                POST deliveries/OUT-00001/reserve {}
                → 200
                  state: draft
                  lines/0/reserved: 0
                  lines/0/missing: 10
                POST receipts {"do": true, "lines": [{"product": "P", "quantity": 4}]}
                → 201
                POST deliveries/OUT-00001/reserve {}
                → 200
                  lines/0/reserved: 4
                  lines/0/missing: 6
                POST deliveries {"partner": "C1", "lines": [{"product": "P", "quantity": 1}]}
                → 201
                POST deliveries/OUT-00002/reserve {}
                → 200
                  lines/0/reserved: 0
                GET stock
                → 200
                  items/0/reserved: 4
                  items/0/available: 0
                """)
        }
    }

    // S008
    @Test(arguments: SQLEngine.allCases) func aPlaceThatOnlyHoldsPlacesHoldsNoGoods(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "P"}
                → 201
                POST locations {"code": "V", "usage": "view"}
                → 201
                POST receipts {"location": "V", "do": true, "lines": [{"product": "P", "quantity": 1}]}
                → 422 not_a_stock_place
                  errors/0/pointer: /location
                POST counts {"location": "V", "do": true, "lines": [{"product": "P", "quantity": 1, "reason": "Found"}]}
                → 422 not_a_stock_place
                POST receipts {"do": true, "lines": [{"product": "P", "quantity": 2}]}
                → 201
                POST transfers {"from": "WH-Stock", "to": "V", "lines": [{"product": "P", "quantity": 1}]}
                → 201
                POST transfers/TR-00001/ship {}
                → 422 not_a_stock_place
                  errors/0/pointer: /to
                POST transfers/TR-00001/do {}
                → 422 not_a_stock_place
                  errors/0/pointer: /to
                PATCH locations/WH-Stock {"usage": "view"}
                → 422 invalid_value
                GET stock?location=WH
                → 200
                  items/0/quantity: 2
                """)
        }
    }

    // S016, X004
    @Test(arguments: SQLEngine.allCases) func whoOnlyLooksCountsNothingAndNobodyDeletesRows(
        engine: SQLEngine
    ) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "P"}
                → 201
                POST receipts {"do": true, "lines": [{"product": "P", "quantity": 10}]}
                → 201
                DELETE stock
                → 405 method_not_allowed
                POST stock {"product": "P", "quantity": 10}
                → 405 method_not_allowed
                """)
            let admin = try api.post("tokens", #"{"name": "admin", "role": "admin"}"#)["token"]
            let tokens = try ["viewer", "operator"].map { role in
                let body = #"{"name": "\#(role)", "role": "\#(role)"}"#
                return try api.post("tokens", body, ("Authorization", "Bearer " + admin))["token"]
            }
            let count =
                #"{"location": "WH-Stock", "do": true, "lines": [{"product": "P", "quantity": 0, "reason": "Gone"}]}"#
            #expect(try api.post("counts", count).verdict == "401 not_signed_in")
            let seen = try api.get("stock", ("Authorization", "Bearer " + tokens[0]))
            #expect(seen["items/0/quantity"] == "10")
            let refused = try api.post("counts", count, ("Authorization", "Bearer " + tokens[0]))
            #expect(refused.verdict == "403 not_allowed")
            let counted = try api.post("counts", count, ("Authorization", "Bearer " + tokens[1]))
            #expect(counted.verdict == "201", "\(counted.text)")
            #expect(try api.get("stock", ("Authorization", "Bearer " + tokens[0]))["items"] == "[]")
        }
    }

    // S154, X058
    @Test(arguments: SQLEngine.allCases) func whatIsPastItsRemovalIsNotAvailable(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "E", "tracking": "lot", "expiration": {"enabled": true, "removal_days": 2}}
                → 201
                POST receipts {"happened_at": "2026-05-01T08:00:00Z", "do": true, "lines": [{"product": "E", "quantity": 18,
                    "numbers": [{"number": "L1", "quantity": 10, "expires_on": "2026-05-04"}, {"number": "L2",
                    "quantity": 5, "expires_on": "2026-05-05"}, {"number": "L3", "quantity": 3}]}]}
                → 201
                GET stock
                → 200
                  items/0/number: L1
                  items/0/quantity: 10
                  items/0/available: 0
                  items/1/available: 5
                  items/2/available: 3
                GET reports/expiry
                → 200
                  items/0/number: L1
                  items/0/band: within 7 days
                  items/0/removal_on: 2026-05-02
                  items/2: missing
                """)
        }
    }

    // S152
    @Test(arguments: SQLEngine.allCases) func aCorrectedRemovalDayChangesTheOrderOfPicking(
        engine: SQLEngine
    ) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "E", "tracking": "lot", "removal_strategy": "fefo", "expiration": {"enabled": true}}
                → 201
                POST partners {"code": "C1"}
                → 201
                POST receipts {"do": true, "lines": [{"product": "E", "quantity": 2, "numbers": [
                    {"number": "L1", "quantity": 1, "expires_on": "2026-08-01"},
                    {"number": "L2", "quantity": 1, "expires_on": "2026-08-10"}]}]}
                → 201
                PATCH lots/2 {"removal_on": "2026-07-01", "reason": "Counted: dented"}
                → 200
                  expires_on: 2026-08-10
                  removal_on: 2026-07-01
                POST deliveries {"partner": "C1", "lines": [{"product": "E", "quantity": 1}]}
                → 201
                POST deliveries/OUT-00001/reserve {}
                → 200
                  lines/0/numbers/0/number: L2
                  lines/0/numbers/0/why/rule: fefo
                """)
        }
    }

    // S120, S121: nobody knows by a strategy what is broken; what has no number has none to name.
    @Test(arguments: SQLEngine.allCases) func whatIsScrappedSaysItsNumber(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "L"}
                → 201
                POST receipts {"do": true, "lines": [{"product": "L", "quantity": 1}]}
                → 201
                POST counts {"do": true, "lines": [{"product": "L", "quantity": 0, "reason": "by lots"}]}
                → 201
                PATCH products/L {"tracking": "lot"}
                → 200
                POST receipts {"do": true, "lines": [{"product": "L", "quantity": 12, "numbers": ["A"]}]}
                → 201
                POST scraps {"reason": "Broken", "lines": [{"product": "L", "quantity": 2}]}
                → 201
                POST scraps {"reason": "Broken", "do": true, "lines": [{"product": "L", "quantity": 1}]}
                → 422 number_required
                  errors/0/pointer: /lines/0/numbers
                POST scraps {"reason": "Broken", "kind": "sample", "do": true, "lines": [{"product": "L", "quantity": 2,
                    "numbers": [{"number": "A", "quantity": 1}]}]}
                → 422 number_required
                POST scraps {"reason": "Broken", "do": true, "lines": [{"product": "L", "quantity": 1, "numbers": ["A"]}]}
                → 201
                POST scraps/SCR-00001/do {}
                → 422 number_required
                POST scraps/SCR-00001/reserve {}
                → 200
                POST scraps/SCR-00001/do {}
                → 200
                """)
        }
    }

    // R32, S042: places are called as people call them, and stand in their natural order.
    @Test(arguments: SQLEngine.allCases) func placesHaveTheNamesThatPeopleGiveThem(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "P", "removal_strategy": "closest"}
                → 201
                POST partners {"code": "C1"}
                → 201
                POST locations {"code": "Shelf 10", "parent": "WH-Stock"}
                → 201
                POST locations {"code": "Shelf 2/ü%", "parent": "WH-Stock"}
                → 201
                GET locations/Shelf%202%2F%C3%BC%25
                → 200
                  code: Shelf 2/ü%
                POST receipts {"location": "Shelf 10", "do": true, "lines": [{"product": "P", "quantity": 5}]}
                → 201
                POST receipts {"location": "Shelf 2/ü%", "do": true, "lines": [{"product": "P", "quantity": 5}]}
                → 201
                GET stock?location=Shelf%202%2F%C3%BC%25
                → 200
                  items/0/quantity: 5
                  items/1: missing
                POST deliveries {"partner": "C1", "do": true, "lines": [{"product": "P", "quantity": 5}]}
                → 201
                GET stock
                → 200
                  items/0/location: Shelf 10
                  items/1: missing
                POST scan {"text": "Shelf 10"}
                → 200
                  matches/0/type: location
                POST locations {"code": ""}
                → 422 invalid_value
                POST locations {"code": "a\\nb"}
                → 422 invalid_value
                """)
        }
    }

    // R22: a transfer that had nothing to send once went on its way.
    @Test(arguments: SQLEngine.allCases) func nothingIsNotSent(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "P"}
                → 201
                POST receipts {"do": true, "lines": [{"product": "P", "quantity": 5}]}
                → 201
                POST transfers {"from": "WH-Stock", "to": "WH-Quarantine"}
                → 201
                POST transfers/TR-00001/ship {}
                → 422 no_lines
                POST transfers/TR-00001/lines {"product": "P", "quantity": 5}
                → 201
                POST transfers/TR-00001/ship {"lines": [{"id": 2, "done": 0}], "rest": "close"}
                → 422 no_lines
                POST transfers/TR-00001/ship {"lines": [{"id": 2, "done": 2}], "rest": "close"}
                → 200
                  state: in_transit
                """)
        }
    }

    // R17: lots that are on hand, and those that are not.
    @Test(arguments: SQLEngine.allCases) func lotsAreListedByWhetherTheyAreOnHand(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "L", "tracking": "lot"}
                → 201
                POST lots {"product": "L", "number": "AHEAD"}
                → 201
                POST receipts {"do": true, "lines": [{"product": "L", "quantity": 5, "numbers": ["HERE"]}]}
                → 201
                GET lots?on_hand=false
                → 200
                  items/0/number: AHEAD
                  items/1: missing
                GET lots?on_hand=true
                → 200
                  items/0/number: HERE
                  items/1: missing
                """)
        }
    }
}
