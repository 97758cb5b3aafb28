import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

/// What a customer holds after his delivery was corrected (R18a, R27, R53).
@Suite struct CorrectedDeliveryWalkTests {
    @Test(arguments: SQLEngine.allCases) func aDeliveryCorrectedTwiceLeavesNothingWithTheWrongCustomer(
        engine: SQLEngine
    ) async throws {
        // A posting that was taken back in two steps counted twice.
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "S", "tracking": "serial"}
                → 201
                POST products {"sku": "P"}
                → 201
                POST partners {"code": "C1"}
                → 201
                POST partners {"code": "C2"}
                → 201
                POST receipts {"do": true, "lines": [{"product": "S", "numbers": ["SN-1", "SN-2"]}, {"product": "P",
                    "quantity": 5}]}
                → 201
                POST deliveries {"partner": "C1", "do": true, "lines": [{"product": "S", "numbers": ["SN-1"]},
                    {"product": "P", "quantity": 2}]}
                → 201
                POST deliveries/OUT-00001/correct {"line": 3, "number": "SN-1", "quantity": 1, "to": "SN-2", "reason": "Swapped"}
                → 200
                POST deliveries/OUT-00001/correct {"partner": "C2", "reason": "His neighbour"}
                → 200
                GET partners/C1/units
                → 200
                  items: []
                GET partners/C2/units
                → 200
                  items/0/number: SN-2
                  items/0/document: OUT-00001
                  items/1: missing
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases) func whatWasNotCorrectedIsStillWithTheCustomer(engine: SQLEngine) async throws
    {
        // A delivery of which a part was taken back was told without its day and proposed for no return.
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "L", "tracking": "lot"}
                → 201
                POST partners {"code": "C1"}
                → 201
                POST partners {"code": "SUP"}
                → 201
                POST receipts {"partner": "SUP", "happened_at": "2026-05-01T08:00:00Z", "do": true, "lines": [
                    {"product": "L", "quantity": 10, "numbers": ["A-1"]}, {"product": "L", "quantity": 10,
                    "numbers": ["B-2"]}]}
                → 201
                POST deliveries {"partner": "C1", "happened_at": "2026-05-02T08:00:00Z", "do": true, "lines": [
                    {"product": "L", "quantity": 4, "numbers": ["A-1"]}]}
                → 201
                POST deliveries/OUT-00001/correct {"line": 3, "number": "A-1", "quantity": 1, "to": "B-2", "reason": "Mixed up"}
                → 200
                GET partners/C1/units
                → 200
                  items/0/number: A-1
                  items/0/quantity: 3
                  items/0/since: 2026-05-02T08:00:00Z
                  items/0/document: OUT-00001
                  items/1/number: B-2
                  items/1/quantity: 1
                POST customer-returns {"partner": "C1", "lines": [{"product": "L", "quantity": 4}]}
                → 201
                  lines/0/numbers/0/number: B-2
                  lines/0/numbers/0/quantity: 1
                  lines/0/numbers/1/number: A-1
                  lines/0/numbers/1/quantity: 3
                POST receipts/IN-00001/correct {"line": 1, "number": "A-1", "quantity": 1, "to": "C-3", "reason": "Misread"}
                → 200
                POST supplier-returns {"partner": "SUP", "lines": [{"product": "L", "quantity": 5}]}
                → 201
                  lines/0/numbers/0/number: A-1
                  lines/0/numbers/0/quantity: 5
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases) func aSerialOnTwoLinesIsNamedWithBoth(engine: SQLEngine) async throws {
        // R15: a delivery said that the serial was not in the place in which it was.
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "S", "tracking": "serial"}
                → 201
                POST partners {"code": "C1"}
                → 201
                POST receipts {"do": true, "lines": [{"product": "S", "numbers": ["SN-1"]}]}
                → 201
                POST deliveries {"partner": "C1", "do": true, "lines": [{"product": "S", "numbers": ["SN-1"]},
                    {"product": "S", "numbers": ["SN-1"]}]}
                → 422 serial_twice
                  errors/0/pointer: /lines/1/numbers/0
                  errors/1: missing
                """)
        }
    }
}
