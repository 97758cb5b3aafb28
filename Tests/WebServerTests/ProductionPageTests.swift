import SQLCore
import StockDomain
import StockOperations
import TestSupport
import Testing

@testable import WebServer

/// The pages of production: an order from its form to its steps, recipes, and the parts of a unit.
@Suite struct ProductionPageTests {
    @Test func anOrderIsMadeOnItsPages() async throws {
        let company = try await TestCompany(.sqlite)
        try await company.product("DRILL", .serial)
        try await company.product("MOTOR", .serial)
        try await company.product("SCREW", Tracking.none)
        try await company.post(
            .receipt, [company.line("MOTOR", 2, "M-1", "M-2"), company.line("SCREW", 20)])
        let server = Routes(company.operations, makeKey: { "key" }).server(ServerOptions(port: 0))
        try await withClient(of: server) { http in
            func send(_ path: String, _ form: String, _ key: String) throws -> HTTPAnswer {
                try http.send(
                    "POST", path,
                    headers: [
                        ("Content-Type", "application/x-www-form-urlencoded"), ("Sec-Fetch-Site", "same-origin"),
                    ], body: Array("idempotency_key=\(key)&\(form)".utf8))
            }
            #expect(try http.get("/production-orders/new").status == 200)
            let recipe = try send(
                "/recipes",
                "code=R-1&product=DRILL&quantity=1&components/0/product=MOTOR&components/0/quantity=1"
                    + "&components/1/product=SCREW&components/1/quantity=4&components/2/product=&components/2/quantity=",
                "a")
            #expect(recipe.header("Location") == "/recipes/R-1")
            #expect(try http.get("/recipes/R-1").text.contains("value=\"SCREW\""))
            #expect(try http.get("/recipes?product=DRILL").text.contains("R-1"))
            let order = try send(
                "/production-orders", "recipe=R-1&product=&quantity=2&components/0/product=&by_products/0/product=", "b"
            )
            #expect(order.header("Location") == "/production-orders/MO-00001")
            let open = try http.get("/production-orders/MO-00001").text
            #expect(open.contains("is to make 2 pcs of DRILL") && open.contains("What is made now"))
            let refused = try send("/production-orders/MO-00001/do", "outputs_text=D-1", "c")
            #expect(refused.status == 422 && refused.text.contains("rest_required"))
            let done = try send(
                "/production-orders/MO-00001/do",
                "outputs_text=D-1&rest=backorder&components/0/product=MOTOR&components/0/numbers_text=M-2"
                    + "&components/0/override_reason=it+was+at+hand&components/1/product=SCREW&components/1/quantity=",
                "d")
            #expect(done.status == 303, "\(done.text)")
            let page = try http.get("/production-orders/MO-00001").text
            #expect(page.contains("Made of") && page.contains("M-2") && page.contains("MO-00002"))
            let parts = try http.get("/lots/3/components").text
            #expect(parts.contains("In it now") && parts.contains("M-2"))
            let swapped = try send(
                "/lots/3/components",
                "out/product=MOTOR&out/number=M-2&scrap=true&in/product=MOTOR&in/number=M-1&reason=worn", "e")
            #expect(swapped.status == 303, "\(swapped.text)")
            let apart = try send("/production-orders/MO-00001/reverse", "reason=returned&outputs_text=", "f")
            #expect(apart.status == 303, "\(apart.text)")
            #expect(try http.get("/production-orders").text.contains("cancelled"))
        }
    }

