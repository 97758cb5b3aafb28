import SQLCore
import StockDomain
import StockOperations
import TestSupport
import Testing

@testable import WebServer

/// The sheet of a drill as auditors want it (R50).
@Suite struct DrillSheetWalkTests {
    @Test(arguments: SQLEngine.allCases)
    func everyFieldOfTheSheetIsWrittenAndSigned(engine: SQLEngine) async throws {
        try await withAPI(of: RecallCompany.make(engine)) { api in
            try api.walk(
                """
                POST drills {"scope": [{"lot": 1}], "seed": 7, "start": true}
                → 201
                GET drills/DR-00001/sheet
                → 200
                  number: DR-00001
                  scenario: finished_good
                  seed: 7
                  lots/0/number: N-1
                  counts/0/location: WH-Stock
                  counts/0/book: 55
                  counts/0/counted: null
                  backward/0/supplier: S1
                  backward/0/document: IN-00001
                  forward/deliveries/0/partner: C1
                  balances/0/percent: 100
                  balances/0/unit: pcs
                  balances/0/factor: 1
                  contacts/consignees: 3
                  contacts/minutes: null
                  signatures/0: missing
                PATCH drills/DR-00001/sheet {"scenario": "raw_material", "chosen_by": "The auditor, by finger", "line": "Line 2", "counts": [{"location": "WH-Stock", "lot": 1, "counted": 54, "counted_by": "Eva"}], "quality_records": [{"kind": "certificate", "reference": "COA-77"}, {"kind": "control_point", "reference": "Metal detector 3 May", "found": false}], "actions": [{"what": "Label the shelves", "owner": "Tom", "due": "2026-06-01"}], "explanation": "One is broken"}
                → 200
                  scenario: raw_material
                  chosen_by: The auditor, by finger
                  line: Line 2
                  counts/0/counted: 54
                  counts/0/counted_by: Eva
                  counts/0/difference: -1
                  quality_records/0/kind: certificate
                  quality_records/0/found: true
                  quality_records/1/found: false
                  actions/0/owner: Tom
                  actions/0/due: 2026-06-01
                  explanation: One is broken
                  criteria/3/what: What was counted is what the books say
                  criteria/3/passed: false
                  criteria/4/passed: false
                POST drills/DR-00001/answers {"partner": "C1", "have": 3}
                → 200
                POST drills/DR-00001/sheet/sign {"meaning": "led"}
                → 200
                  signatures/0/meaning: led
                  contacts/reached: 1
                  contacts/minutes: 0
                POST drills/DR-00001/sheet/sign {"meaning": "led"}
                → 409 signed_already
                POST drills/DR-00001/close {"conclusion": "Done in time"}
                → 200
                PATCH drills/DR-00001/sheet {"actions": [{"what": "Label the shelves", "owner": "Tom", "due": "2026-06-01", "done_on": "2026-05-20"}]}
                → 200
                  actions/0/done_on: 2026-05-20
                  counts/0/counted: 54
                  conclusion: Done in time
                  signatures/0: missing
                GET drills/DR-00001
                → 200
                  events/6/code: sheet_changed
                """)
        }
    }

