import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

@Suite struct APIWalkTests {
    @Test(arguments: SQLEngine.allCases) func settingsAreReadAndChanged(engine: SQLEngine) async throws {
        try await withAPI(engine, settings: Settings()) { api in
            try api.walk(
                """
                GET settings
                → 200
                  lots_and_serials: false
                  time_zone: UTC
                  lock_date: null
                PATCH settings {"expiration_dates": true}
                → 422 lots_and_serials_off
                PATCH settings {"lots_and_serials": true, "expiration_dates": true}
                → 200
                  expiration_dates: true
                PATCH settings {"lots_and_serials": false}
                → 200
                  expiration_dates: false
                PATCH settings {"time_zone": "Mars/Olympus"}
                → 422 invalid_value
                PATCH settings {"time_zone": "Europe/London", "lock_date": "2026-01-31"}
                → 200
                  lock_date: 2026-01-31
                PATCH settings {"lock_date": null}
                → 200
                  lock_date: null
                PATCH settings {"colour": "red"}
                → 400 unknown_key
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases) func aTrackedProductKeepsTheSwitchesOn(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "P1", "tracking": "lot", "expiration": {"enabled": true}, "archived": true}
                → 201
                PATCH settings {"lots_and_serials": false}
                → 422 tracking_in_use
                  errors/0/pointer: /lots_and_serials
                  errors/0/detail: “P1” is tracked.
                PATCH settings {"expiration_dates": false}
                → 422 expiration_in_use
                PATCH products/P1 {"expiration": null, "tracking": "none"}
                → 200
                  tracking: none
                  expiration/enabled: false
                PATCH settings {"lots_and_serials": false}
                → 200
                  lots_and_serials: false
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases) func productsAreCreatedListedAndChanged(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST categories {"code": "food", "name": "Food", "tracking": "lot"}
                → 201
                POST categories {"code": "jam", "parent": "food"}
                → 201
                  parent: food
                PATCH categories/food {"parent": "jam"}
                → 422 invalid_value
                POST products {"sku": "J1", "name": "Jam", "category": "jam", "barcodes": ["4006381333931"],
                    "packagings": [{"name": "box", "quantity": 12, "barcode": "14006381333938"}]}
                → 201
                  tracking: lot
                  category: jam
                  packagings/0/quantity: 12
                  capture: every_move
                POST products {"sku": "J1"}
                → 409 sku_exists
                POST products {"sku": "J2", "barcodes": ["14006381333938"]}
                → 422 barcode_exists
                  errors/0/pointer: /barcodes/0
                POST products {"sku": "J2", "barcodes": ["1", "1"]}
                → 422 barcode_repeated
                POST products {"sku": "J2", "expiration": {"enabled": true}}
                → 422 expiration_needs_tracking
                POST products {"sku": "J2", "decimals": 7}
                → 422 invalid_value
                POST products {"sku": "J2", "tracking": "serial", "unit": "kg", "decimals": 3}
                → 201
                GET products?limit=1
                → 200
                  items/0/sku: J1
                  next_cursor: J1
                GET products?limit=1&cursor=J1
                → 200
                  items/0/sku: J2
                  next_cursor: null
                GET products?q=JAM
                → 200
                  items/0/name: Jam
                  items/1: missing
                GET products?colour=red
                → 400 unknown_parameter
                GET products/J3
                → 404 not_found
                PATCH products/J2 {"barcodes": ["77"], "warranty_months": 24}
                → 200
                  warranty_months: 24
                PATCH products/J2 {"warranty_months": null, "archived": true}
                → 200
                  warranty_months: null
                  archived: true
                  barcodes/0: 77
                """)
        }
    }

