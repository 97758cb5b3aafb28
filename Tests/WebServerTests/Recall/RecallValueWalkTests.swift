import SQLCore
import TestSupport
import Testing

@testable import WebServer

/// What the goods of a recall cost (R49), and how often a link may be tried.
@Suite struct RecallValueWalkTests {
    @Test(arguments: SQLEngine.allCases)
    func aWhatIfSaysWhatTheGoodsCost(engine: SQLEngine) async throws {
        try await withAPI(of: RecallCompany.make(engine)) { api in
            try api.walk(
                """
                POST recalls/what-if {"scope": [{"product": "NUT"}]}
                → 200
                  value/total: 0
                  value/currency: null
                  value/unknown/0: NUT
                PATCH products/NUT {"cost": 2.125}
                → 200
                  cost: 2.125
                PATCH products/NUT {"cost": -1}
                → 422 invalid_value
                PATCH settings {"currency": "eur"}
                → 422 invalid_value
                PATCH settings {"currency": "EUR"}
                → 200
                  currency: EUR
                POST recalls/what-if {"scope": [{"product": "NUT"}, {"product": "FIG"}]}
                → 200
                  value/currency: EUR
                  value/delivered: 119
                  value/on_hand: 199.75
                  value/total: 318.75
                  value/unknown/0: FIG
                """)
            #expect(try api.upload("imports?kind=products", "sku,name,cost\nOIL,Oil,3.5\n").verdict == "201")
            #expect(try api.get("products/OIL")["cost"] == "3.5")
            #expect(try api.http.get("/api/v1/exports/products").text.contains(",3.5"))
            let wrong = try api.upload("imports?kind=products", "sku,name,cost\nFAT,Fat,dear\n")
            #expect(wrong.verdict == "422 file_refused")
        }
    }

    @Test func aLinkThatIsTriedTooOftenIsShutForAWhile() async throws {
        let company = try await RecallCompany.make(.sqlite)
        let routes = Routes(company.operations) { "key-\(UInt64.random(in: .min ... .max))" }
        try await withClient(of: routes.server(ServerOptions(port: 0))) { client in
            let statuses = try (0..<32).map { _ in try client.get("/r/1-1-0-00").status }
            #expect(statuses.prefix(30).allSatisfy { $0 == 404 })
            let last = try client.get("/r/1-1-0-00")
            #expect(last.status == 429)
            #expect(last.text.contains("This was tried too often. Try again in 10 minutes."))
            #expect(last.header("Retry-After") != nil)
            #expect(try client.get("/r/1-2-0-00").status == 404)
        }
    }
}
