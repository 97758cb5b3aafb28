import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

/// What customers bring back.
@Suite struct ReturnWalkTests {
    // R27: two lines of one return brought back more than the customer had, and nobody was asked.
    @Test(arguments: SQLEngine.allCases) func theLinesOfAReturnTogetherBringNoMoreThanTheCustomerHas(
        engine: SQLEngine
    ) async throws {
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
                POST deliveries {"partner": "C1", "do": true, "lines": [{"product": "L", "quantity": 3}]}
                → 201
                POST customer-returns {"partner": "C1", "do": true, "lines": [{"product": "L", "quantity": 4,
                    "numbers": ["A"]}, {"product": "L", "quantity": 4, "numbers": ["A"]}]}
                → 409 question
                  questions/0/code: not_held_by_partner
                  questions/0/id: lines/1/numbers/0:not_held
                POST customer-returns {"partner": "C1", "do": true, "lines": [{"product": "L", "quantity": 2,
                    "delivery": "OUT-00001", "numbers": ["A"]}, {"product": "L", "quantity": 2,
                    "delivery": "OUT-00001", "numbers": ["A"]}]}
                → 409 question
                  questions/0/id: lines/1/numbers/0:not_held
                POST customer-returns {"partner": "C1", "do": true, "lines": [{"product": "L", "quantity": 3,
                    "delivery": "OUT-00001", "numbers": ["A"]}, {"product": "L", "quantity": 3,
                    "delivery": "OUT-00002", "numbers": ["A"]}]}
                → 201
                """)
        }
    }
}
