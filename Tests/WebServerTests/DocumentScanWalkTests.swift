import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

@Suite struct DocumentScanWalkTests {
    private static let goods = """
        POST products {"sku": "JAM", "tracking": "lot", "barcodes": ["09520002000019"], "expiration": {"enabled": true},
            "packagings": [{"name": "box", "quantity": 12, "barcode": "19520002000016"}]}
        → 201
        POST products {"sku": "DRILL", "tracking": "serial"}
        → 201
        POST products {"sku": "SAW", "tracking": "serial"}
        → 201
        POST products {"sku": "TAPE", "barcodes": ["4006381333931"],
            "packagings": [{"name": "roll", "quantity": 6, "barcode": "TAPE-6"}]}
        → 201
        POST partners {"code": "C1", "kind": "customer"}
        → 201
        """

    @Test(arguments: SQLEngine.allCases) func aBarcodeOfGoodsThatNeverCameIsRefusedAtOnce(
        engine: SQLEngine
    ) async throws {
        // A delivery took it, and was refused only when it was done.
        try await withAPI(engine) { api in
            try api.walk(Self.goods)
            try api.walk(
                """
                POST receipts {"do": true, "lines": [{"product": "JAM", "quantity": 5, "numbers": ["L1"]}]}
                → 201
                POST lots/1/renumber {"number": "L2", "reason": "misread"}
                → 200
                POST deliveries {"partner": "C1"}
                → 201
                POST deliveries/OUT-00001/scans {"text": "(01)09520002000019(10)NEVER"}
                → 422 unknown_number
                  errors/0/pointer: /text
                  detail: JAM has no number “NEVER”. A delivery cannot create one.
                POST deliveries/OUT-00001/scans {"text": "(01)09520002000019(10)L2"}
                → 200
                  line/done: 1
                POST deliveries/OUT-00001/scans {"text": "(01)09520002000019(10)L1"}
                → 200
                  line/done: 2
                POST transfers {"from": "WH-Stock", "to": "WH-Quarantine"}
                → 201
                POST transfers/TR-00001/scans {"text": "(01)09520002000019(10)NEVER"}
                → 422 unknown_number
                POST receipts {"lines": [{"product": "JAM", "quantity": 5}]}
                → 201
                POST receipts/IN-00002/scans {"text": "(01)09520002000019(10)NEVER"}
                → 200
                POST counts {"location": "WH-Stock"}
                → 201
                POST counts/CNT-00001/scans {"text": "(01)09520002000019(10)NEVER"}
                → 200
                POST production-orders {"product": "DRILL", "quantity": 1, "components": [{"product": "JAM", "quantity": 1}]}
                → 201
                POST production-orders/MO-00001/scans {"text": "(01)09520002000019(10)NEVER"}
                → 422 unknown_number
                POST production-orders/MO-00001/scans {"text": "D-1", "product": "DRILL"}
                → 200
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases) func aReceiptGrowsScanByScan(engine: SQLEngine) async throws {
        // R20, X026, X028, S073
        try await withAPI(engine) { api in
            try api.walk(Self.goods)
            try api.walk(
                """
                POST receipts {"lines": [{"product": "DRILL", "quantity": 2}, {"product": "JAM", "quantity": 24}]}
                → 201
                  number: IN-00001
                POST receipts/IN-00001/scans {"text": "SN-1", "product": "DRILL"}
                → 200
                  understood/product: DRILL
                  understood/number: SN-1
                  line/done: 1
                  line/missing: 1
                  line/numbers/0/entered: scanned
                POST receipts/IN-00001/scans {"text": "SN-1", "product": "DRILL"}
                → 200
                  line/done: 1
                  warnings/0/code: serial_twice
                POST receipts/IN-00001/scans {"text": "(01)09520002000019(10)J7(17)270531(11)260501", "quantity": 10}
                → 200
                  understood/kind: gs1_element_string
                  understood/number: J7
                  understood/expires_on: 2027-05-31
                  understood/production_date: 2026-05-01
                  line/done: 10
                POST receipts/IN-00001/scans {"text": "(01)19520002000016(10)J7(17)270531"}
                → 200
                  line/done: 22
                  line/numbers/0/quantity: 22
                POST receipts/IN-00001/scans {"text": "09520002000019"}
                → 422 number_required
                POST receipts/IN-00001/scans {"text": "4006381333931"}
                → 409 question
                  questions/0/id: scan:product_not_on_document
                  questions/0/code: product_not_on_document
                POST receipts/IN-00001/scans {"text": "TAPE-6", "answers": {"scan:product_not_on_document": "add"}}
                → 200
                  line/quantity: 6
                  line/done: 6
                POST receipts/IN-00001/scans {"text": "4006381333931", "quantity": 2}
                → 200
                  line/quantity: 8
                POST receipts/IN-00001/do {}
                → 422 rest_required
                POST receipts/IN-00001/do {"rest": "backorder"}
                → 200
                  state: done
                  lines/0/done: 1
                  lines/1/done: 22
                  lines/2/done: 8
                  backorder: IN-00002
                GET receipts/IN-00002
                → 200
                  lines/0/product: DRILL
                  lines/0/quantity: 1
                  lines/0/done: 0
                  lines/1/quantity: 2
                  lines/2: missing
                POST receipts/IN-00001/scans {"text": "SN-2"}
                → 409 document_closed
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases) func aPlainNumberIsOfTheProductThatWantsOne(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(Self.goods)
            try api.walk(
                """
                POST receipts {"lines": [{"product": "DRILL", "quantity": 1}, {"product": "SAW", "quantity": 1}]}
                → 201
                POST receipts/IN-00001/scans {"text": "X-1"}
                → 409 question
                  questions/0/code: product_of_number
                  questions/0/answers: ["DRILL","SAW"]
                POST receipts/IN-00001/scans {"text": "X-1", "answers": {"scan:product_of_number": "SAW"}}
                → 200
                  understood/product: SAW
                POST receipts/IN-00001/scans {"text": "X-2"}
                → 200
                  understood/product: DRILL
                POST receipts/IN-00001/scans {"text": "X-3", "product": "DRILL"}
                → 200
                  line/done: 2
                  warnings/0/code: over_receipt
                POST receipts/IN-00001/scans {"text": "X-4", "product": "DRILL", "quantity": 2}
                → 422 serial_quantity_must_be_one
                POST receipts/IN-00001/do {}
                → 409 question
                  questions/0/code: more_than_expected
                POST receipts/IN-00001/do {"answers": {"lines/0:more_than_expected": "accept"}}
                → 200
                POST deliveries {"partner": "C1"}
                → 201
                POST deliveries/OUT-00001/scans {"text": "X-9"}
                → 422 unknown_scan
                POST deliveries/OUT-00001/scans {"text": "X-9", "product": "SAW"}
                → 422 unknown_number
                  errors/0/pointer: /text
                POST deliveries/OUT-00001/scans {"text": "X-1"}
                → 200
                  understood/product: SAW
                  line/quantity: 1
                POST deliveries/OUT-00001/do {}
                → 200
                  lines/0/numbers/0/number: X-1
                POST counts {"location": "WH-Stock"}
                → 201
                POST counts/CNT-00001/scans {"text": "X-2"}
                → 200
                  line/quantity: 1
                POST counts/CNT-00001/scans {"text": "X-3"}
                → 200
                  line/quantity: 2
                POST counts/CNT-00001/do {}
                → 200
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases) func goodsThatTheDocumentDoesNotNameAreAddedAfterAsking(
        engine: SQLEngine
    ) async throws {
        // R20
        try await withAPI(engine) { api in
            try api.walk(Self.goods)
            try api.walk(
                """
                POST receipts {"lines": [{"product": "TAPE", "quantity": 5}]}
                → 201
                POST receipts/IN-00001/do {"lines": [{"product": "SAW", "numbers": ["S1"]}]}
                → 409 question
                  questions/0/id: lines/0:product_not_on_document
                POST receipts/IN-00001/do {"lines": [{"product": "SAW", "numbers": ["S1"]}, {"product": "NOPE", "done": 1}],
                    "answers": {"lines/0:product_not_on_document": "add"}}
                → 422 not_found
                  errors/0/pointer: /lines/1/product
                POST receipts/IN-00001/do {"lines": [{"product": "SAW", "numbers": ["S1"]}],
                    "answers": {"lines/0:product_not_on_document": "add"}}
                → 200
                  lines/0/done: 5
                  lines/1/product: SAW
                  lines/1/done: 1
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases) func theSameListPastedAgainAddsNothing(engine: SQLEngine) async throws {
        // R15
        try await withAPI(engine) { api in
            try api.walk(Self.goods)
            try api.walk(
                """
                POST receipts {"lines": []}
                → 201
                POST receipts/IN-00001/lines {"product": "SAW", "numbers_text": "A\\nB\\nC"}
                → 201
                  lines/0/quantity: 3
                POST receipts/IN-00001/lines {"product": "SAW", "numbers_text": "A\\nB\\nC"}
                → 201
                  lines/0/quantity: 3
                  lines/1: missing
                POST receipts/IN-00001/lines {"product": "JAM", "numbers_text": "J1;5;2027-05-31\\nJ2;7"}
                → 201
                  lines/1/quantity: 12
                POST receipts/IN-00001/lines {"product": "JAM", "numbers_text": "J2;7\\nJ1;5;2027-05-31"}
                → 201
                  lines/2: missing
                POST receipts/IN-00001/lines {"product": "SAW", "numbers_text": "D\\nE\\nD"}
                → 201
                POST receipts/IN-00001/do {}
                → 422 serial_twice
                  errors/0/pointer: /lines/2/numbers/2
                POST receipts {"lines": [{"product": "SAW", "numbers_text": "D\\n\\nE\\nD"}], "do": true}
                → 422 serial_twice
                  errors/0/pointer: /lines/0/numbers_text/4
                  errors/0/detail: Serial “D” of SAW stands here twice: line 1 of the list and line 4 of the list. Leave one of them out.
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases) func whatIsDoneStandsInTheDocument(engine: SQLEngine) async throws {
        // R20: partly done, over and under.
        try await withAPI(engine) { api in
            try api.walk(Self.goods)
            try api.walk(
                """
                POST receipts {"lines": [{"product": "TAPE", "quantity": 5, "done": 3}]}
                → 201
                  lines/0/done: 3
                  lines/0/missing: 2
                PATCH receipts/IN-00001/lines/1 {"done": 4}
                → 200
                  lines/0/done: 4
                  lines/0/quantity: 5
                POST receipts/IN-00001/do {"rest": "close"}
                → 200
                  lines/0/done: 4
                  backorder: null
                PATCH products/TAPE {"receipt_tolerance_percent": 20}
                → 200
                POST receipts {"lines": [{"product": "TAPE", "quantity": 5, "done": 6}], "do": true}
                → 201
                  warnings/0/code: over_receipt
                POST receipts {"lines": [{"product": "TAPE", "quantity": 5, "done": 7}], "do": true}
                → 409 question
                  questions/0/code: more_than_expected
                """)
        }
    }
}
