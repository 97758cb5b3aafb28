import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

@Suite struct OwnNumberWalkTests {
    @Test(arguments: SQLEngine.allCases) func numbersAreMadeForGoodsThatBringNone(engine: SQLEngine) async throws {
        // R13, R14: S080, S083 with our own suffix, S085, S086
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "S", "tracking": "serial", "numbering": {"prefix": "T{yy}-", "padding": 3,
                    "check": true}}
                → 201
                  numbering/prefix: T{yy}-
                POST products {"sku": "L", "tracking": "lot"}
                → 201
                POST products {"sku": "X", "tracking": "lot", "numbering": {"prefix": "{year}"}}
                → 422 invalid_value
                POST products/S/numbers {"count": 2}
                → 200
                  numbers/0: T26-001H
                  skipped: []
                POST products/S/numbers {"first": "001", "count": 5}
                → 200
                  numbers: ["001","002","003","004","005"]
                POST products/S/numbers {"first": "code-xxx", "count": 3}
                → 200
                  numbers: ["code-xxx-1","code-xxx-2","code-xxx-3"]
                POST products/L/numbers {"first": "L1", "quantity": 10, "per_lot": 4}
                → 200
                  numbers: [{"number":"L1","quantity":4},{"number":"L2","quantity":4},{"number":"L3","quantity":2}]
                POST products/L/numbers {"quantity": 10, "per_lot": 4}
                → 200
                  numbers/2/number: L0000003
                POST products/L/numbers {"count": 0}
                → 422 invalid_value
                POST products/L/numbers {"quantity": 10, "per_lot": 0}
                → 422 invalid_value
                POST products/L/numbers {"count": 1, "quantity": 10, "per_lot": 4}
                → 422 invalid_value
                POST products/L/numbers {"quantity": 10}
                → 400 missing_key
                POST products/L/numbers {}
                → 400 missing_key
                POST products/nowhere/numbers {"count": 1}
                → 404 not_found
                POST receipts {"lines": [{"product": "S", "quantity": 9, "numbers": [{"from": "001", "count": 3},
                    {"from": "bilou-64", "count": 2}, {"from": "ro-1337-bot", "count": 4, "entered": "generated"}]}],
                    "do": true}
                → 201
                  lines/0/numbers/4/number: bilou-65
                  lines/0/numbers/8/number: ro-1340-bot
                  lines/0/numbers/8/entered: generated
                GET reports/drawn-numbers?limit=1
                → 200
                  items/0/product: S
                  items/0/number: T26-001H
                GET reports/drawn-numbers?product=L
                → 200
                  items/2/number: L0000003
                  items/3: missing
                """)
            #expect(try api.http.get("/api/v1/reports/drawn-numbers?format=csv").text.hasPrefix("product,number,"))
        }
    }

    @Test(arguments: SQLEngine.allCases) func goodsWithoutKnownNumberAreTakenIn(engine: SQLEngine) async throws {
        // R20a
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "S", "tracking": "serial"}
                → 201
                POST receipts {"lines": [{"product": "S", "quantity": 3, "numbers": ["A", {"unknown": true}]}], "do": true}
                → 201
                  lines/0/numbers/0/unknown: false
                  lines/0/numbers/1/number: L0000001
                  lines/0/numbers/2/unknown: true
                  lines/0/numbers/2/entered: generated
                POST receipts {"lines": [{"product": "S", "numbers": [{"unknown": true, "number": "B"}]}]}
                → 422 invalid_value
                  errors/0/pointer: /lines/0/numbers/0/unknown
                POST receipts {"lines": [{"product": "S", "numbers": [{"unknown": true, "quantity": 2}]}]}
                → 201
                  lines/0/quantity: 2
                  lines/0/numbers/0/number: null
                  lines/0/numbers/0/unknown: true
                """)
        }
    }

    @Test func withTheSwitchOffNoNumberIsMade() async throws {
        // R1
        try await withAPI(settings: Settings()) { api in
            try api.walk(
                """
                POST products {"sku": "P"}
                → 201
                POST products/P/numbers {"count": 1}
                → 422 tracking_switched_off
                GET reports/drawn-numbers
                → 422 tracking_switched_off
                """)
        }
    }
}
