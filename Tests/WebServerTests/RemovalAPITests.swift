import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

/// Which lot leaves, as the API tells it (R35, R36, R38).
struct RemovalAPITests {
    @Test(arguments: SQLEngine.allCases) func choicesSayWhyAndOthersNeedAReason(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "EGG", "tracking": "lot", "expiration": {"enabled": true},
                    "removal_strategy": "fefo"}
                → 201
                  removal_strategy: fefo
                POST partners {"code": "C1", "kind": "customer"}
                → 201
                POST receipts {"do": true, "lines": [
                    {"product": "EGG", "quantity": 5, "numbers": [{"number": "LATE", "expires_on": "2026-07-01"}]},
                    {"product": "EGG", "quantity": 5, "numbers": [{"number": "SOON", "expires_on": "2026-06-01"}]}]}
                → 201
                POST deliveries {"partner": "C1", "lines": [{"product": "EGG", "quantity": 5}]}
                → 201
                  number: OUT-00001
                POST deliveries {"partner": "C1", "do": true, "lines": [
                    {"product": "EGG", "quantity": 1, "numbers": ["LATE"]}]}
                → 422 override_reason_required
                  errors/0/pointer: /lines/0/numbers/0
                POST deliveries {"partner": "C1", "do": true, "lines": [
                    {"product": "EGG", "quantity": 1, "numbers": ["LATE"], "override_reason": "asked for"}]}
                → 201
                  lines/0/numbers/0/override/rule: fefo
                  lines/0/override_reason: asked for
                GET reports/overrides
                → 200
                  items/0/number: LATE
                  items/0/passed_over: SOON
                  items/0/reason: asked for
                  next_cursor: null
                POST deliveries/reserve {}
                → 200
                  items/0/number: OUT-00001
                  items/0/state: ready
                  items/0/missing_lines: 0
                GET deliveries/OUT-00001
                → 200
                  lines/0/numbers/0/number: SOON
                  lines/0/numbers/0/reserved: 5
                  lines/0/numbers/0/why/rule: fefo
                  lines/0/numbers/0/why/passed_over_more: 0
                POST deliveries {"partner": "C1", "do": true, "lines": [
                    {"product": "EGG", "quantity": 2, "numbers": ["SOON"]}]}
                → 409 question
                  questions/0/code: reserved_for_other
                  questions/0/id: lines/0/numbers/0:reserved
                POST deliveries {"partner": "C1", "do": true, "answers": {"lines/0/numbers/0:reserved": "take"},
                    "lines": [{"product": "EGG", "quantity": 2, "numbers": ["SOON"]}]}
                → 201
                GET deliveries/OUT-00001
                → 200
                  state: draft
                  lines/0/reserved: 3
                  lines/0/missing: 2
                  events/0/code: reservation_lost
                """)
            let table = try api.http.get("/api/v1/reports/overrides?format=csv")
            #expect(table.text.hasPrefix("happened_at,actor,kind,document,"))
            #expect(table.text.contains("asked for"))
        }
    }
}
