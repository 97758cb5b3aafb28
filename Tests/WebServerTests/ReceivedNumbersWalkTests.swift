import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

/// Numbers that contradict each other or what is known, when their goods come in. The clock of the tests stands on
/// 3 May 2026.
@Suite struct ReceivedNumbersWalkTests {
    // R10a: the second date was once left out in silence, in a pasted list too.
    @Test(arguments: SQLEngine.allCases) func twoDatesOfOneNewLotAsk(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "E", "tracking": "lot", "expiration": {"enabled": true}}
                → 201
                POST receipts {"do": true, "lines": [{"product": "E", "quantity": 3, "numbers_text":
                    "A;2;2027-05-01\\nA;1;2027-06-01"}]}
                → 409 question
                  questions/0/code: lot_exists_other_dates
                  questions/0/id: lines/0/numbers_text/2:lot_exists
                POST receipts {"do": true, "answers": {"lines/0/numbers_text/2:lot_exists": "same"},
                    "lines": [{"product": "E", "quantity": 3, "numbers_text": "A;2;2027-05-01\\nA;1;2027-06-01"}]}
                → 201
                GET lots?number=A
                → 200
                  items/0/on_hand: 3
                  items/0/expires_on: 2027-05-01
                POST receipts {"do": true, "answers": {"lines/1/numbers/0:lot_exists": "new"},
                    "lines": [{"product": "E", "quantity": 2, "numbers": [{"number": "B", "expires_on": "2027-05-01"}]},
                        {"product": "E", "quantity": 1, "numbers": [{"number": "B", "expires_on": "2027-06-01"}]}]}
                → 201
                  lines/1/numbers/0/number: B-2
                  lines/1/numbers/0/expires_on: 2027-06-01
                POST receipts {"do": true, "lines": [{"product": "E", "quantity": 3, "numbers": [{"number": "C",
                    "quantity": 2, "expires_on": "2027-05-01"}, {"number": "C", "expires_on": "2027-05-01"}]}]}
                → 201
                  lines/0/numbers/0/quantity: 3
                """)
        }
    }

    // R10: a slip of the finger within one list makes two lots of one as well.
    @Test(arguments: SQLEngine.allCases) func newNumbersOfOneDocumentThatLookAlikeAsk(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "L", "tracking": "lot"}
                → 201
                POST products {"sku": "S", "tracking": "serial"}
                → 201
                POST receipts {"do": true, "lines": [{"product": "L", "quantity": 2, "numbers": ["LOT-O1"]},
                    {"product": "L", "quantity": 3, "numbers": ["lot 01"]}, {"product": "S", "numbers": ["LOT-01"]}]}
                → 409 question
                  questions/0/code: number_like_existing
                  questions/0/id: lines/1/numbers/0:number_like
                  questions/1: missing
                POST receipts {"do": true, "answers": {"lines/1/numbers/0:number_like": "existing"}, "lines":
                    [{"product": "L", "quantity": 2, "numbers": ["LOT-O1"]}, {"product": "L", "quantity": 3,
                    "numbers": ["lot 01"]}]}
                → 201
                  lines/1/numbers/0/number: LOT-O1
                GET stock?product=L
                → 200
                  items/0/quantity: 5
                  items/1: missing
                POST receipts {"do": true, "answers": {"lines/0/numbers/1:number_like": "existing"},
                    "lines": [{"product": "S", "numbers": ["S-O", "S-0"]}]}
                → 422 serial_twice
                POST receipts {"do": true, "answers": {"lines/0/numbers/1:number_like": "new"},
                    "lines": [{"product": "S", "numbers": ["S-O", "S-0"]}]}
                → 201
                """)
        }
    }

    // R12: what was said of a lot was once left out in silence.
    @Test(arguments: SQLEngine.allCases) func whatALotCannotTakeUpIsRefused(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "L", "tracking": "lot"}
                → 201
                POST products {"sku": "S", "tracking": "serial", "expiration": {"enabled": true}}
                → 201
                POST receipts {"do": true, "lines": [{"product": "L", "quantity": 2, "numbers": [{"number": "A",
                    "lot": "B"}]}]}
                → 422 invalid_value
                  errors/0/pointer: /lines/0/numbers/0/lot
                POST receipts {"do": true, "lines": [{"product": "S", "numbers": [{"number": "S1", "lot": "B",
                    "expires_on": "2027-05-01"}, {"number": "S2", "lot": "B", "expires_on": "2027-06-01"}]}]}
                → 422 days_of_batch
                  errors/0/pointer: /lines/0/numbers/1/lot
                  errors/1: missing
                POST receipts {"do": true, "lines": [{"product": "S", "numbers": [{"number": "S1", "lot": "B",
                    "expires_on": "2027-05-01"}, {"number": "S2", "lot": "B"}]}]}
                → 201
                POST receipts {"do": true, "lines": [{"product": "S", "numbers": [{"number": "S3", "lot": "B",
                    "expires_on": "2027-06-01"}]}]}
                → 422 days_of_batch
                POST receipts {"do": true, "lines": [{"product": "S", "numbers": [{"number": "S3", "lot": "B",
                    "expires_on": "2027-05-01"}]}]}
                → 201
                """)
        }
    }

    // R40: a lot that was created ahead is believed when it comes, and not before.
    @Test(arguments: SQLEngine.allCases) func aLotCreatedAheadIsDoubtedWhenItComes(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "E", "tracking": "lot", "expiration": {"enabled": true}}
                → 201
                POST partners {"code": "SUP"}
                → 201
                POST lots {"product": "E", "number": "OLD", "expires_on": "2026-04-01"}
                → 201
                POST receipts {"partner": "SUP", "do": true, "lines": [{"product": "E", "quantity": 2, "numbers": ["OLD"]}]}
                → 409 question
                  questions/0/code: date_doubtful
                  questions/0/id: lines/0/numbers/0:date_doubtful
                POST receipts {"partner": "SUP", "do": true, "answers": {"lines/0/numbers/0:date_doubtful": "keep"},
                    "lines": [{"product": "E", "quantity": 2, "numbers": ["OLD"]}]}
                → 201
                POST receipts {"partner": "SUP", "do": true, "lines": [{"product": "E", "quantity": 2, "numbers": ["OLD"]}]}
                → 201
                """)
        }
    }

    // R4: days that nothing looks at were kept by a change and dropped by a creation.
    @Test(arguments: SQLEngine.allCases) func aProductWithoutExpiryHasNoDays(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "L", "tracking": "lot"}
                → 201
                POST lots {"product": "L", "number": "A", "expires_on": "2027-04-01"}
                → 422 expiration_switched_off
                  errors/0/pointer: /expires_on
                POST lots {"product": "L", "number": "A", "production_date": "2026-04-01"}
                → 201
                  production_date: 2026-04-01
                PATCH lots/1 {"removal_on": "2027-04-01"}
                → 422 expiration_switched_off
                  errors/0/pointer: /removal_on
                PATCH lots/1 {"removal_on": null}
                → 200
                """)
        }
    }

    // R27: whoever brings it and by whatever document, what a customer had is looked at before it leaves again.
    @Test(arguments: SQLEngine.allCases) func aReturnThatComesWithAReceiptIsBlockedToo(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "S", "tracking": "serial"}
                → 201
                POST products {"sku": "R", "tracking": "serial", "returns_released": true}
                → 201
                POST partners {"code": "C1"}
                → 201
                POST receipts {"do": true, "lines": [{"product": "S", "numbers": ["A", "B"]}, {"product": "R",
                    "numbers": ["A"]}]}
                → 201
                POST deliveries {"partner": "C1", "do": true, "lines": [{"product": "S", "numbers": ["A", "B"]},
                    {"product": "R", "numbers": ["A"]}]}
                → 201
                POST receipts {"do": true, "answers": {"lines/0/numbers/0:serial_elsewhere": "returned",
                    "lines/0/numbers/1:serial_elsewhere": "bought_back", "lines/1/numbers/0:serial_elsewhere": "returned"},
                    "lines": [{"product": "S", "numbers": ["A", "B"]}, {"product": "R", "numbers": ["A"]}]}
                → 201
                GET lots?number=A&product=S
                → 200
                  items/0/places/0/location: WH-Returns
                  items/0/places/0/blocked: true
                GET lots?number=B
                → 200
                  items/0/places/0/location: WH-Stock
                GET lots?number=A&product=R
                → 200
                  items/0/places/0/location: WH-Stock
                POST deliveries {"partner": "C1", "do": true, "lines": [{"product": "S", "numbers": ["A"]}]}
                → 422 serial_elsewhere
                """)
        }
    }

    // A line of whole pieces once had half a piece of each of two numbers.
    @Test(arguments: SQLEngine.allCases) func aNumberHasNoPartOfAPiece(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "L", "tracking": "lot"}
                → 201
                POST partners {"code": "C1"}
                → 201
                POST receipts {"do": true, "lines": [{"product": "L", "quantity": 5, "numbers": [{"number": "A",
                    "quantity": 3}, "B"]}]}
                → 201
                POST deliveries {"partner": "C1", "do": true, "lines": [{"product": "L", "quantity": 2,
                    "numbers": ["A"]}]}
                → 201
                POST deliveries/OUT-00001/correct {"line": 2, "number": "A", "quantity": 0.5, "to": "B", "reason": "mixed"}
                → 422 invalid_value
                  errors/0/pointer: /quantity
                POST receipts {"do": true, "lines": [{"product": "L", "quantity": 1, "numbers": [{"number": "A",
                    "quantity": 0.5}, {"number": "B", "quantity": 0.5}]}]}
                → 422 invalid_value
                  errors/0/pointer: /lines/0/numbers/0/quantity
                  errors/1/pointer: /lines/0/numbers/1/quantity
                POST deliveries {"partner": "C1", "do": true, "lines": [{"product": "L", "quantity": 1, "numbers":
                    [{"number": "A", "quantity": 0.5}]}]}
                → 422 invalid_value
                  errors/0/pointer: /lines/0/numbers/0
                POST production-orders {"product": "L", "quantity": 2, "outputs": [{"number": "C", "quantity": 1.5},
                    {"number": "D", "quantity": 0.5}]}
                → 422 invalid_value
                """)
        }
    }

    // R45, R46: what came back is no longer on its way to anybody.
    @Test(arguments: SQLEngine.allCases) func whatCameBackIsNotStoppable(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "L", "tracking": "lot"}
                → 201
                POST partners {"code": "C1"}
                → 201
                POST receipts {"do": true, "lines": [{"product": "L", "quantity": 10, "numbers": ["A"]}]}
                → 201
                POST deliveries {"partner": "C1", "do": true, "lines": [{"product": "L", "quantity": 3}]}
                → 201
                POST deliveries {"partner": "C1", "do": true, "lines": [{"product": "L", "quantity": 4}]}
                → 201
                POST customer-returns {"partner": "C1", "do": true, "lines": [{"product": "L", "quantity": 5,
                    "numbers": ["A"]}]}
                → 201
                GET recall-scope?number=A
                → 200
                  stoppable/0/document: OUT-00002
                  stoppable/0/quantity: 2
                  stoppable/1: missing
                """)
        }
    }

    // R56: an order for a billion serials ended the program, since each was to get a number.
    @Test(arguments: SQLEngine.allCases) func nobodyGetsABillionNumbersAtOnce(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "S", "tracking": "serial"}
                → 201
                POST partners {"code": "C1"}
                → 201
                POST production-orders {"product": "S", "quantity": 1000000000, "do": true}
                → 422 invalid_value
                POST receipts {"do": true, "lines": [{"product": "S", "quantity": 1000000000, "numbers": [{"unknown": true}]}]}
                → 422 invalid_value
                POST customer-returns {"partner": "C1", "do": true, "lines": [{"product": "S", "quantity": 1000000000,
                    "numbers": [{"unknown": true}]}]}
                → 422 invalid_value
                POST counts {"do": true, "lines": [{"product": "S", "quantity": 1000000000, "reason": "x",
                    "numbers": [{"unknown": true}]}]}
                → 422 invalid_value
                """)
        }
    }

    // R25: the draft of a count that named a number of which there was nothing failed.
    @Test(arguments: SQLEngine.allCases) func theDraftOfACountMayNameWhatIsNotThere(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "L", "tracking": "lot"}
                → 201
                POST receipts {"do": true, "lines": [{"product": "L", "quantity": 5, "numbers": [{"number": "A",
                    "quantity": 3}, "B"]}]}
                → 201
                POST counts {"lines": [{"product": "L", "reason": "gone", "numbers": [{"number": "A", "quantity": 0},
                    {"number": "B", "quantity": 2}]}]}
                → 201
                  lines/0/numbers/0/quantity: 0
                PATCH counts/CNT-00001/lines/2 {"quantity": 3, "numbers": [{"number": "A", "quantity": 3}, {"number": "B",
                    "quantity": 0}]}
                → 200
                  lines/0/numbers/1/quantity: 0
                POST counts/CNT-00001/do {}
                → 200
                GET stock
                → 200
                  items/0/number: A
                  items/1: missing
                """)
        }
    }
}
