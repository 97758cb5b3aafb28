import SQLCore
import StockDomain
import StockOperations
import TestSupport
import Testing

@testable import WebServer

/// The mass balance and the yields on the sheet of a drill (R50, R51).
@Suite struct DrillBalanceWalkTests {
    /// The ledger alone always closes: half of the shelf could be missing, and the balance still said 100 %.
    @Test(arguments: SQLEngine.allCases)
    func whatWasCountedStandsInForTheBooks(engine: SQLEngine) async throws {
        try await withAPI(of: RecallCompany.make(engine)) { api in
            try api.walk(
                """
                POST drills {"scope": [{"lot": 1}], "start": true}
                → 201
                PATCH drills/DR-00001/sheet {"counts": [{"location": "WH-Stock", "lot": 1, "counted": 50, "counted_by": "Eva"}]}
                → 200
                  balances/0/counted_difference: -5
                  balances/0/explained: 95
                  balances/0/received_or_produced: 100
                  balances/0/percent: 95
                  balances/0/closes: false
                  criteria/2/what: Mass balance of NUT from 99.5 to 100.5 %
                  criteria/2/passed: false
                """)
        }
    }

    /// Every term leads to the movements that it is the sum of, those that took something back with minus.
    @Test(arguments: SQLEngine.allCases)
    func everyTermOfTheSheetLeadsToItsMovements(engine: SQLEngine) async throws {
        let company = try await RecallCompany.make(engine)
        _ = try await company.operations.reverse(
            .delivery, "OUT-00002", reason: "wrong", company.command(), answer: Told().keep)
        try await withAPI(of: company) { api in
            try api.walk(
                """
                POST drills {"scope": [{"lot": 1}, {"lot": 3}], "start": true}
                → 201
                GET drills/DR-00001/sheet
                → 200
                  balances/0/product: FIG
                  balances/0/delivered: 3
                  balances/1/product: NUT
                  balances/1/delivered: 35
                  balances/1/movements/delivered: /api/v1/drills/DR-00001/sheet/movements/delivered?product=NUT
                  balances/1/movements/received: /api/v1/drills/DR-00001/sheet/movements/received?product=NUT
                  balances/1/movements/on_hand: missing
                  balances/1/movements/scrapped: missing
                GET drills/DR-00001/sheet/movements/delivered?product=NUT
                → 200
                  items/0/quantity: 30
                  items/1/quantity: 10
                  items/2/quantity: 5
                  items/3/quantity: -10
                  items/4: missing
                GET drills/DR-00001/sheet/movements/delivered
                → 200
                  items/5: missing
                GET drills/DR-00001/sheet/movements/on_hand
                → 404 not_found
                POST drills {"scope": [{"lot": 1}]}
                → 201
                GET drills/DR-00002/sheet/movements/received
                → 409 recall_state
                """)
            let table = try api.http.get("/api/v1/drills/DR-00001/sheet/movements/received?format=csv").text
            #expect(table.split(separator: "\n").count == 3)
        }
    }

