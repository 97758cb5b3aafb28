import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

extension APIClient {
    /// Everything that lists tell, to see that nothing has changed.
    func everything() throws -> String {
        let kinds = APIRoutes.documentKinds.map(\.pathName)
        let lists =
            ["settings", "products", "categories", "partners", "locations", "lots", "stock", "movements"] + kinds
        return try lists.map { try get($0).text }.joined(separator: "\n")
    }

    /// A small company: a lot-tracked, a serial-tracked and a plain product with stock, two suppliers, two customers.
    func furnish() throws {
        try walk(
            """
            POST products {"sku": "L", "tracking": "lot", "expiration": {"enabled": true}}
            → 201
            POST products {"sku": "S", "tracking": "serial"}
            → 201
            POST products {"sku": "P"}
            → 201
            POST partners {"code": "SUP-1", "kind": "supplier"}
            → 201
            POST partners {"code": "SUP-2", "kind": "supplier"}
            → 201
            POST partners {"code": "C1", "name": "Birch", "kind": "customer"}
            → 201
            POST partners {"code": "C2", "name": "Cedar", "kind": "customer"}
            → 201
            POST locations {"code": "B", "parent": "WH"}
            → 201
            POST receipts {"partner": "SUP-1", "happened_at": "2026-05-02T08:00:00Z", "do": true,
                "lines": [ {"product": "L", "quantity": 10, "numbers": [ {"number": "LOT-10",
                "supplier_number": "A-77", "expires_on": "2027-01-31"}]}, {"product": "S", "numbers": ["SN-1", "SN-2",
                "SN-3"]}, {"product": "P", "quantity": 10}]}
            → 201
            POST deliveries {"partner": "C1", "happened_at": "2026-05-02T12:00:00Z", "do": true,
                "lines": [{"product": "S", "numbers": ["SN-1"]}, {"product": "L", "quantity": 4,
                "numbers": ["LOT-10"]}]}
            → 201
            POST deliveries {"partner": "C2", "lines": [{"product": "P", "quantity": 8}]}
            → 201
            POST deliveries/OUT-00002/reserve {}
            → 200
              state: ready
            """)
    }
}