    /// Every input with what was used of it, goods without number too; all in one unit where factors are stored.
    @Test(arguments: SQLEngine.allCases)
    func theSheetOfMadeGoodsHasTheirInputsAndOneUnit(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        try await company.add(Product(sku: "PASTE", name: "Paste", unit: "kg", decimals: 3, tracking: .lot))
        try await company.product("JAR")
        try await company.product("LABEL", .none)
        try await company.partner("S1", .supplier)
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("PASTE", 50, "A-1"), company.line("LABEL", 500)], partner: "S1")
        try await withAPI(of: company) { api in
            try api.walk(
                """
                POST production-orders {"product": "JAR", "outputs": [{"number": "J-1", "quantity": 100}], "components": [{"product": "PASTE", "quantity": 35}, {"product": "LABEL", "quantity": 100}], "do": true}
                → 201
                POST deliveries {"partner": "C1", "do": true, "lines": [{"product": "JAR", "quantity": 40, "numbers": ["J-1"]}]}
                → 201
                POST products/JAR/unit-factors {"unit": "kg", "factor": 0.35}
                → 201
                POST drills {"scope": [{"product": "PASTE", "number": "A-1"}], "start": true}
                → 201
                  figures/together/unit: kg
                  figures/together/produced: 85
                GET drills/DR-00001/sheet
                → 200
                  scenario: raw_material
                  inputs/0: missing
                  balance_together/unit: kg
                  balance_together/percent: 100
                  balance_together/factors/0/product: JAR
                  balance_together/factors/0/factor: 0.35
                  balance_together/factors/0/version: 1
                POST drills {"scope": [{"product": "JAR", "number": "J-1"}], "start": true}
                → 201
                GET drills/DR-00002/sheet
                → 200
                  scenario: finished_good
                  inputs/0/from_product: LABEL
                  inputs/0/from: null
                  inputs/0/quantity: 100
                  inputs/1/from_product: PASTE
                  inputs/1/quantity: 35
                  balance_together: null
                """)
        }
    }

    @Test func theSheetRefusesWhatIsNotThere() async throws {
        try await withAPI(of: RecallCompany.make(.sqlite)) { api in
            try api.walk(
                """
                POST drills {"scope": [{"lot": 1}]}
                → 201
                PATCH drills/DR-00001/sheet {"line": "1"}
                → 409 recall_state
                POST drills/DR-00001/start {}
                → 200
                PATCH drills/DR-00001/sheet {"counts": [{"location": "Nowhere", "lot": 1, "counted": 1, "counted_by": "E"}, {"location": "WH-Stock", "lot": 3, "counted": 1, "counted_by": "E"}]}
                → 422 not_found
                  errors/0/pointer: /counts/0/location
                  errors/1/pointer: /counts/1/lot
                  errors/1/code: not_in_recall
                PATCH drills/DR-00001/sheet {"counts": [{"location": "WH-Stock", "lot": 1, "counted": 1}]}
                → 422 invalid_value
                PATCH drills/DR-00001/sheet {"actions": [{"what": "w"}]}
                → 422 invalid_value
                POST drills/DR-00001/sheet/sign {"meaning": "liked"}
                → 422 invalid_value
                GET recalls/RC-00001/sheet
                → 404 not_found
                """)
        }
    }

    /// What an auditor sees a year later is what was known when the drill ended.
    @Test(arguments: SQLEngine.allCases)
    func theSheetOfAClosedDrillStaysAsItWas(engine: SQLEngine) async throws {
        let company = try await RecallCompany.make(engine)
        try await withAPI(of: company) { api in
            try api.walk(
                """
                POST drills {"scope": [{"lot": 1}], "start": true}
                → 201
                POST drills/DR-00001/close {"conclusion": "Done"}
                → 200
                """)
            company.clock.advance(seconds: 60)
            try api.walk(
                """
                POST scraps {"reason": "Broken", "do": true, "lines": [{"product": "NUT", "quantity": 9, "numbers": ["N-1"]}]}
                → 201
                GET drills/DR-00001/sheet
                → 200
                  counts/0/book: 55
                  balances/0/on_hand: 55
                  balances/0/scrapped: 0
                  balances/0/percent: 100
                """)
        }
    }

    @Test func theSheetIsFilledInOnItsPage() async throws {
        let company = try await RecallCompany.make(.sqlite)
        let routes = Routes(company.operations) { "key-\(UInt64.random(in: .min ... .max))" }
        try await withClient(of: routes.server(ServerOptions(port: 0))) { client in
            let api = APIClient(http: client)
            _ = try api.post("drills", #"{"scope": [{"lot": 1}], "start": true}"#)
            let saved = try client.send(
                "POST", "/drills/DR-00001/sheet",
                headers: [("Content-Type", "application/x-www-form-urlencoded"), ("Sec-Fetch-Site", "same-origin")],
                body: Array(
                    ("idempotency_key=k1&scenario=packaging&chosen_by=&line=&explanation=&counts/0/location=WH-Stock"
                        + "&counts/0/lot=1&counts/0/counted=55&counts/0/counted_by=Eva&quality_records/0/kind=release"
                        + "&quality_records/0/reference=R-1&quality_records/0/found=true&quality_records/0/remark="
                        + "&quality_records/1/kind=other&quality_records/1/reference=&quality_records/1/found=true"
                        + "&actions/0/what=&actions/0/owner=&actions/0/due=&actions/0/done_on=").utf8))
            #expect(saved.status == 303, "\(saved.text)")
            let sheet = try client.get("/drills/DR-00001/sheet").text
            for words in ["packaging", "Eva", "R-1", "Counted by", "Sign: I led the exercise", "1 of 1 places counted"]
            {
                #expect(sheet.contains(words), "\(words)")
            }
        }
    }
}