    // S027: with stock on hand the level changes by the guided change alone (R7).
    @Test(arguments: SQLEngine.allCases) func theLevelChangesOnlyWithoutStock(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "P", "unit": "pcs"}
                → 201
                PATCH products/P {"tracking": "lot", "unit": "kg"}
                → 200
                  tracking: lot
                POST receipts {"lines": [{"product": "P", "quantity": 5, "numbers": ["A"]}], "do": true}
                → 201
                POST partners {"code": "C1"}
                → 201
                POST deliveries {"partner": "C1", "lines": [{"product": "P", "quantity": 2}]}
                → 201
                  number: OUT-00001
                PATCH products/P {"tracking": "serial"}
                → 422 stock_on_hand
                  errors/0/detail: 5 kg of P are in WH-Stock. The level can change only when there is no stock. Open documents: OUT-00001.
                PATCH products/P {"unit": "pcs", "decimals": 1}
                → 422 already_moved
                  errors/1/pointer: /decimals
                POST deliveries/OUT-00001/cancel {}
                → 200
                  state: cancelled
                POST scraps {"reason": "test", "lines": [{"product": "P", "quantity": 5, "numbers": ["A"]}], "do": true}
                → 201
                PATCH products/P {"tracking": "serial"}
                → 200
                  tracking: serial
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases) func partnersAndPlacesAreKept(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST partners {"code": "C1", "name": "Birch & Sons", "kind": "customer", "email": "b@birch.example",
                    "gln": "4012345000009"}
                → 201
                  anonymous: false
                  kind: customer
                POST partners {"code": "C1"}
                → 409 partner_exists
                POST partners {"code": "C2", "gln": "123"}
                → 422 invalid_value
                PATCH partners/C1 {"anonymous": true, "email": null}
                → 200
                  email: null
                  anonymous: true
                GET partners?q=birch
                → 200
                  items/0/code: C1
                POST locations {"code": "A\\n1"}
                → 422 invalid_value
                  errors/0/pointer: /code
                POST locations {"code": "A-1", "parent": "WH-Stock", "partner": "C1"}
                → 201
                  usage: internal
                  parent: WH-Stock
                  partner: C1
                POST locations {"code": "A-1"}
                → 409 location_exists
                POST locations {"code": "A-2", "parent": "Customers"}
                → 422 invalid_value
                PATCH locations/WH-Stock {"parent": "A-1"}
                → 422 invalid_value
                  errors/0/pointer: /parent
                PATCH locations/A-1 {"usage": "view"}
                → 422 invalid_value
                PATCH locations/A-1 {"name": "Shelf 1", "blocked": true, "partner": null}
                → 200
                  blocked: true
                  partner: null
                PATCH locations/Customers {"blocked": true}
                → 422 invalid_value
                GET locations/A-1
                → 200
                  name: Shelf 1
                GET locations
                → 200
                  items/0/code: A-1
                  next_cursor: null
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases) func lotsAreCreatedAheadAndShown(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "P", "tracking": "lot", "expiration": {"enabled": true, "removal_days": 3}}
                → 201
                POST lots {"product": "P", "number": "LOT-1", "expires_on": "2026-12-31"}
                → 201
                  kind: lot
                  on_hand: 0
                  expires_on: 2026-12-31
                  removal_on: 2026-12-28
                POST lots {"product": "P", "number": "LOT-1"}
                → 409 lot_exists
                POST lots {"product": "P", "number": "LOT-l"}
                → 409 question
                  questions/0/code: number_like_existing
                  questions/0/id: number:number_like
                POST lots {"product": "P", "number": "LOT-l", "answers": {"number:number_like": "new"}}
                → 201
                  number: LOT-l
                POST lots {"product": "P", "number": "S1", "kind": "serial"}
                → 422 invalid_value
                PATCH lots/1 {"expires_on": "2027-01-31"}
                → 200
                  removal_on: 2027-01-28
                PATCH lots/1 {"archived": true}
                → 200
                  archived: true
                GET lots?number=LOT-1
                → 200
                  items/0/id: 1
                  items/1: missing
                GET lots?q=lot&limit=1
                → 200
                  items/0/id: 2
                  next_cursor: 2
                GET lots?q=lot&limit=1&cursor=2
                → 200
                  items/0/id: 1
                  next_cursor: null
                GET lots?on_hand=true
                → 200
                  items: []
                GET lots/99
                → 404 not_found
                GET lots/x
                → 404 not_found
                POST lots {"product": "nowhere", "number": "A"}
                → 422 not_found
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases) func goodsComeGoAndAreAskedFor(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "P", "tracking": "lot"}
                → 201
                POST products {"sku": "S", "tracking": "serial"}
                → 201
                POST partners {"code": "SUP", "kind": "supplier"}
                → 201
                POST partners {"code": "C1", "name": "Birch", "kind": "customer"}
                → 201
                POST receipts {"partner": "SUP", "origin": "PO-1", "location": "WH-Stock",
                    "happened_at": "2026-05-01T07:00:00Z", "lines": [{"product": "P", "quantity": 84,
                    "numbers": [ {"number": "A", "quantity": 80, "supplier_number": "A-77"}, "B"]}, {"product": "S",
                    "numbers": [{"from": "SN-001", "count": 3}]}], "do": true}
                → 201
                  number: IN-00001
                  state: done
                  version: 2
                  partner: SUP
                  lines/0/done: 84
                  lines/0/numbers/0/number: A
                  lines/0/numbers/1/quantity: 4
                  lines/1/quantity: 3
                  lines/1/numbers/2/number: SN-003
                  warnings: []
                  postings/0/id: 1
                GET stock?product=P&location=WH
                → 200
                  items/0/number: A
                  items/0/quantity: 80
                  items/0/available: 80
                  items/0/location: WH-Stock
                  items/0/incoming_at: 2026-05-01T07:00:00Z
                POST deliveries {"partner": "C1", "origin": "SO-1", "lines": [{"product": "P", "quantity": 30},
                    {"product": "S", "quantity": 1, "numbers": ["SN-002"]}]}
                → 201
                  state: draft
                  lines/0/missing: 30
                POST deliveries/OUT-00001/reserve
                → 200
                  state: ready
                  lines/0/reserved: 30
                  lines/0/numbers/0/why/rule: fifo
                POST deliveries/OUT-00001/do {}
                → 200
                  state: done
                  lines/0/numbers/0/number: A
                GET stock?product=P&at=2026-05-02T00:00:00Z
                → 200
                  items/0/quantity: 80
                GET stock?product=P&known_at=2026-05-02T00:00:00Z
                → 200
                  items: []
                GET lots?product=S&number=SN-002
                → 200
                  items/0/holder: C1
                  items/0/on_hand: 0
                  items/0/places: []
                GET lots/1
                → 200
                  supplier_numbers/0/number: A-77
                  supplier_numbers/0/receipt: IN-00001
                  places/0/quantity: 50
                  status: released
                GET movements?document=OUT-00001
                → 200
                  items/0/product: P
                  items/0/to: Customers
                  items/0/partner: C1
                  items/1/number: SN-002
                GET movements?product=P&limit=1
                → 200
                  items/0/kind: delivery
                  next_cursor: 2.0
                GET movements?product=P&limit=1&cursor=2.0
                → 200
                  items/0/kind: receipt
                  items/0/number: A
                GET recall-scope?number=A&product=P
                → 200
                  consignees/0/partner: C1
                  consignees/0/quantity: 30
                  totals/on_hand: 50
                  found_by: number
                GET lots/1/recall-scope
                → 200
                  consignees/0/name: Birch
                GET trace?number=SN-002&direction=down
                → 200
                  deliveries/0/partner: C1
                GET lots/1/trace?direction=sideways
                → 422 invalid_value
                POST receipts/IN-00001/reverse {"reason": "wrong"}
                → 422 depends_on_it
                POST deliveries/OUT-00001/reverse {"reason": "not sent"}
                → 200
                  state: cancelled
                GET deliveries?state=cancelled&partner=C1
                → 200
                  items/0/number: OUT-00001
                GET deliveries?state=draft,done
                → 422 invalid_value
                GET receipts/IN-00001
                → 200
                  lines/0/numbers/0/supplier_number: A-77
                GET production-orders
                → 200
                  items: []
                POST production-orders {}
                → 422 product_required
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases) func theOtherDocumentsWorkInPlainForm(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                #"""
                POST products {"sku": "P", "tracking": "lot", "packagings": [{"name": "box", "quantity": 12}]}
                → 201
                POST partners {"code": "C1"}
                → 201
                POST locations {"code": "B", "parent": "WH"}
                → 201
                POST receipts {"partner": "C1", "lines": [{"product": "P", "quantity": 2, "packaging": "box",
                    "numbers_text": "A\t20\nB\n"}], "do": true}
                → 201
                  lines/0/quantity: 24
                  lines/0/numbers/1/quantity: 4
                POST transfers {"from": "WH-Stock", "to": "B", "lines": [{"product": "P", "quantity": 10,
                    "numbers": ["A"]}], "do": true}
                → 201
                  from: WH-Stock
                  to: B
                  number: TR-00001
                POST transfers {"from": "B", "to": "WH-Stock", "reason": "back", "lines": [{"product": "P",
                    "quantity": 4, "numbers": ["A"]}]}
                → 201
                POST transfers/TR-00002/ship {}
                → 200
                  state: in_transit
                POST transfers/TR-00002/receive {"happened_at": "2026-05-03T08:01:00Z"}
                → 200
                  state: done
                POST counts {"location": "B", "lines": [{"product": "P", "numbers": [{"number": "A", "quantity": 5}],
                    "reason": "counted"}], "do": true}
                → 201
                  lines/0/quantity: 5
                POST scraps {"location": "B", "kind": "destroyed", "witness": "Ann", "reason": "broken",
                    "lines": [{"product": "P", "quantity": 1, "numbers": ["A"]}], "do": true}
                → 201
                  kind: destroyed
                  witness: Ann
                POST deliveries {"partner": "C1", "lines": [{"product": "P", "quantity": 3, "numbers": ["B"]}],
                    "do": true}
                → 201
                POST customer-returns {"partner": "C1", "lines": [{"product": "P", "quantity": 1, "numbers": ["B"]}],
                    "do": true}
                → 201
                  location: WH-Returns
                POST supplier-returns {"partner": "C1", "lines": [{"product": "P", "quantity": 1, "numbers": ["B"]}],
                    "do": true}
                → 201
                GET stock?product=P&location=B
                → 200
                  items/0/quantity: 4
                """#)
        }
    }

    @Test(arguments: SQLEngine.allCases) func draftsChangeLineByLine(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "P"}
                → 201
                POST products {"sku": "Q"}
                → 201
                POST receipts {"lines": [{"product": "P", "quantity": 5}]}
                → 201
                  version: 1
                POST receipts/IN-00001/lines {"product": "Q", "quantity": 2}
                → 201
                  version: 2
                  lines/1/product: Q
                  lines/1/id: 2
                PATCH receipts/IN-00001/lines/2 {"quantity": 3}
                → 200
                  lines/1/quantity: 3
                DELETE receipts/IN-00001/lines/2
                → 200
                  lines/1: missing
                DELETE receipts/IN-00001/lines/2
                → 404 not_found
                PATCH receipts/IN-00001 {"origin": "PO-9", "priority": 3}
                → 200
                  origin: PO-9
                PATCH receipts/IN-00001 {"lines": []}
                → 422 version_required
                PATCH receipts/IN-00001 {"version": 1, "lines": []}
                → 409 changed_meanwhile
                PATCH receipts/IN-00001 {"version": 5, "origin": null, "lines": [{"product": "Q", "quantity": 8}]}
                → 200
                  origin: null
                  lines/0/product: Q
                """)
            let line = try api.get("receipts/IN-00001")["lines/0/id"]
            try api.walk(
                #"""
                POST receipts/IN-00001/do {"lines": [{"id": \#(line), "done": 5}]}
                → 422 rest_required
                POST receipts/IN-00001/do {"lines": [{"id": \#(line), "done": 5}], "rest": "backorder"}
                → 200
                  backorder: IN-00002
                  lines/0/done: 5
                POST receipts/IN-00001/do {}
                → 409 document_closed
                GET receipts/IN-00002
                → 200
                  lines/0/quantity: 3
                  state: draft
                """#)
        }
    }
}