@Suite struct APIRefusalTests {
    /// Requests against `furnish`, each with what must come of it.
    private static let refused = """
        POST receipts {"do": true, "lines": [{"product": "L", "quantity": 5}]}
        → 422 number_required
          errors/0/pointer: /lines/0/numbers
        POST receipts {"do": true, "lines": [{"product": "S", "quantity": 3, "numbers": ["SN-8", "SN-9"]}]}
        → 422 number_required
        POST receipts {"do": true, "lines": [{"product": "S", "quantity": 1, "numbers": ["SN-8", "SN-9"]}]}
        → 422 more_numbers_than_quantity
        POST receipts {"do": true, "lines": [{"product": "S", "quantity": 2, "numbers": ["SN-8", "SN-8"]}]}
        → 422 serial_twice
        POST receipts {"do": true, "lines": [{"product": "P", "quantity": 2, "numbers": ["X"]}]}
        → 422 product_not_tracked
        POST receipts {"do": true, "lines": [{"product": "P", "quantity": 1.5}]}
        → 422 invalid_value
        POST receipts {"do": true, "lines": [{"product": "P", "quantity": 0}]}
        → 422 invalid_value
        POST receipts {"do": true, "lines": [{"product": "P"}]}
        → 422 quantity_required
        POST receipts {"do": true, "lines": [{"product": "?", "quantity": 1}]}
        → 422 not_found
          errors/0/pointer: /lines/0/product
        POST receipts {"do": true}
        → 422 no_lines
        POST receipts {"partner": "?"}
        → 422 not_found
          errors/0/pointer: /partner
        POST receipts {"location": "Customers"}
        → 422 not_a_stock_place
        POST receipts {"location": "WH", "do": true, "lines": [{"product": "P", "quantity": 1}]}
        → 422 not_a_stock_place
        POST receipts {"do": true, "happened_at": "2026-05-03T09:00:00Z", "lines": [{"product": "P", "quantity": 1}]}
        → 422 in_the_future
        POST receipts {"lines": [{"product": "L", "quantity": 1, "numbers": [{"number": "A", "unknown": true}]}]}
        → 422 invalid_value
          errors/0/pointer: /lines/0/numbers/0/unknown
        POST receipts {"lines": [{"product": "S", "numbers": [{"from": "A-9", "to": "B-12"}]}]}
        → 422 invalid_value
        POST receipts {"lines": [{"product": "S", "numbers": [{"from": "A-9", "count": 20001}]}]}
        → 422 invalid_value
        POST receipts {"lines": [{"product": "L", "quantity": 1, "numbers_text": "A;x"}]}
        → 422 unreadable_line
          errors/0/detail: Line 1: “x” is no quantity.
        POST deliveries {"lines": []}
        → 422 partner_required
        POST deliveries {"partner": "C1", "do": true, "lines": [{"product": "L", "quantity": 7}]}
        → 422 insufficient_stock
        POST deliveries {"partner": "C1", "do": true, "lines": [{"product": "P", "quantity": 3}]}
        → 409 question
        POST deliveries {"partner": "C1", "do": true, "lines": [{"product": "S", "numbers": ["SN-1"]}]}
        → 422 serial_elsewhere
        POST deliveries {"partner": "C1", "do": true, "lines": [{"product": "S", "numbers": ["SN-7"]}]}
        → 422 unknown_number
        POST deliveries {"partner": "C1", "do": true, "happened_at": "2026-05-01T08:00:00Z", "lines": [{"product": "L",
            "quantity": 1, "numbers": ["LOT-10"]}]}
        → 422 not_there_then
        POST transfers {"from": "B", "to": "B"}
        → 422 invalid_value
          errors/0/pointer: /to
        POST transfers {"to": "B"}
        → 422 location_required
          errors/0/pointer: /from
        POST transfers {"from": "?", "to": "B"}
        → 422 not_found
          errors/0/pointer: /from
        POST scraps {"lines": [{"product": "P", "quantity": 1}]}
        → 422 reason_required
        POST scraps {"kind": "eaten", "reason": "x"}
        → 422 invalid_value
        POST customer-returns {"partner": "C1", "do": true, "lines": [{"product": "S", "numbers": ["SN-2"]}]}
        → 422 serial_elsewhere
        POST receipts/IN-00001/reverse {"reason": "wrong"}
        → 422 depends_on_it
        POST receipts/IN-00001/cancel {}
        → 409 document_closed
        POST receipts/IN-00001/do {}
        → 409 document_closed
        POST receipts/IN-00009/do {}
        → 404 not_found
        POST deliveries/IN-00001/do {}
        → 404 not_found
        POST transfers/TR-00009/ship {}
        → 404 not_found
        DELETE deliveries/OUT-00002/lines/x
        → 404 not_found
        PATCH deliveries/OUT-00002/lines/99 {"quantity": 1}
        → 404 not_found
        """

    /// Questions of `furnish`'s company, and the answer that goes on.
    private static let questions = """
        POST receipts {"partner": "SUP-1", "do": true,
            "lines": [{"product": "L", "quantity": 1, "numbers": ["LOT-1O"]}]}
        → number_like_existing
          answer: new
        POST receipts {"partner": "SUP-2", "do": true,
            "lines": [{"product": "L", "quantity": 1, "numbers": ["LOT-10"]}]}
        → lot_exists_other_supplier
          answer: new
        POST receipts {"partner": "SUP-1", "do": true,
            "lines": [{"product": "L", "quantity": 1, "numbers": [{"number": "LOT-10", "supplier_number": "A-78"}]}]}
        → lot_exists_other_supplier_number
          answer: same
        POST receipts {"partner": "SUP-1", "do": true, "lines": [{"product": "L", "quantity": 1, "numbers": [
            {"number": "LOT-10", "supplier_number": "A-77", "expires_on": "2027-02-28"}]}]}
        → lot_exists_other_dates
          answer: same
        POST receipts {"partner": "SUP-1", "do": true, "lines": [{"product": "S", "numbers": ["SN-1"]}]}
        → serial_elsewhere
          answer: returned
        POST transfers {"from": "B", "to": "WH-Returns", "do": true, "lines": [{"product": "S", "numbers": ["SN-2"]}]}
        → serial_other_place
          answer: take_from_there
        POST customer-returns {"partner": "C2", "do": true,
            "lines": [{"product": "L", "quantity": 1, "numbers": ["LOT-10"]}]}
        → not_held_by_partner
          answer: origin_unknown
        POST counts {"location": "B", "do": true,
            "lines": [{"product": "S", "reason": "count", "numbers": ["SN-2"]}]}
        → number_found_elsewhere
          answer: move
        """

