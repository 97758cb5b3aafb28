import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

/// Pages around the trace, as a browser gets them.
@Suite struct TracePageTests {
    /// PUMP SN-1 and OIL L-1, of which L-2 was split; SN-1 is with C1. Ids follow the order of receipt.
    private func withPages(
        _ talk: @escaping @Sendable (HTTPClient, _ ids: [String: Int64]) throws -> Void
    ) async throws {
        let company = try await TestCompany(.sqlite)
        try await company.add(Product(sku: "PUMP", name: "Pump <b>", tracking: .serial, warrantyMonths: 12))
        try await company.product("OIL")
        try await company.product("BOLT", .none)
        try await company.partner("C1")
        try await company.post(
            .receipt,
            [company.line("PUMP", 1, "SN-1"), company.line("OIL", 9, "L-1"), company.line("BOLT", 5)],
            at: "2026-02-01T08:00:00Z")
        try await company.post(.delivery, [company.line("PUMP", 1, "SN-1")], partner: "C1", at: "2026-03-01T08:00:00Z")
        let server = Routes(company.operations) { "key-\(UInt64.random(in: .min ... .max))" }.server(
            ServerOptions(port: 0))
        let ids = try await company.store { store in
            Dictionary(
                uniqueKeysWithValues: try store.lots(LotFilter(), before: nil, limit: 10).map {
                    ($0.number.text, $0.id.rawValue)
                })
        }
        try await withClient(of: server) { try talk($0, ids) }
    }

    @Test func everyPageAnswersAndSaysItInItsFirstLine() async throws {
        try await withPages { http, ids in
            let unit = "/lots/\(ids["SN-1"]!)"
            let lot = "/lots/\(ids["L-1"]!)"
            for (path, words) in [
                (unit + "/unit", "It is under warranty until 1 March 2027."),
                (unit + "/certificate", "Postings and their hashes"), (lot + "/certificate", "verify"),
                (lot + "/trace", "is not made of other numbers on record"),
                (lot + "/trace?known_on=2026-01-01", "As it was known on 1 January 2026"),
                (unit + "/recall?known_on=2026-01-01", "Nothing of this number has been booked."),
                (lot + "/neighbours", "No other lot of OIL stood open beside it."),
                ("/trace?partner=C1", "SN-1"), ("/trace?product=OIL", "L-1"),
                ("/trace?document=IN-00001", "Trace of IN-00001"),
                ("/reports/mass-balance?product=OIL", "came in, and all of it is here or went where the records say"),
                ("/reports/mass-balance?lot=\(ids["SN-1"]!)", "/reports/mass-balance/delivered"),
                ("/reports/mass-balance/received?product=OIL", "1 movement comes to"),
                ("/reports/mass-balance", "Product (SKU)"), ("/reports/gaps", "the one that makes a recall largest"),
                ("/reports/exposure", "Receipt"),
                ("/reports/exposure?receipt=IN-00001&product=BOLT", "An estimate, since BOLT carries no number"),
            ] {
                let answer = try http.get(path)
                #expect(answer.status == 200, "\(path): \(answer.text.prefix(3_000))")
                #expect(answer.text.contains(words), "\(path) does not say “\(words)”")
                #expect(!answer.text.contains("Pump <b>"), "\(path) does not escape names")
            }
        }
    }

    @Test func refusalsStandOnTheirPages() async throws {
        try await withPages { http, ids in
            for path in [
                "/reports/mass-balance?product=OIL&unit=kg", "/reports/exposure?receipt=IN-00001&product=OIL",
                "/trace?product=BOLT", "/lots/\(ids["L-1"]!)/unit",
            ] {
                let answer = try http.get(path)
                #expect(answer.status == 422, "\(path)")
            }
            let missing = try http.get("/trace?document=NONE")
            #expect(missing.status == 404)
        }
    }

    /// It named the partner by code only.
    @Test func theUnitPageSaysWhoHasItAndHowToReachHim() async throws {
        try await withPages { pages, ids in
            let page = try pages.get("/lots/\(ids["SN-1"] ?? 0)/unit").text
            #expect(page.contains("<a href=\"/partners/C1\">Partner C1</a>") && page.contains("mailto:c1@example.com"))
        }
    }

    @Test func serviceAndRegistrationAreFormsOfTheUnit() async throws {
        try await withPages { http, ids in
            let unit = "/lots/\(ids["SN-1"]!)"
            func submit(_ path: String, _ fields: String) throws -> HTTPAnswer {
                let headers = [
                    ("Content-Type", "application/x-www-form-urlencoded"), ("Sec-Fetch-Site", "same-origin"),
                ]
                let key = "idempotency_key=form-\(UInt64.random(in: .min ... .max))"
                return try http.send("POST", path, headers: headers, body: Array("\(key)&\(fields)".utf8))
            }
            #expect(try submit(unit + "/services", "kind=repair&text=New+seal&serviced_on=2026-04-01").status == 303)
            let refused = try submit(unit + "/services", "kind=repair&text=&serviced_on=")
            #expect(refused.status == 422 || refused.status == 400)
            let unknown = try submit(unit + "/registration", "number=REG-77&holder=NOBODY")
            #expect(unknown.status == 422 && unknown.text.contains("REG-77"), "what was typed stays")
            #expect(try submit(unit + "/registration", "number=REG-1&holder=C1").status == 303)
            let page = try http.get(unit + "/unit").text
            #expect(page.contains("New seal") && page.contains("REG-1"))
        }
    }
}
