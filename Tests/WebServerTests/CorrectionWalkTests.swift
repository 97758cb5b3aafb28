import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

/// Mistakes and their mends as clients meet them (R17–R19).
@Suite struct CorrectionWalkTests {
    @Test(arguments: SQLEngine.allCases) func aMisspeltNumberIsRenumberedOrJoined(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "P", "tracking": "lot"}
                → 201
                POST receipts {"do": true, "lines": [{"product": "P", "quantity": 5, "numbers": ["A-1"]}]}
                → 201
                POST receipts {"do": true, "lines": [{"product": "P", "quantity": 4, "numbers": ["B-2"]}]}
                → 201
                POST lots/1/renumber {"number": "A-7"}
                → 400 missing_key
                POST lots/1/renumber {"number": "A-7", "reason": "misread"}
                → 200
                  number: A-7
                  former_numbers/0: A-1
                POST lots/1/renumber {"number": "A-7", "reason": "misread"}
                → 422 same_number
                POST lots/2/renumber {"number": "A-7", "reason": "misread"}
                → 409 question
                  questions/0/id: number:join
                  questions/0/code: join
                  questions/0/answers/0: join
                POST lots/2/renumber {"number": "A-7", "reason": "misread", "answers": {"number:join": "join"}}
                → 200
                  id: 1
                  number: A-7
                  on_hand: 9
                GET lots/2
                → 200
                  id: 1
                GET lots?number=B-2
                → 200
                  items/0/number: A-7
                GET stock?product=P
                → 200
                  items/0/number: A-7
                  items/0/quantity: 9
                GET stock?lot=1&at=2030-01-01T00:00:00Z
                → 200
                  items/0/number: A-7
                  items/0/quantity: 9
                GET movements?lot=1
                → 200
                  items/0/number: A-7
                PATCH lots/1 {"product": "Q"}
                → 400 unknown_key
                DELETE lots/1
                → 405 method_not_allowed
                POST lots/1/archive {}
                → 422 lot_on_hand
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases) func lotsAreCreatedAheadArchivedAndTakenBack(engine: SQLEngine) async throws {
        // R17
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "P", "tracking": "lot"}
                → 201
                POST lots {"product": "P", "number": "AHEAD"}
                → 201
                POST lots/1/archive {"reason": "never came"}
                → 200
                  archived: true
                POST lots/1/unarchive {}
                → 200
                  archived: false
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases) func mixedUpGoodsAreCorrected(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "P", "tracking": "lot"}
                → 201
                POST partners {"code": "C1", "name": "One", "kind": "customer"}
                → 201
                POST partners {"code": "C2", "name": "Two", "kind": "customer"}
                → 201
                POST receipts {"do": true, "lines": [{"product": "P", "quantity": 9, "numbers":
                  [{"number": "A", "quantity": 5}, {"number": "B", "quantity": 4}]}]}
                → 201
                POST deliveries {"do": true, "partner": "C1", "lines": [{"product": "P", "quantity": 3, "numbers": ["A"]}]}
                → 201
                  number: OUT-00001
                  lines/0/id: 2
                POST deliveries/OUT-00001/correct {"line": 2, "number": "A", "quantity": 2, "to": "B", "reason": "mixed up"}
                → 200
                  state: done
                  lines/0/done: 3
                  lines/0/numbers/0/number: A
                  lines/0/numbers/0/quantity: 1
                  lines/0/numbers/1/number: B
                  lines/0/numbers/1/quantity: 2
                POST deliveries/OUT-00001/correct {"partner": "C2", "reason": "wrong address"}
                → 200
                  partner: C2
                POST deliveries/OUT-00001/correct {"partner": "C9", "reason": "wrong address"}
                → 422 not_found
                POST deliveries/OUT-00001/correct {"line": 2, "number": "A", "to": "Z", "reason": "mixed up"}
                → 422 unknown_number
                GET lots/1/recall-scope
                → 200
                  consignees/0/partner: C2
                  consignees/0/quantity: 1
                POST receipts/IN-00001/reverse {"reason": "never came"}
                → 422 depends_on_it
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases) func lotsAreSplitAndMerged(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "P", "tracking": "lot"}
                → 201
                POST receipts {"do": true, "lines": [{"product": "P", "quantity": 9, "numbers": ["A"]}]}
                → 201
                POST lots/1/split {"quantity": 4, "number": "A-BOX", "location": "WH-Stock", "reason": "two boxes"}
                → 201
                  number: A-BOX
                  on_hand: 4
                POST lots/1/split {"quantity": 6, "location": "WH-Stock", "reason": "two boxes"}
                → 422 insufficient_stock
                POST lots/1/merge {"lots": [2], "number": "ONE", "reason": "one tank"}
                → 201
                  number: ONE
                  on_hand: 9
                POST lots/1/merge {"lots": [2], "reason": "one tank"}
                → 422 nothing_to_merge
                GET lots/3/trace?direction=up
                → 200
                  lot/number: ONE
                """)
        }
    }
}