    @Test(arguments: SQLEngine.allCases) func aRefusalSaysWhyAndChangesNothing(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.furnish()
            let before = try api.everything()
            try api.walk(Self.refused)
            #expect(try api.everything() == before)
        }
    }

    @Test(arguments: SQLEngine.allCases) func aQuestionChangesNothingUntilItIsAnswered(engine: SQLEngine) async throws {
        for leg in Leg.all(in: Self.questions) {
            let answer = leg.values[0].value
            try await withAPI(engine) { api in
                try api.furnish()
                let before = try api.everything()
                let asked = try api.send(leg.method, leg.path, leg.body)
                #expect(asked.verdict == "409 question", "\(leg.body): \(asked.text)")
                #expect(asked["questions/0/code"] == leg.verdict, "\(leg.body): \(asked.text)")
                #expect(asked["questions/0/answers"].contains("\"\(answer)\""))
                #expect(try api.everything() == before)
                let wrong = #", "answers": {"\#(asked["questions/0/id"])": "perhaps"}}"#
                #expect(try api.send(leg.method, leg.path, leg.body.dropLast() + wrong).verdict == "422 invalid_value")
                #expect(try api.everything() == before)
                let right = #", "answers": {"\#(asked["questions/0/id"])": "\#(answer)"}}"#
                let gone = try api.send(leg.method, leg.path, leg.body.dropLast() + right)
                #expect(gone.verdict == "201", "\(leg.body): \(gone.text)")
            }
        }
    }

    @Test(arguments: SQLEngine.allCases) func nothingIsBookedBeforeTheLockDate(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "P"}
                → 201
                PATCH settings {"lock_date": "2026-04-30"}
                → 200
                POST receipts {"do": true, "happened_at": "2026-04-30T20:00:00Z", "lines": [{"product": "P",
                    "quantity": 1}]}
                → 422 locked_period
                POST receipts {"do": true, "happened_at": "2026-05-01T00:00:00Z", "lines": [{"product": "P",
                    "quantity": 1}]}
                → 201
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases) func aWordThatWasNotOfferedIsNoAnswer(engine: SQLEngine) async throws {
        // It asked the same question again, and a program could go round for ever.
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "L", "tracking": "lot", "expiration": {"enabled": true}}
                → 201
                POST lots {"product": "L", "number": "LOT-10"}
                → 201
                POST lots {"product": "L", "number": "LOT-1O"}
                → 409 question
                  questions/0/id: number:number_like
                POST lots {"product": "L", "number": "LOT-1O", "answers": {"number:number_like": "same"}}
                → 422 invalid_value
                  errors/0/pointer: /answers/number:number_like
                PATCH lots/1 {"production_date": "2027-05-02", "expires_on": "2027-05-01", "answers": {"dates:doubtful": "yes"}}
                → 422 invalid_value
                  errors/0/pointer: /answers/dates:doubtful
                POST receipts {"do": true, "lines": [{"product": "L", "quantity": 1, "numbers": ["LOT-1O"]}]}
                → 409 question
                  questions/0/id: lines/0/numbers/0:number_like
                POST receipts {"do": true, "lines": [{"product": "L", "quantity": 1, "numbers": ["LOT-1O"]}],
                    "answers": {"lines/0/numbers/0:number_like": "old"}}
                → 422 invalid_value
                  errors/0/pointer: /answers/lines~10~1numbers~10:number_like
                  detail: “old” is no answer to ““LOT-1O” looks like “LOT-10”, which L already has. Is it a new number or the existing one?” Answer new or existing.
                  questions: missing
                POST receipts {"do": true, "lines": [{"product": "L", "quantity": 1, "numbers": ["LOT-1O"]}],
                    "answers": {"lines/0/numbers/0:number_like": "new", "lines/7:nobody_asked": "yes"}}
                → 201
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases) func withTheSwitchOffNothingSpeaksOfNumbers(engine: SQLEngine) async throws {
        try await withAPI(engine, settings: Settings()) { api in
            try api.walk(
                """
                POST products {"sku": "P", "tracking": "none"}
                → 422 tracking_switched_off
                  errors/0/pointer: /tracking
                POST products {"sku": "P", "expiration": {"enabled": false}}
                → 422 tracking_switched_off
                POST products {"sku": "P", "capture": "every_move"}
                → 422 tracking_switched_off
                POST categories {"code": "C", "tracking": "lot"}
                → 422 tracking_switched_off
                POST categories {"code": "C"}
                → 201
                POST products {"sku": "P", "category": "C"}
                → 201
                POST partners {"code": "C1"}
                → 201
                POST lots {"product": "P", "number": "A"}
                → 422 tracking_switched_off
                GET lots
                → 422 tracking_switched_off
                GET lots/1
                → 422 tracking_switched_off
                GET trace?number=A
                → 422 tracking_switched_off
                GET recall-scope?number=A
                → 422 tracking_switched_off
                GET stock?lot=1
                → 422 tracking_switched_off
                GET movements?lot=1
                → 422 tracking_switched_off
                POST receipts {"lines": [{"product": "P", "quantity": 1, "numbers": ["A"]}]}
                → 422 tracking_switched_off
                  errors/0/pointer: /lines/0/numbers
                POST receipts {"lines": [{"product": "P", "quantity": 1, "numbers_text": "A"}]}
                → 422 tracking_switched_off
                POST receipts {"lines": [{"product": "P", "quantity": 1, "numbers": []}]}
                → 422 tracking_switched_off
                  errors/0/pointer: /lines/0/numbers
                POST receipts {"do": true, "lines": [{"product": "P", "quantity": 9}]}
                → 201
                  lines/0/numbers: missing
                POST deliveries {"partner": "C1", "lines": [{"product": "P", "quantity": 2}]}
                → 201
                POST deliveries/OUT-00001/reserve {}
                → 200
                  lines/0/reserved: 2
                PATCH deliveries/OUT-00001/lines/2 {"numbers": []}
                → 422 tracking_switched_off
                  errors/0/pointer: /numbers
                POST deliveries/OUT-00001/do {"lines": [{"id": 2, "numbers": []}]}
                → 422 tracking_switched_off
                  errors/0/pointer: /lines/0/numbers
                POST production-orders {"product": "P", "quantity": 1, "components": [{"product": "P", "quantity": 1,
                    "numbers": []}]}
                → 422 tracking_switched_off
                  errors/0/pointer: /components/0/numbers
                POST transfers {"from": "WH-Stock", "to": "WH-Returns", "lines": [{"product": "P", "quantity": 1}]}
                → 201
                POST transfers/TR-00001/ship {}
                → 200
                POST transfers/TR-00001/receive {"lines": [{"id": 3, "numbers": []}]}
                → 422 tracking_switched_off
                  errors/0/pointer: /lines/0/numbers
                POST deliveries/OUT-00001/do {}
                → 200
                """)
            for path in [
                "products/P", "categories/C", "receipts/IN-00001", "deliveries/OUT-00001", "stock", "movements",
            ] {
                #expect(Self.wordsOfTracking(in: try api.get(path).json) == [], "\(path)")
            }
        }
    }

    /// Keys that only make sense with lots and serials.
    private static func wordsOfTracking(in json: JSON) -> [String] {
        switch json {
        case .array(let elements): return elements.flatMap(wordsOfTracking)
        case .object(let members):
            return members.flatMap { member in
                let named = ["tracking", "capture", "expiration", "numbers", "expires_on"].contains(member.key)
                let isTracking = named || member.key.contains("lot") || member.key.contains("serial")
                return (isTracking ? [member.key] : []) + wordsOfTracking(in: member.value)
            }
        default: return []
        }
    }
}
