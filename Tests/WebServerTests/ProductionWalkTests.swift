import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

/// Production orders as clients meet them (R23, R24, R43).
@Suite struct ProductionWalkTests {
    private static let goods = """
        POST products {"sku": "MOTOR", "tracking": "serial"}
        → 201
        POST products {"sku": "DRILL", "tracking": "serial"}
        → 201
        POST products {"sku": "OIL", "tracking": "lot", "decimals": 3}
        → 201
        POST products {"sku": "SCREW"}
        → 201
        POST receipts {"do": true, "lines": [
          {"product": "MOTOR", "quantity": 3, "numbers": ["M-1", "M-2", "M-3"]},
          {"product": "OIL", "quantity": 6, "numbers": ["O-1"]}, {"product": "SCREW", "quantity": 20}]}
        → 201

        """

    @Test(arguments: SQLEngine.allCases) func anOrderIsPlannedDoneAndTakenBack(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                Self.goods + """
                    POST production-orders {"product": "DRILL", "quantity": 2, "outputs": ["D-1", "D-2"],
                      "components": [{"product": "MOTOR", "numbers": ["M-1"], "for": "D-1"},
                                     {"product": "MOTOR", "numbers": ["M-2"], "for": "D-2"},
                                     {"product": "OIL", "quantity": 1}, {"product": "SCREW", "quantity": 8}]}
                    → 201
                      number: MO-00001
                      state: draft
                      product: DRILL
                      quantity: 2
                      components/0/for: D-1
                      components/2/role: component
                      lines/0/role: output
                      outputs/0/number: D-1
                    POST production-orders/MO-00001/reserve {}
                    → 200
                      state: ready
                      components/3/reserved: 8
                    POST production-orders/MO-00001/do {}
                    → 200
                      state: done
                      steps/0/outputs/0/number: D-1
                      steps/0/components/0/number: O-1
                      steps/0/components/0/quantity: 0.5
                      steps/0/components/0/by_rule: true
                      steps/1/outputs/0/number: D-2
                      components/2/by_rule: true
                      components/0/numbers/0/number: M-1
                      postings/1/kind: production
                    GET trace?number=D-1&product=DRILL&direction=up
                    → 200
                    POST production-orders/MO-00001/reverse {"reason": "wrong motor", "outputs": ["D-2"]}
                    → 200
                      state: done
                      done: 1
                      steps/1: missing
                    POST production-orders/MO-00001/reverse {"reason": "all wrong"}
                    → 200
                      state: cancelled
                    POST production-orders/MO-00001/reverse {"reason": "again"}
                    → 409 nothing_to_reverse
                    GET stock?product=MOTOR
                    → 200
                      items/2/quantity: 1
                    POST production-orders/MO-00001/do {}
                    → 409 document_closed
                    """)
        }
    }

    @Test(arguments: SQLEngine.allCases) func oneStepIsToldAndTheRestWaits(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                Self.goods + """
                    POST production-orders {"product": "DRILL", "quantity": 3, "components": [{"product": "SCREW", "quantity": 9}]}
                    → 201
                    PATCH production-orders/MO-00001 {"quantity": 2}
                    → 200
                      quantity: 2
                      components/0/quantity: 6
                    PATCH production-orders/MO-00001 {"lines": []}
                    → 400 unknown_key
                    POST production-orders/MO-00001/do {"outputs": ["D-1"]}
                    → 422 rest_required
                    POST production-orders/MO-00001/do {"outputs": ["D-1"], "rest": "backorder",
                      "components": [{"product": "MOTOR", "numbers": ["M-3"]}]}
                    → 409 question
                      questions/0/id: components/0:product_not_on_document
                    POST production-orders/MO-00001/do {"outputs": ["D-1"], "rest": "backorder",
                      "components": [{"product": "MOTOR", "numbers": ["M-3"]}],
                      "answers": {"components/0:product_not_on_document": "add"}}
                    → 200
                      backorder: MO-00002
                      steps/0/components/0/number: M-3
                      steps/0/components/1/quantity: 3
                    POST production-orders/MO-00002/do {"outputs": [{"quantity": 1}], "by_products": [{"product": "SCREW", "quantity": 1}]}
                    → 200
                      outputs/0/entered: generated
                      steps/0/by_products/0/quantity: 1
                    POST production-orders {"product": "DRILL", "outputs": ["D-1"], "components": [{"product": "SCREW", "quantity": 1}], "do": true}
                    → 422 serial_elsewhere
                      errors/0/pointer: /outputs/0
                    POST production-orders {"product": "DRILL", "quantity": 1, "outputs": ["D-8", "D-9"], "do": true}
                    → 422 more_numbers_than_quantity
                      errors/0/pointer: /outputs
                    POST production-orders {"quantity": 1}
                    → 422 product_required
                    GET production-orders
                    → 200
                      items/1/number: MO-00001
                    """)
        }
    }

    @Test(arguments: SQLEngine.allCases) func linesOfAnOrderComeChangeAndGo(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                Self.goods + """
                    POST production-orders {"product": "DRILL", "quantity": 1, "components": [{"product": "MOTOR", "quantity": 1}]}
                    → 201
                    POST production-orders/MO-00001/lines {"product": "SCREW", "quantity": 4}
                    → 201
                      components/1/product: SCREW
                      components/1/role: component
                    POST production-orders/MO-00001/lines {"role": "by_product", "product": "OIL", "quantity": 1, "input_share": 20}
                    → 201
                      by_products/0/input_share: 20
                    PATCH production-orders/MO-00001/lines/6 {"quantity": 6}
                    → 200
                      components/1/quantity: 6
                    PATCH production-orders/MO-00001/lines/4 {"quantity": 2}
                    → 200
                      quantity: 2
                      components/1/quantity: 12
                    PATCH production-orders/MO-00001/lines/4 {"location": "WH-Stock"}
                    → 422 invalid_value
                    DELETE production-orders/MO-00001/lines/7
                    → 200
                      by_products: []
                    DELETE production-orders/MO-00001/lines/4
                    → 422 no_output
                    DELETE production-orders/MO-00001/lines/99
                    → 404 not_found
                    POST production-orders/MO-00001/lines {"role": "output", "product": "DRILL"}
                    → 422 invalid_value
                    POST production-orders/MO-00001/lines {"product": "SCREW", "quantity": 1, "for": "D-9"}
                    → 422 unknown_output
                    POST production-orders/MO-00001/lines {"product": "SCREW", "quantity": 1, "input_share": 5}
                    → 422 invalid_value
                    POST production-orders/MO-00001/lines {"product": "SCREW", "quantity": 1, "price": 5}
                    → 400 unknown_key
                    """)
        }
    }

    /// What is scanned on an order is used and made; what nobody scanned is taken by rule.
    @Test(arguments: SQLEngine.allCases) func anOrderIsScannedTogether(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                Self.goods + """
                    POST production-orders {"product": "DRILL", "quantity": 2, "components": [
                      {"product": "MOTOR", "quantity": 2}, {"product": "SCREW", "quantity": 8}]}
                    → 201
                    POST production-orders/MO-00001/scans {"text": "M-2"}
                    → 200
                      understood/product: MOTOR
                    POST production-orders/MO-00001/scans {"text": "M-9"}
                    → 200
                      understood/product: DRILL
                    POST production-orders/MO-00001/scans {"text": "SCREW", "quantity": 5}
                    → 200
                      warnings: []
                    POST production-orders/MO-00001/scans {"text": "O-1"}
                    → 409 question
                      questions/0/code: product_not_on_document
                    POST production-orders/MO-00001/scans {"text": "O-1", "answers": {"scan:product_not_on_document": "add"}}
                    → 200
                      understood/product: OIL
                    POST production-orders/MO-00001/do {}
                    → 422 rest_required
                    POST production-orders/MO-00001/do {"rest": "backorder"}
                    → 200
                      backorder: MO-00002
                      warnings/0/code: over_consumption
                      warnings/1: missing
                      steps/0/outputs/0/number: M-9
                      steps/0/components/0/number: M-2
                      steps/0/components/0/by_rule: false
                      steps/0/components/1/quantity: 5
                      steps/0/components/2/number: O-1
                    GET production-orders/MO-00002
                    → 200
                      quantity: 1
                      components/0/quantity: 1
                      components/1/quantity: 3
                      components/2: missing
                    """)
        }
    }

    @Test func recipesAndPartsAreKept() async throws {
        try await withAPI { api in
            try api.walk(
                Self.goods + """
                    POST recipes {"code": "R-1", "product": "DRILL", "components": [{"product": "MOTOR", "quantity": 1}, {"product": "SCREW", "quantity": 4}]}
                    → 201
                      quantity: 1
                    POST recipes {"code": "R-1", "product": "DRILL", "components": [{"product": "MOTOR", "quantity": 1}]}
                    → 409 recipe_exists
                    POST recipes {"code": "R-2", "components": []}
                    → 422 product_required
                    POST recipes {"code": "R-3", "product": "OIL", "components": [{"product": "SCREW", "quantity": 1}],
                      "by_products": [{"product": "SCREW", "quantity": 1, "input_share": 30}]}
                    → 201
                      by_products/0/input_share: 30
                    POST recipes {"code": "R-4", "product": "OIL", "components": [{"product": "SCREW", "quantity": 1}],
                      "by_products": [{"product": "SCREW", "quantity": 1, "input_share": 100}]}
                    → 422 invalid_value
                      errors/0/pointer: /by_products/0/input_share
                    POST production-orders {"recipe": "R-3", "quantity": 2}
                    → 201
                      by_products/0/input_share: 30
                    PATCH recipes/R-1 {"name": "Drill, small"}
                    → 200
                      components/1/quantity: 4
                    GET recipes?product=DRILL
                    → 200
                      items/0/code: R-1
                    GET recipes/R-9
                    → 404 not_found
                    POST production-orders {"recipe": "R-1", "outputs": ["D-1"], "do": true}
                    → 201
                      recipe: R-1
                      steps/0/components/1/quantity: 4
                    GET lots/5/components
                    → 200
                      now/0/number: M-1
                    POST lots/5/components {"out": {"product": "MOTOR", "number": "M-1"}, "in": {"product": "MOTOR", "number": "M-2"}, "scrap": true, "reason": "burnt out", "happened_at": "2026-05-03T08:04:00Z"}
                    → 200
                      before/0/number: M-1
                    GET lots/5/components
                    → 200
                      now/1/number: M-2
                    POST lots/5/components {"reason": "nothing"}
                    → 422 invalid_value
                    PATCH recipes/R-1 {"archived": true}
                    → 200
                    POST production-orders {"recipe": "R-1"}
                    → 422 recipe_archived
                    """)
        }
    }

    // X063: an order for another quantity plans its pieces whole, as a new one does.
    @Test(arguments: SQLEngine.allCases) func anotherQuantityPlansWholePieces(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "F"}
                → 201
                POST products {"sku": "P"}
                → 201
                POST products {"sku": "KG", "unit": "kg", "decimals": 2}
                → 201
                POST production-orders {"product": "F", "quantity": 2, "components": [{"product": "P", "quantity": 3},
                    {"product": "KG", "quantity": 0.5}], "by_products": [{"product": "P", "quantity": 1}]}
                → 201
                PATCH production-orders/MO-00001 {"quantity": 3}
                → 200
                  components/0/quantity: 5
                  components/1/quantity: 0.75
                  by_products/0/quantity: 1
                PATCH production-orders/MO-00001 {"quantity": 1}
                → 200
                  components/0/quantity: 2
                  by_products/0/quantity: 1
                """)
        }
    }
}
