import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

/// Tracked goods with and without a number, where our rules are stricter than others' habits.
@Suite struct TrackedGoodsWalkTests {
    /// A product by serial with SN-1 and SN-2 on hand, one by lot, and a customer.
    private static let furnished = """
        POST products {"sku": "S", "tracking": "serial"}
        → 201
        POST products {"sku": "L", "tracking": "lot"}
        → 201
        POST partners {"code": "C1"}
        → 201
        POST receipts {"do": true, "lines": [{"product": "S", "numbers": ["SN-1", "SN-2"]}]}
        → 201
        """

    // S026: without its number a tracked product is not counted in (R25).
    // S068: whatever the settings say, it does not move without one either (R6).
    @Test(arguments: SQLEngine.allCases) func noTrackedGoodsComeInWithoutNumber(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(Self.furnished)
            try api.walk(
                """
                POST counts {"location": "WH-Stock", "do": true, "lines": [{"product": "L", "quantity": 10, "reason": "Found"}]}
                → 422 number_required
                PATCH settings {"documents_without_new_numbers": ["receipt", "count"]}
                → 200
                POST receipts {"do": true, "lines": [{"product": "S", "quantity": 4}, {"product": "L", "quantity": 20}]}
                → 422 number_required
                  errors/1/pointer: /lines/1/numbers
                POST receipts {"do": true, "lines": [{"product": "L", "quantity": 20, "numbers": ["A-1"]}]}
                → 422 new_numbers_not_allowed
                POST counts {"location": "WH-Stock", "do": true, "lines": [{"product": "L", "numbers": [{"number": "A-1",
                    "quantity": 2}], "reason": "Found"}]}
                → 422 new_numbers_not_allowed
                GET stock?product=L
                → 200
                  items: []
                """)
        }
    }

    // S021, X008: the reservation follows the number that the line names; one that is not there holds nothing.
    @Test(arguments: SQLEngine.allCases) func aReservationFollowsTheNumberOnTheLine(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(Self.furnished)
            try api.walk(
                """
                POST deliveries {"partner": "C1", "lines": [{"product": "S", "quantity": 1, "numbers": ["SN-1"]}]}
                → 201
                POST deliveries/OUT-00001/reserve {}
                → 200
                  lines/0/reserved: 1
                PATCH deliveries/OUT-00001/lines/2 {"numbers": ["SN-2"]}
                → 200
                  state: ready
                  lines/0/reserved: 1
                  lines/0/numbers/0/number: SN-2
                GET stock?lot=1
                → 200
                  items/0/available: 1
                PATCH deliveries/OUT-00001/lines/2 {"numbers": ["SN-3"]}
                → 200
                  state: draft
                  lines/0/reserved: 0
                  lines/0/missing: 1
                POST deliveries/OUT-00001/do {}
                → 422 unknown_number
                POST deliveries/OUT-00001/unreserve {}
                → 200
                GET stock?product=S
                → 200
                  items/0/available: 1
                  items/1/available: 1
                PATCH deliveries/OUT-00001/lines/2 {"numbers": ["SN-1"]}
                → 200
                POST deliveries/OUT-00001/do {}
                → 200
                  lines/0/numbers/0/number: SN-1
                GET stock?product=S
                → 200
                  items/0/number: SN-2
                  items/1: missing
                """)
        }
    }

    // S072, S104: a serial is one unit at one place.
    @Test(arguments: SQLEngine.allCases) func aSerialIsOneUnitAtOnePlace(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(Self.furnished)
            try api.walk(
                """
                POST receipts {"do": true, "lines": [{"product": "S", "quantity": 3, "numbers": [{"number": "SN-3", "quantity": 3}]}]}
                → 422 serial_quantity_must_be_one
                POST receipts {"do": true, "lines": [{"product": "S", "quantity": 3, "numbers": ["SN-3"]}]}
                → 422 number_required
                  errors/0/detail: S needs serial numbers for 2 more pcs.
                POST receipts {"location": "WH-Quarantine", "do": true, "lines": [{"product": "S", "numbers": ["SN-1"]}]}
                → 422 serial_elsewhere
                  detail: SN-1 is already on hand in WH-Stock (received with IN-00001 on 3 May 2026). Scan another number or open that document.
                POST transfers {"from": "WH-Returns", "to": "WH-Quarantine", "do": true, "lines": [{"product": "S",
                    "numbers": ["SN-1"]}]}
                → 409 question
                  questions/0/code: serial_other_place
                POST transfers {"from": "WH-Returns", "to": "WH-Quarantine", "do": true, "lines": [{"product": "S",
                    "numbers": ["SN-1"]}], "answers": {"lines/0/numbers/0:serial_place": "take_from_there"}}
                → 201
                GET lots/1
                → 200
                  places/0/location: WH-Quarantine
                  places/1: missing
                """)
        }
    }

    // X015: a closed move takes no more lines; what moves later has its own date.
    @Test(arguments: SQLEngine.allCases) func whatMovesLaterKeepsItsOwnAge(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(Self.furnished)
            try api.walk(
                """
                POST locations {"code": "PACK", "parent": "WH"}
                → 201
                POST receipts {"happened_at": "2026-04-28T08:00:00Z", "do": true, "lines": [{"product": "L", "quantity": 1,
                    "numbers": ["LOT-1"]}]}
                → 201
                POST receipts {"do": true, "lines": [{"product": "L", "quantity": 1, "numbers": ["BATCH-7"]}]}
                → 201
                POST transfers {"from": "WH-Stock", "to": "PACK", "do": true, "lines": [{"product": "L", "quantity": 1}]}
                → 201
                  lines/0/numbers/0/number: LOT-1
                POST transfers/TR-00001/lines {"product": "L", "quantity": 1, "numbers": ["BATCH-7"]}
                → 409 document_closed
                POST transfers {"from": "WH-Stock", "to": "PACK", "do": true, "lines": [{"product": "L", "quantity": 1,
                    "numbers": ["BATCH-7"]}]}
                → 201
                GET stock?location=PACK
                → 200
                  items/0/number: LOT-1
                  items/0/incoming_at: 2026-04-28T08:00:00Z
                  items/1/number: BATCH-7
                  items/1/incoming_at: 2026-05-03T08:00:00Z
                """)
        }
    }
}