    /// Everything of an imported order was said to be made, its components too.
    @Test(arguments: SQLEngine.allCases) func anImportedOrderTellsPartsFromWhatWasMade(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        for sku in ["FLOUR", "BREAD"] { try await company.product(sku) }
        let rows = """
            at,kind,document,partner,sku,lot,quantity,reason
            2026-01-02 08:00,receipt,PO-1,,FLOUR,F-1,10,
            2026-01-03 08:00,consume,JOB-1,,FLOUR,F-1,4,
            2026-01-03 08:00,produce,JOB-1,,BREAD,B-1,8,
            """
        try await company.importing(.movements, rows)
        let order = try await company.operations.document(.productionOrder, "JOB-1", as: company.admin)
        #expect(
            order.lines.map { "\($0.product.sku) \($0.role?.rawValue ?? "-")" } == ["BREAD output", "FLOUR component"])
        try await withPages(of: company.operations) { pages in
            let page = try pages.page("production-orders/JOB-1")
            #expect(page.contains("JOB-1 has made 8 pcs of BREAD (B-1) of 1 number."))
            #expect(page.contains("/trace?document=JOB-1"))
        }
    }

    @Test func anOrderIsScannedOnItsPage() async throws {
        let company = try await TestCompany(.sqlite)
        try await company.product("DRILL", .serial)
        try await company.product("SCREW", Tracking.none)
        try await company.post(.receipt, [company.line("SCREW", 20)])
        try await withPages(of: company.operations) { pages in
            let order = "product=DRILL&quantity=1&components/0/product=SCREW&components/0/quantity=2"
            let made = try pages.submit("production-orders", order)
            #expect(made == 303)
            #expect(try pages.submit("production-orders/MO-00001/scan", "text=D-7&quantity=") == 303)
            #expect(try pages.submit("production-orders/MO-00001/scan", "text=SCREW&quantity=3") == 303)
            #expect(try pages.followed().contains("3 pcs of SCREW are scanned, 2 were expected."))
            #expect(try pages.submit("production-orders/MO-00001/do", "outputs_text=") == 303)
            #expect(try pages.page("production-orders/MO-00001").contains("has made 1 pcs of DRILL (D-7)"))
        }
    }

    /// Of goods without number nobody could say on the page how much was made, nor of any that something broke.
    @Test func partOfAnOrderWithoutNumbersIsMadeOnItsPage() async throws {
        let company = try await TestCompany(.sqlite)
        for sku in ["PASTE", "SCREW"] { try await company.product(sku, Tracking.none) }
        try await company.post(.receipt, [company.line("SCREW", 30)])
        try await withPages(of: company.operations) { pages in
            let order = "product=PASTE&quantity=10&components/0/product=SCREW&components/0/quantity=20"
            let made = try pages.submit("production-orders", order)
            #expect(made == 303)
            let open = try pages.page("production-orders/MO-00001")
            #expect(open.contains("How much is made now") && !open.contains("What is made now"))
            let part = "outputs_quantity=4&rest=backorder&scrapped/0/product=SCREW&scrapped/0/quantity=1"
            #expect(try pages.submit("production-orders/MO-00001/do", part) == 422)
            #expect(try pages.submit("production-orders/MO-00001/do", part + "&scrapped/0/reason=bent") == 303)
            #expect(try pages.page("production-orders/MO-00001").contains("has made 4 pcs of PASTE"))
            #expect(try pages.page("production-orders/MO-00002").contains("is to make 6 pcs of PASTE"))
        }
        #expect(try await company.stock("SCREW") == ["WH-Stock - 21"])
    }

    @Test func aPartOfAUnitIsExchangedWhereItStands() async throws {
        let company = try await TestCompany(.sqlite)
        for sku in ["DRILL", "MOTOR"] { try await company.product(sku, .serial) }
        try await company.location("WH-Bench")
        try await company.post(.receipt, [company.line("MOTOR", 2, "M-1", "M-2")])
        try await withPages(of: company.operations) { pages in
            let order = "product=DRILL&quantity=1&outputs_text=D-1&components/0/product=MOTOR"
            let made = try pages.submit("production-orders", order + "&components/0/numbers_text=M-1&do=true")
            #expect(made == 303)
            // The motors came first.
            let drill = 3
            let unit = try pages.page("lots/\(drill)/unit")
            #expect(unit.contains("/lots/\(drill)/components?product=MOTOR&amp;number=M-1"))
            let form = try pages.page("lots/\(drill)/components?product=MOTOR&number=M-1")
            #expect(form.contains("value=\"M-1\"") && form.contains("WH-Bench"))
            let swap = "out/product=MOTOR&out/number=M-1&out/to=WH-Bench&in/product=MOTOR&in/number=M-2&reason=worn"
            #expect(try pages.submit("lots/\(drill)/components", swap) == 303)
        }
        #expect(try await company.stock("MOTOR") == ["WH-Bench M-1 1"])
    }

    /// The page of an order for 20,000 serials had 20 MB.
    @Test func aLongOrderListsItsFirstSteps() async throws {
        let company = try await TestCompany(.sqlite)
        try await company.product("DRILL", .serial)
        try await withPages(of: company.operations) { pages in
            let made = try pages.submit("production-orders", "product=DRILL&quantity=130&do=true")
            #expect(made == 303)
            let page = try pages.page("production-orders/MO-00001")
            #expect(page.contains("30 more steps are not listed here") && page.contains("30 more postings"))
        }
    }

    /// What a form of an order had to say was lost on the way to its page.
    @Test func aWarningOfAnOrderIsToldOnThePageItLeadsTo() async throws {
        let company = try await TestCompany(.sqlite)
        try await company.product("PASTE")
        try await company.product("OIL", Tracking.none)
        try await company.post(.receipt, [company.line("OIL", 20)])
        try await withPages(of: company.operations) { pages in
            let order = "product=PASTE&quantity=4&components/0/product=OIL&components/0/quantity=8"
            let made = try pages.submit("production-orders", order)
            #expect(made == 303)
            let used = "outputs_text=P-1;4&components/0/product=OIL&components/0/quantity=9"
            #expect(try pages.submit("production-orders/MO-00001/do", used) == 303)
            #expect(try pages.followed().contains("9 pcs of OIL are used, 8 are planned."))
            #expect(try pages.page("production-orders/MO-00001").contains("are planned.") == false)
            #expect(try pages.submit("production-orders", order + "&outputs_text=4;4&do=true") == 303)
            #expect(try pages.followed().contains("<b>Note.</b>"), "R16: 4 equals the quantity")
        }
    }
}
