import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

/// A product that is out of use while some of it is still there.
@Suite struct ArchivedProductWalkTests {
    @Test(arguments: SQLEngine.allCases) func whatIsLeftCanStillGo(engine: SQLEngine) async throws {
        // Its stock was stuck: every line that named it was refused.
        try await withAPI(engine) { api in
            try api.walk(Self.archived)
            try api.walk(
                """
                POST transfers {"from": "WH-Stock", "to": "WH-Quarantine", "do": true,
                    "lines": [{"product": "OLD", "quantity": 2, "numbers": ["A"]}]}
                → 201
                POST counts {"location": "WH-Quarantine", "do": true,
                    "lines": [{"product": "OLD", "quantity": 3, "numbers": ["A"], "reason": "found"}]}
                → 201
                POST scraps {"reason": "rotten", "do": true, "location": "WH-Quarantine",
                    "lines": [{"product": "OLD", "quantity": 1, "numbers": ["A"]}]}
                → 201
                POST supplier-returns {"partner": "S1", "do": true, "lines": [{"product": "OLD", "quantity": 1}]}
                → 201
                POST deliveries {"partner": "C1", "lines": [{"product": "OLD", "quantity": 2}]}
                → 201
                POST deliveries/OUT-00001/do {}
                → 200
                POST customer-returns {"partner": "C1", "do": true,
                    "lines": [{"product": "OLD", "quantity": 1, "numbers": ["A"]}]}
                → 201
                POST production-orders {"product": "NEW", "quantity": 1, "outputs": ["N-1"], "do": true,
                    "components": [{"product": "OLD", "quantity": 1, "numbers": ["A"]}]}
                → 201
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases) func nothingMoreOfItComesIn(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(Self.archived)
            try api.walk(
                """
                POST receipts {"partner": "S1", "lines": [{"product": "OLD", "quantity": 2, "numbers": ["B"]}]}
                → 422 product_archived
                  errors/0/pointer: /lines/0/product
                  detail: OLD is archived: nothing more of it comes in. Put it in use again first.
                POST production-orders {"product": "OLD", "quantity": 1, "outputs": ["B"]}
                → 422 product_archived
                  detail: OLD is archived: nothing more of it comes in. Put it in use again first.
                POST production-orders {"product": "NEW", "quantity": 1, "outputs": ["N-1"],
                    "by_products": [{"product": "OLD", "quantity": 1}]}
                → 422 product_archived
                  errors/0/pointer: /by_products/0/product
                POST receipts {"partner": "S1", "lines": [{"product": "NEW", "quantity": 2}]}
                → 201
                POST receipts/IN-00002/scans {"text": "OLD-1", "product": "OLD", "answers": {"scan:product_not_on_document": "add"}}
                → 422 product_archived
                POST receipts/IN-00002/do {"lines": [{"product": "OLD", "done": 1, "numbers": ["B"]}],
                    "answers": {"lines/0:product_not_on_document": "add"}, "rest": "close"}
                → 422 product_archived
                  errors/0/pointer: /lines/0/product
                """)
        }
    }

    /// OLD is archived with 10 of lot A in stock, which S1 has brought.
    private static let archived = """
        POST products {"sku": "OLD", "tracking": "lot"}
        → 201
        POST products {"sku": "NEW", "tracking": "lot"}
        → 201
        POST partners {"code": "S1", "kind": "supplier"}
        → 201
        POST partners {"code": "C1", "kind": "customer"}
        → 201
        POST receipts {"partner": "S1", "do": true, "happened_at": "2026-05-01T08:00:00Z",
            "lines": [{"product": "OLD", "quantity": 10, "numbers": ["A"]}]}
        → 201
        PATCH products/OLD {"archived": true}
        → 200
        """
}