    /// A year later the factor is another one and the goods are gone; the sheet says what was known when it ended.
    @Test(arguments: SQLEngine.allCases)
    func aClosedDrillKeepsItsFactorsMovementsAndYields(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        try await company.add(Product(sku: "PASTE", name: "Paste", unit: "kg", decimals: 3, tracking: .lot))
        try await company.product("JAR")
        try await company.partner("S1", .supplier)
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("PASTE", 50, "A-1")], partner: "S1")
        try await withAPI(of: company) { api in
            try api.walk(
                """
                POST products/JAR/unit-factors {"unit": "kg", "factor": 0.35}
                → 201
                POST production-orders {"product": "JAR", "outputs": [{"number": "J-1", "quantity": 100}], "components": [{"product": "PASTE", "quantity": 36}], "yield_tolerance_percent": 2, "do": true}
                → 201
                POST drills {"scope": [{"product": "PASTE", "number": "A-1"}], "start": true}
                → 201
                POST drills/DR-00001/close {"conclusion": "Done"}
                → 200
                """)
            company.clock.advance(seconds: 60)
            try api.walk(
                """
                POST products/JAR/unit-factors {"unit": "kg", "factor": 0.2}
                → 201
                POST deliveries {"partner": "C1", "do": true, "lines": [{"product": "JAR", "quantity": 40, "numbers": ["J-1"]}]}
                → 201
                POST production-orders {"product": "JAR", "outputs": [{"number": "J-2", "quantity": 10}], "components": [{"product": "PASTE", "quantity": 9}], "do": true}
                → 201
                GET drills/DR-00001/sheet
                → 200
                  balance_together/factors/0/factor: 0.35
                  balance_together/received_or_produced: 85
                  balances/0/delivered: 0
                  yields/0/order: MO-00001
                  yields/0/unexplained: 1
                  yields/0/within_tolerance: false
                  yields/1: missing
                  result: Failed: Yield of MO-00001 explained within 2 %.
                GET drills/DR-00001/sheet/movements/delivered
                → 200
                  items/0: missing
                GET drills/DR-00001/sheet/movements/consumed?product=PASTE
                → 200
                  items/0/quantity: 36
                  items/1: missing
                """)
        }
    }

    /// A lot that somebody named was said to be drawn by the seed.
    @Test(arguments: SQLEngine.allCases)
    func theSheetSaysWhoChoseTheLotAndHow(engine: SQLEngine) async throws {
        try await withAPI(of: RecallCompany.make(engine)) { api in
            try api.walk(
                """
                POST drills {"scope": [{"lot": 1}], "seed": 7, "start": true}
                → 201
                GET drills/DR-00001/sheet
                → 200
                  drawn: false
                  chosen_in_words: named by local
                POST drills {"seed": 7, "start": true}
                → 201
                GET drills/DR-00002/sheet
                → 200
                  drawn: true
                  chosen_in_words: drawn by seed 7, started by local
                PATCH drills/DR-00002/sheet {"chosen_by": "The auditor typed the seed"}
                → 200
                  chosen_in_words: The auditor typed the seed; drawn by seed 7
                POST drills {"seed": 8}
                → 201
                PATCH drills/DR-00003 {"scope": [{"lot": 2}]}
                → 200
                POST drills/DR-00003/start {}
                → 200
                GET drills/DR-00003/sheet
                → 200
                  drawn: false
                """)
        }
    }

    /// Packaging and rework are what auditors ask for by name.
    @Test(arguments: SQLEngine.allCases)
    func inputsAreMarkedAndPackagingIsAScenario(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        try await company.add(Product(sku: "PASTE", name: "Paste", unit: "kg", decimals: 3, tracking: .lot))
        try await company.add(
            Product(sku: "GLASS", name: "Jar", tracking: .lot, handling: Handling(isPackagingMaterial: true)))
        try await company.product("JAR")
        try await company.partner("S1", .supplier)
        try await company.post(
            .receipt, [company.line("PASTE", 50, "A-1"), company.line("GLASS", 300, "G-1")], partner: "S1")
        try await withAPI(of: company) { api in
            try api.walk(
                """
                POST production-orders {"product": "JAR", "outputs": [{"number": "J-1", "quantity": 100}], "components": [{"product": "PASTE", "quantity": 35}, {"product": "GLASS", "quantity": 100}], "do": true}
                → 201
                POST production-orders {"product": "JAR", "outputs": [{"number": "J-2", "quantity": 10}], "components": [{"product": "JAR", "quantity": 10, "numbers": ["J-1"]}], "do": true}
                → 201
                POST drills {"scope": [{"product": "JAR", "number": "J-2"}], "start": true}
                → 201
                GET drills/DR-00001/sheet
                → 200
                  scenario: finished_good
                  inputs/0/from_product: GLASS
                  inputs/0/as: packaging
                  inputs/1/from_product: PASTE
                  inputs/1/as: ingredient
                  inputs/2/from_product: JAR
                  inputs/2/as: rework
                POST drills {"scope": [{"product": "GLASS", "number": "G-1"}], "start": true}
                → 201
                GET drills/DR-00002/sheet
                → 200
                  scenario: packaging
                POST drills {"scope": [{"product": "JAR", "number": "J-1"}], "start": true}
                → 201
                GET drills/DR-00003/sheet
                → 200
                  scenario: rework
                """)
        }
    }

    @Test func thePagesLeadFromATermToItsMovementsAndBack() async throws {
        let company = try await RecallCompany.make(.sqlite)
        let routes = Routes(company.operations) { "key-\(UInt64.random(in: .min ... .max))" }
        try await withClient(of: routes.server(ServerOptions(port: 0))) { client in
            let api = APIClient(http: client)
            _ = try api.post("drills", #"{"scope": [{"lot": 1}], "start": true}"#)
            let sheet = try client.get("/drills/DR-00001/sheet").text
            let links = sheet.matches(of: #/href="(/drills/DR-00001/sheet/movements/[^"]+)"/#).map { String($0.1) }
            #expect(links.count == 2, "received and delivered: \(links)")
            #expect(sheet.contains("href=\"#on-hand\"") && sheet.contains("id=\"on-hand\""))
            for link in links {
                let page = try client.get(link.replacing("&amp;", with: "&"))
                #expect(page.status == 200, "\(link)")
                #expect(page.text.contains("href=\"/drills/DR-00001/sheet\""))
            }
            let delivered = try client.get("/drills/DR-00001/sheet/movements/delivered?product=NUT").text
            #expect(delivered.contains("3 movements come to 45 units of NUT."))
        }
    }
}
