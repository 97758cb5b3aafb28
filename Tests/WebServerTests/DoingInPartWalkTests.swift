import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

/// Documents that are done in part, and numbers that clients name in ways of their own (R20, R31).
@Suite struct DoingInPartWalkTests {
    @Test(arguments: SQLEngine.allCases) func withAWordAboutTheRestGoesWhatIsThere(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "L", "tracking": "lot"}
                → 201
                POST products {"sku": "P"}
                → 201
                POST partners {"code": "C1"}
                → 201
                POST receipts {"do": true, "lines": [{"product": "L", "quantity": 5, "numbers": ["A"]}]}
                → 201
                POST deliveries {"partner": "C1", "lines": [{"product": "L", "quantity": 8}, {"product": "P", "quantity": 2}]}
                → 201
                POST deliveries/OUT-00001/do {}
                → 422 insufficient_stock
                POST deliveries/OUT-00001/do {"lines": [{"id": 2, "done": 6}], "rest": "backorder"}
                → 422 insufficient_stock
                POST deliveries/OUT-00001/do {"rest": "backorder"}
                → 200
                  backorder: OUT-00002
                  lines/0/done: 5
                  lines/0/numbers/0/number: A
                  lines/1/done: 0
                GET deliveries/OUT-00002
                → 200
                  state: draft
                  lines/0/quantity: 3
                  lines/1/quantity: 2
                POST deliveries/OUT-00002/do {"rest": "close"}
                → 422 insufficient_stock
                POST deliveries {"partner": "C1", "do": true, "rest": "close", "lines": [{"product": "L", "quantity": 1}]}
                → 422 insufficient_stock
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases) func aDocumentThatIsDoneAtOnceSaysWhatBecomesOfItsRest(
        engine: SQLEngine
    ) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "L", "tracking": "lot"}
                → 201
                POST receipts {"do": true, "rest": "backorder", "lines": [{"product": "L", "quantity": 5, "done": 3,
                    "numbers": ["A"]}]}
                → 201
                  backorder: IN-00002
                  lines/0/done: 3
                POST receipts {"do": true, "rest": "close", "lines": [{"product": "L", "quantity": 5, "done": 4,
                    "numbers": ["A"]}]}
                → 201
                  backorder: null
                  lines/0/missing: 1
                POST receipts {"do": true, "lines": [{"product": "L", "quantity": 5, "done": 3, "numbers": ["A"]}]}
                → 422 rest_required
                POST receipts {"do": true, "rest": "later", "lines": [{"product": "L", "quantity": 5, "done": 3}]}
                → 422 invalid_value
                """)
        }
    }

    // S073: three serials are a quarter of a dozen.
    @Test(arguments: SQLEngine.allCases) func numbersAreNamedInManyWays(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "S", "tracking": "serial", "packagings": [{"name": "dozen", "quantity": 12}]}
                → 201
                POST products {"sku": "L", "tracking": "lot", "packagings": [{"name": "half", "quantity": 0.5}]}
                → 201
                POST receipts {"do": true, "lines": [{"product": "S", "quantity": 2, "numbers": [{"unknown": true},
                    {"unknown": true}]}]}
                → 201
                  lines/0/numbers/1/quantity: 1
                POST receipts {"do": true, "lines": [{"product": "S", "quantity": 0.25, "packaging": "dozen",
                    "numbers": ["D-1", "D-2", {"from": "D-3", "count": 1}]}]}
                → 201
                  lines/0/quantity: 3
                POST receipts {"do": true, "lines": [{"product": "L", "quantity": 4, "packaging": "half", "numbers": ["A"]}]}
                → 201
                  lines/0/quantity: 2
                POST receipts {"do": true, "lines": [{"product": "L", "quantity": 3, "packaging": "half", "numbers": ["A"]}]}
                → 422 invalid_value
                  errors/0/pointer: /lines/0/quantity
                POST receipts {"do": true, "lines": [{"product": "L", "quantity": 10, "numbers": [{"number": "A",
                    "quantity": 10}, "BB"]}]}
                → 422 more_numbers_than_quantity
                  errors/0/pointer: /lines/0/numbers/1
                POST receipts {"do": true, "lines": [{"product": "L", "numbers": [{"number": "A", "quantity": 1,
                    "entered": "inferred"}]}]}
                → 422 invalid_value
                  errors/0/pointer: /lines/0/numbers/0/entered
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases) func everyFormerNumberFindsTheLotAndItsHistoryTellsOfEach(
        engine: SQLEngine
    ) async throws {
        // R18: a number that had been renumbered before it was joined was found under its last name only.
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "L", "tracking": "lot"}
                → 201
                POST receipts {"do": true, "lines": [{"product": "L", "quantity": 1, "numbers": ["FIRST-7"]},
                    {"product": "L", "quantity": 1, "numbers": ["RIGHT-9"]}]}
                → 201
                POST lots/1/renumber {"number": "SECOND-8", "reason": "Smudged"}
                → 200
                POST lots/1/renumber {"number": "RIGHT-9", "reason": "The same", "answers": {"number:join": "join"}}
                → 200
                  former_numbers: ["FIRST-7","SECOND-8"]
                GET lots?number=FIRST-7
                → 200
                  items/0/number: RIGHT-9
                GET lots?number=SECOND-8
                → 200
                  items/0/number: RIGHT-9
                GET lots/2/history
                → 200
                  items/0/what: “SECOND-8” was joined: the goods were “RIGHT-9” all along
                  items/0/reason: The same
                  items/1/what: The number was “FIRST-7” until then
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases) func aReceiptUnderAWrongNumberCanBeTakenBack(engine: SQLEngine) async throws {
        // R18, R18c: after the joining its goods were looked for under the wrong number.
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "L", "tracking": "lot"}
                → 201
                POST products {"sku": "S", "tracking": "serial"}
                → 201
                POST partners {"code": "C1"}
                → 201
                POST receipts {"do": true, "lines": [{"product": "L", "quantity": 5, "numbers": ["WRONG-1"]}, {"product": "S",
                    "numbers": ["SN-WRONG"]}]}
                → 201
                POST deliveries {"partner": "C1", "do": true, "lines": [{"product": "L", "quantity": 2}, {"product": "S",
                    "numbers": ["SN-WRONG"]}]}
                → 201
                POST lots {"product": "L", "number": "RIGHT-9"}
                → 201
                POST lots {"product": "S", "number": "SN-RIGHT"}
                → 201
                POST lots/1/renumber {"number": "RIGHT-9", "reason": "Misread", "answers": {"number:join": "join"}}
                → 200
                POST lots/2/renumber {"number": "SN-RIGHT", "reason": "Misread", "answers": {"number:join": "join"}}
                → 200
                POST receipts/IN-00001/reverse {"reason": "Never came"}
                → 422 depends_on_it
                POST deliveries/OUT-00001/reverse {"reason": "Not sent"}
                → 200
                GET lots/3
                → 200
                  on_hand: 5
                POST receipts/IN-00001/reverse {"reason": "Never came"}
                → 200
                GET stock
                → 200
                  items: []
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases) func withoutDatesNothingLeavesByThem(engine: SQLEngine) async throws {
        // R4
        try await withAPI(engine, settings: Settings(lotsAndSerials: true)) { api in
            try api.walk(
                """
                POST locations {"code": "X", "removal_strategy": "fefo"}
                → 422 expiration_switched_off
                PATCH locations/WH-Stock {"removal_strategy": "fefo"}
                → 422 expiration_switched_off
                POST categories {"code": "X", "removal_strategy": "fefo"}
                → 422 expiration_switched_off
                PATCH settings {"lots_and_serials": false}
                → 200
                POST categories {"code": "X", "removal_strategy": "fefo"}
                → 422 expiration_switched_off
                POST products {"sku": "P", "removal_strategy": "fefo"}
                → 422 expiration_switched_off
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases) func aNumberThatCameOffItsGoodsIsWithNobody(engine: SQLEngine) async throws {
        // R5: the customer who brought the goods back was told as the number's holder.
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "D", "tracking": "serial", "capture": "delivery_only"}
                → 201
                POST partners {"code": "C1"}
                → 201
                POST receipts {"do": true, "lines": [{"product": "D", "quantity": 1}]}
                → 201
                POST deliveries {"partner": "C1", "do": true, "lines": [{"product": "D", "numbers": ["SN-1"]}]}
                → 201
                GET lots/1
                → 200
                  holder: C1
                POST customer-returns {"partner": "C1", "do": true, "lines": [{"product": "D", "numbers": ["SN-1"]}]}
                → 201
                GET lots/1
                → 200
                  holder: null
                GET partners/C1/units
                → 200
                  items: []
                """)
        }
    }
}
