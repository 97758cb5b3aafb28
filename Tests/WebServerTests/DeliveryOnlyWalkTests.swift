import SQLCore
import Testing

@testable import WebServer

/// A product that gets its numbers at delivery only, over the API (R5).
@Suite struct DeliveryOnlyWalkTests {
    @Test(arguments: SQLEngine.allCases)
    func numbersAreGivenAtDeliveryAndTakenOffAtReturn(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "LAMP", "tracking": "serial", "capture": "delivery_only"}
                → 201
                  capture: delivery_only
                PATCH products/LAMP {"expiration": {"enabled": true}}
                → 422 not_for_delivery_only
                  errors/0/pointer: /expiration
                PATCH products/LAMP {"removal_strategy": "fefo"}
                → 422 not_for_delivery_only
                  errors/0/pointer: /removal_strategy
                POST partners {"code": "C1", "name": "Birch & Sons", "kind": "customer"}
                → 201
                POST partners {"code": "SUP", "name": "Lamp Works", "kind": "supplier"}
                → 201
                POST receipts {"partner": "SUP", "origin": "PO-1", "do": true,
                  "lines": [{"product": "LAMP", "quantity": 5, "numbers": ["S1"]}]}
                → 422 not_for_delivery_only
                  errors/0/pointer: /lines/0/numbers/0
                POST receipts {"partner": "SUP", "origin": "PO-1", "do": true,
                  "lines": [{"product": "LAMP", "quantity": 5}]}
                → 201
                  lines/0/numbers: []
                PATCH products/LAMP {"capture": "every_move"}
                → 422 stock_on_hand
                  errors/0/pointer: /capture
                POST deliveries {"partner": "C1", "lines": [{"product": "LAMP", "quantity": 2}]}
                → 201
                POST deliveries/OUT-00001/reserve {}
                → 200
                  lines/0/reserved: 2
                  lines/0/numbers/0/number: null
                POST deliveries/OUT-00001/do {}
                → 422 number_required
                  errors/0/pointer: /lines/0/numbers
                POST deliveries/OUT-00001/cancel {}
                → 200
                POST deliveries {"partner": "C1", "do": true,
                  "lines": [{"product": "LAMP", "quantity": 2, "numbers": [{"from": "S1", "count": 2}]}]}
                → 201
                  lines/0/done: 2
                  lines/0/numbers/0/number: S1
                  lines/0/numbers/1/number: S2
                GET stock?product=LAMP
                → 200
                  items/0/lot: null
                  items/0/quantity: 3
                GET trace?number=S1&direction=up
                → 200
                  gaps/1/code: captured_at_delivery
                  estimated_receipts/0/estimate: true
                  estimated_receipts/0/origin: PO-1
                  receipts: []
                GET recall-scope?number=S1
                → 200
                  consignees/0/partner: C1
                  totals/moved_in: 1
                  totals/delivered: 1
                  gaps/0/code: unknown_numbers_on_hand
                  gaps/0/units: 3
                POST customer-returns {"partner": "C1", "do": true, "lines": [{"product": "LAMP", "numbers": ["S1"]}]}
                → 201
                  lines/0/done: 1
                  lines/0/numbers/0/number: S1
                GET recall-scope?number=S1
                → 200
                  consignees: []
                  returned_all/0/partner: C1
                  totals/moved_out: 1
                  made_into: []
                """)
        }
    }
}
