import SQLCore
import StockDomain
import StockOperations
import TestSupport
import Testing

@testable import WebServer

/// The yield of production orders from outside (R51).
@Suite struct ProcessYieldWalkTests {
    /// 110 kg of NUTS and 1,000 empty jars (GLASS, packaging) from S1; PASTE in kg, JAR in pieces.
    private func company(_ engine: SQLEngine) async throws -> TestCompany {
        let company = try await TestCompany(engine)
        for sku in ["NUTS", "PASTE", "SKINS"] {
            try await company.add(Product(sku: sku, name: sku, unit: "kg", decimals: 3, tracking: .lot))
        }
        try await company.product("JAR")
        try await company.add(
            Product(
                sku: "GLASS", name: "Empty jar", tracking: .lot, handling: Handling(isPackagingMaterial: true)))
        try await company.partner("S1", .supplier)
        try await company.post(
            .receipt, [company.line("NUTS", 110, "N-1"), company.line("GLASS", 1_000, "G-1")], partner: "S1")
        return company
    }

    @Test(arguments: SQLEngine.allCases)
    func anOrderIsJudgedByTheToleranceItTookFromItsRecipe(engine: SQLEngine) async throws {
        try await withAPI(of: company(engine)) { api in
            try api.walk(
                """
                POST recipes {"code": "MILL", "product": "PASTE", "quantity": 100, "components": [{"product": "NUTS", "quantity": 102}], "by_products": [{"product": "SKINS", "quantity": 1.5}], "yield_tolerance_percent": 0.5}
                → 201
                  yield_tolerance_percent: 0.5
                POST production-orders {"recipe": "MILL", "quantity": 100}
                → 201
                  yield_tolerance_percent: 0.5
                GET production-orders/MO-00001/yield
                → 200
                  yield: null
                PATCH recipes/MILL {"yield_tolerance_percent": 3}
                → 200
                  yield_tolerance_percent: 3
                POST production-orders/MO-00001/do {"outputs": [{"number": "P-1", "quantity": 100}], "components": [{"product": "NUTS", "quantity": 102, "numbers": ["N-1"]}], "by_products": [{"product": "SKINS", "quantity": 1.5, "numbers": ["K-1"]}], "scrapped": [{"product": "NUTS", "quantity": 3, "numbers": ["N-1"]}], "reason": "Fell on the floor"}
                → 200
                GET production-orders/MO-00001/yield
                → 200
                  yield/unit: kg
                  yield/input: 105
                  yield/output: 101.5
                  yield/loss: 3
                  yield/unexplained: 0.5
                  yield/percent: 96.7
                  yield/tolerance_percent: 0.5
                  yield/within_tolerance: true
                  yield/inputs/0/product: NUTS
                  yield/losses/0/quantity: 3
                POST production-orders {"recipe": "MILL", "quantity": 5, "yield_tolerance_percent": 101}
                → 422 invalid_value
                  errors/0/pointer: /yield_tolerance_percent
                PATCH recipes/MILL {"yield_tolerance_percent": 100.5}
                → 422 invalid_value
                PATCH recipes/MILL {"yield_tolerance_percent": null}
                → 200
                  yield_tolerance_percent: null
                GET production-orders/MO-00009/yield
                → 404 not_found
                """)
        }
    }

    /// Packs and kilograms are added by stored factors only; until there is one the answer says which is missing.
    @Test(arguments: SQLEngine.allCases)
    func withoutACommonUnitTheAnswerSaysWhatIsMissing(engine: SQLEngine) async throws {
        try await withAPI(of: company(engine)) { api in
            try api.walk(
                """
                POST production-orders {"product": "JAR", "outputs": [{"number": "J-1", "quantity": 200}], "components": [{"product": "NUTS", "quantity": 71}, {"product": "GLASS", "quantity": 200}], "yield_tolerance_percent": 1, "do": true}
                → 201
                GET production-orders/MO-00001/yield
                → 200
                  yield/unit: null
                  yield/input: null
                  yield/within_tolerance: null
                  yield/in_words: There is no common unit: how much kg one pcs of JAR is has not been stored.
                  yield/packaging/0/product: GLASS
                  yield/packaging/0/quantity: 200
                POST products/JAR/unit-factors {"unit": "kg", "factor": 0.35}
                → 201
                GET production-orders/MO-00001/yield
                → 200
                  yield/input: 71
                  yield/output: 70
                  yield/within_tolerance: false
                  yield/factors/0/version: 1
                PATCH products/GLASS {"packaging_material": false}
                → 200
                  packaging_material: false
                GET production-orders/MO-00001/yield
                → 200
                  yield/in_words: There is no common unit: how much kg one pcs of GLASS is has not been stored.
                """)
        }
    }

