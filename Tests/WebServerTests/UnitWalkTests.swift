import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

/// Units, service and certificates as clients see them (R52, R53).
@Suite struct UnitWalkTests {
    private static let setUp = """
        POST partners {"code": "C1", "name": "Birch", "kind": "customer"}
        → 201
        POST products {"sku": "PUMP", "name": "Pump", "tracking": "serial", "warranty_months": 24}
        → 201
        POST products {"sku": "OIL", "name": "Oil", "tracking": "lot"}
        → 201
        POST receipts {"do": true, "happened_at": "2026-02-01T08:00:00Z", "lines": [
          {"product": "PUMP", "quantity": 1, "numbers": ["SN-1"]},
          {"product": "OIL", "quantity": 9, "numbers": ["L-1"]}]}
        → 201
        POST deliveries {"do": true, "partner": "C1", "happened_at": "2026-03-31T08:00:00Z",
          "lines": [{"product": "PUMP", "quantity": 1, "numbers": ["SN-1"]}]}
        → 201

        """

    @Test(arguments: SQLEngine.allCases) func aUnitHasWarrantyRegistrationAndService(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(Self.setUp)
            let unit = try api.get("lots?number=SN-1")["items/0/id"]
            let lot = try api.get("lots?number=L-1")["items/0/id"]
            try api.walk(
                """
                GET lots/\(unit)/unit
                → 200
                  holder: C1
                  holder_name: Birch
                  warranty/from: 2026-03-31
                  warranty/until: 2028-03-31
                  warranty/in_force: true
                  registration: null
                GET lots/\(lot)/unit
                → 422 not_a_unit
                GET lots/999/unit
                → 404 not_found
                POST lots/\(unit)/registration {"number": "REG-7", "registered_on": "2026-04-01", "holder": "C1"}
                → 201
                  holder_name: Birch
                POST lots/\(unit)/registration {"number": "REG-8", "holder": "NOBODY"}
                → 422 not_found
                  errors/0/pointer: /holder
                POST lots/\(unit)/registration {"number": "REG-8", "registered_on": "2026-05-04"}
                → 422 invalid_value
                POST services {"lot": \(unit), "kind": "repair", "serviced_on": "2026-04-20", "text": "New seal",
                  "reference": "JOB-1"}
                → 201
                  position: 1
                POST services {"product": "PUMP", "number": "SN-1", "kind": "inspection", "serviced_on": "2026-04-25",
                  "text": "Runs well"}
                → 201
                  position: 2
                POST services {"product": "PUMP", "number": "SN-9", "text": "?"}
                → 404 not_found
                POST services {"lot": \(lot), "text": "?"}
                → 422 not_a_unit
                POST services {"lot": \(unit), "text": "?", "price": 3}
                → 400 unknown_key
                GET services?lot=\(unit)&limit=1
                → 200
                  items/0/text: Runs well
                  next_cursor: 2026-04-25.\(unit).2
                GET services?limit=1&cursor=2026-04-25.\(unit).2
                → 200
                  items/0/text: New seal
                  next_cursor: null
                GET lots/\(unit)/unit
                → 200
                  registration/number: REG-7
                  services/0/kind: inspection
                  services/1/reference: JOB-1
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases) func theCertificateHoldsHashesAndTheSeal(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(Self.setUp)
            let lot = try api.get("lots?number=L-1")["items/0/id"]
            try api.walk(
                """
                POST lots/\(lot)/hold {"reason": "smells"}
                → 200
                GET lots/\(lot)/certificate
                → 200
                  lot/number: L-1
                  lot/status: hold
                  trace/receipts/0/quantity: 9
                  history/0/reason: smells
                  postings/0/kind: receipt
                  postings/0/seal: 1
                """)
            let certificate = try api.get("lots/\(lot)/certificate")
            #expect(certificate["postings/0/hash"].count == 64)
            #expect(certificate["seal/hash"].count == 64)
            #expect(certificate["postings/1/id"] == "missing")
        }
    }

    @Test(arguments: SQLEngine.allCases) func reportsAnswerAsJSONAndRefuseWhatIsWrong(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(Self.setUp)
            let lot = try api.get("lots?number=L-1")["items/0/id"]
            try api.walk(
                """
                GET reports/mass-balance?product=PUMP
                → 200
                  items/0/received: 1
                  items/0/delivered: 1
                  items/0/closes: true
                  items/0/percent: 100
                  total/unit: pcs
                GET reports/mass-balance
                → 200
                  items/1/product: PUMP
                  total: null
                GET reports/mass-balance?lot=\(lot)
                → 200
                  items/0/number: L-1
                  items/0/on_hand: 9
                GET reports/mass-balance?by=lot
                → 422 invalid_value
                GET reports/mass-balance?product=PUMP&unit=kg
                → 422 no_unit_factor
                POST products/PUMP/unit-factors {"unit": "kg", "factor": 12.5}
                → 201
                  version: 1
                GET products/PUMP/unit-factors
                → 200
                  items/0/factor: 12.5
                GET reports/mass-balance?product=PUMP&unit=kg
                → 200
                  items/0/received: 12.5
                  items/0/unit: kg
                GET reports/mass-balance/delivered?product=PUMP
                → 200
                  items/0/number: SN-1
                  items/0/document: OUT-00001
                GET reports/mass-balance/on_hand?product=PUMP
                → 404 not_found
                GET reports/gaps
                → 200
                  items/0/code: no_supplier_number
                  items/0/recall_size: 9
                GET reports/exposure?receipt=IN-00001&product=OIL
                → 422 nothing_without_number
                GET lots/\(lot)/neighbours
                → 200
                  items: []
                GET trace?product=OIL
                → 200
                  lots/0/number: L-1
                GET trace?lots=\(lot)&number=L-1
                → 422 invalid_value
                GET trace?lots=x
                → 422 invalid_value
                GET trace
                → 400 missing_key
                GET lots/\(lot)/trace?known_at=2026-01-01T00:00:00Z
                → 200
                  receipts: []
                  known_at: 2026-01-01T00:00:00Z
                GET recall-scope?number=L-1&known_at=2026-01-01T00:00:00Z
                → 200
                  totals/received: 0
                  in_words: Nothing of this number has been booked. Complete: yes.
                """)
        }
    }
}
