import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

/// The guided change over the API (R7, R29).
@Suite struct TrackingChangeWalkTests {
    @Test(arguments: SQLEngine.allCases) func aLevelChangesWithStockOnHand(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "P1"}
                → 201
                POST receipts {"do": true, "lines": [{"product": "P1", "quantity": 5}]}
                → 201
                GET products/P1/tracking
                → 404 not_found
                POST products/P1/tracking {}
                → 422 invalid_value
                POST products/P1/tracking {"to": "none"}
                → 422 nothing_to_change
                POST products/P1/tracking {"to": "serial", "capture": "every_move"}
                → 201
                  state: draft
                  from/tracking: none
                  to/tracking: serial
                  preview/to_enter: 5
                  preview/labels: 5
                  preview/places/0/location: WH-Stock
                  preview/places/0/quantity: 5
                  preview/stock/0/quantity: 5
                POST products/P1/tracking {"to": "lot"}
                → 409 change_open
                POST products/P1/tracking/numbers {"location": "WH-Stock", "numbers": ["S1", {"from": "S2", "count": 2}]}
                → 200
                  preview/places/0/given: 3
                  preview/to_enter: 2
                POST products/P1/tracking/numbers {"location": "WH-Stock", "numbers_text": "S1\\nS4"}
                → 200
                  preview/places/0/given: 4
                  numbers/3/entered: pasted
                POST products/P1/tracking/numbers {"numbers": [{"location": "WH-Returns", "number": "S1"}]}
                → 422 serial_twice
                  errors/0/pointer: /numbers/0
                POST products/P1/tracking/numbers {"numbers": [{"location": "Nowhere", "number": "S9"}]}
                → 422 not_found
                  errors/0/pointer: /numbers/0/location
                POST products/P1/tracking/apply
                → 422 reason_required
                GET products/P1
                → 200
                  tracking: none
                PATCH products/P1/tracking {"numbers": [{"location": "WH-Stock", "from": "S1", "to": "S4"}], "difference_reason": "one is broken"}
                → 200
                  difference_reason: one is broken
                  numbers/3/number: S4
                POST products/P1/tracking/apply {}
                → 200
                  state: applied
                  outcome/differences/0/quantity: -1
                GET products/P1
                → 200
                  tracking: serial
                GET stock?product=P1
                → 200
                  items/3/number: S4
                GET products/P1/tracking
                → 200
                  state: applied
                """)
        }
    }

    @Test func aDraftIsGivenUpAndStaleVersionsAreRefused() async throws {
        try await withAPI { api in
            try api.walk(
                """
                POST products {"sku": "P1", "tracking": "lot"}
                → 201
                POST products/P1/tracking {"to": "lot", "capture": "delivery_only"}
                → 201
                  to/capture: delivery_only
                POST products/P1/tracking/numbers {"location": "WH-Stock", "numbers": ["L1"]}
                → 422 product_not_tracked
                PATCH products/P1/tracking {"difference_reason": "x", "version": 7}
                → 409 changed_meanwhile
                POST products/P1/tracking/cancel
                → 200
                  state: cancelled
                POST products/P1/tracking {"to": "none"}
                → 201
                DELETE products/P1/tracking
                → 200
                  state: cancelled
                POST products/P1/tracking/apply
                → 404 not_found
                """)
        }
    }

    @Test func unnumberedStockIsReported() async throws {
        // R29: what a level set behind the program's back has left.
        let company = try await TestCompany(.sqlite)
        try await company.product("P1", .none)
        try await company.product("P2", .none)
        try await company.post(.receipt, [company.line("P1", 5), company.line("P2", 3)])
        try await company.store { store in
            var product = try store.product(sku: "P1")!
            product.tracking = .serial
            try store.update(product)
        }
        try await withAPI(of: company) { api in
            try api.walk(
                """
                GET reports/unnumbered
                → 200
                  items/0/product: P1
                  items/0/location: WH-Stock
                  items/0/quantity: 5
                  items/1: missing
                """)
            let file = try api.http.get("/api/v1/reports/unnumbered?format=csv", headers: [])
            #expect(file.text.split(separator: "\r\n").count == 2 || file.text.split(separator: "\n").count == 2)
        }
    }
}