    /// What was taken apart, or another component than booked, counts with minus, by whichever posting.
    @Test(arguments: SQLEngine.allCases)
    func whatIsTakenBackIsTakenOff(engine: SQLEngine) async throws {
        let company = try await company(engine)
        try await company.post(.receipt, [company.line("NUTS", 20, "N-2")], partner: "S1")
        try await withAPI(of: company) { api in
            try api.walk(
                """
                POST production-orders {"product": "PASTE", "outputs": [{"number": "P-1", "quantity": 40}, {"number": "P-2", "quantity": 10}], "components": [{"product": "NUTS", "quantity": 50, "numbers": ["N-1"]}], "do": true}
                → 201
                POST production-orders/MO-00001/correct {"component": {"product": "NUTS", "number": "N-1", "quantity": 5, "to": "N-2"}, "reason": "The other sack"}
                → 200
                GET production-orders/MO-00001/yield
                → 200
                  yield/input: 50
                  yield/output: 50
                  yield/tolerance_percent: null
                  yield/within_tolerance: null
                POST production-orders/MO-00001/reverse {"outputs": ["P-2"], "reason": "Spoilt"}
                → 200
                GET production-orders/MO-00001/yield
                → 200
                  yield/input: 40
                  yield/output: 40
                POST production-orders/MO-00001/reverse {"reason": "Never made"}
                → 200
                GET production-orders/MO-00001/yield
                → 200
                  yield: null
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases)
    func theBalanceOfWhatIsMadeTellsTheYieldsOfItsOrders(engine: SQLEngine) async throws {
        try await withAPI(of: company(engine)) { api in
            try api.walk(
                """
                POST production-orders {"product": "PASTE", "outputs": [{"number": "P-1", "quantity": 20}], "components": [{"product": "NUTS", "quantity": 21}], "do": true}
                → 201
                POST production-orders {"product": "PASTE", "outputs": [{"number": "P-2", "quantity": 30}], "components": [{"product": "NUTS", "quantity": 30}], "do": true}
                → 201
                GET reports/mass-balance?product=PASTE
                → 200
                  yields/0/order: MO-00001
                  yields/0/unexplained: 1
                  yields/1/order: MO-00002
                  yields/2: missing
                GET reports/mass-balance?product=NUTS
                → 200
                  yields/0: missing
                GET reports/mass-balance
                → 200
                  yields/0: missing
                """)
            let lot = try api.get("lots?number=P-2")["items/0/id"]
            #expect(try api.get("reports/mass-balance?lot=\(lot)")["yields/0/order"] == "MO-00002")
        }
    }

    /// The rest of an order has the tolerance of the order that it was.
    @Test func theRestOfAnOrderKeepsTheTolerance() async throws {
        try await withAPI(of: company(.sqlite)) { api in
            try api.walk(
                """
                POST production-orders {"product": "PASTE", "quantity": 50, "components": [{"product": "NUTS", "quantity": 50}], "yield_tolerance_percent": 2}
                → 201
                POST production-orders/MO-00001/do {"outputs": [{"number": "P-1", "quantity": 20}], "rest": "backorder"}
                → 200
                  backorder: MO-00002
                GET production-orders/MO-00002
                → 200
                  yield_tolerance_percent: 2
                """)
        }
    }

    @Test func theOrdersPageShowsIt() async throws {
        let company = try await company(.sqlite)
        let routes = Routes(company.operations) { "key-\(UInt64.random(in: .min ... .max))" }
        try await withClient(of: routes.server(ServerOptions(port: 0))) { client in
            let api = APIClient(http: client)
            _ = try api.post(
                "production-orders",
                #"{"product": "PASTE", "outputs": [{"number": "P-1", "quantity": 45}], "components": [{"product": "NUTS", "quantity": 50}, {"product": "GLASS", "quantity": 1}], "yield_tolerance_percent": 2, "do": true}"#
            )
            let page = try client.get("/production-orders/MO-00001").text
            for words in ["Process yield", "90 %", "beyond 2 %", "May be unexplained", "is not weighed: GLASS"] {
                #expect(page.contains(words), "\(words)")
            }
        }
    }
}
