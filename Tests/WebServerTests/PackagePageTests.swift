import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

/// Packages as people meet them on pages (R31a).
@Suite struct PackagePageTests {
    private func withPages(
        _ company: TestCompany, _ talk: @escaping @Sendable (FormClient) throws -> Void
    ) async throws {
        let server = Routes(company.operations) { "key-\(UInt64.random(in: .min ... .max))" }.server(
            ServerOptions(port: 0))
        try await withClient(of: server) { try talk(FormClient(http: $0)) }
    }

    @Test func aPackageIsMadePackedMovedAndEmptiedOnItsPage() async throws {
        let company = try await TestCompany(.sqlite)
        try await company.product("JAM")
        try await company.location("SHELF")
        _ = try await company.post(.receipt, [company.line("JAM", 10, "J1")])
        try await withPages(company) { pages in
            #expect(try pages.submit("packages", "number=BOX&location=WH-Stock") == 303)
            #expect(try pages.page("packages").contains("href=\"/packages/BOX\""))
            #expect(try pages.submit("packages", "number=BOX&location=WH-Stock") == 422)
            #expect(try pages.page("packages/BOX").contains("Package BOX stands in WH-Stock and is empty."))
            #expect(try pages.submit("packages/BOX/pack", "product=JAM&number=J1&quantity=12&package=") == 422)
            #expect(try pages.submit("packages/BOX/pack", "product=JAM&number=J1&quantity=4&package=") == 303)
            #expect(try pages.submit("packages/BOX/move", "to=SHELF") == 303)
            let page = try pages.page("packages/BOX")
            #expect(page.contains("Package BOX stands in SHELF and holds goods of one product."))
            #expect(page.contains("went from WH-Stock to SHELF in it"))
            #expect(try pages.page("lots/1").contains("href=\"/packages/BOX\""))
            #expect(try pages.submit("packages/BOX/unpack", "") == 303)
            #expect(try pages.page("packages/BOX").contains("is empty"))
        }
    }

    @Test func oneScanTakesAnAnnouncedPackageOverAndDifferencesStandOnTheReceipt() async throws {
        let company = try await TestCompany(.sqlite)
        try await company.product("JAM")
        var lines = [company.line("JAM", 10, "J1"), company.line("JAM", 10, "J1")]
        lines[0].package = "340123450000000000"
        lines[1].package = "340123450000000017"
        _ = try await company.draft(.receipt, lines)
        try await withPages(company) { pages in
            #expect(try pages.page("receipts/IN-00001").contains("href=\"/packages/340123450000000017\""))
            #expect(try pages.submit("receipts/IN-00001/scan", "text=00340123450000000000&quantity=") == 303)
            let page = try pages.page("receipts/IN-00001")
            #expect(page.contains("Package 340123450000000017 was announced and has not been scanned."))
            #expect(page.contains("name=\"lines/0/done\" value=\"10\""))
            #expect(page.contains("name=\"lines/1/done\" value=\"0\""))
            let done = "lines/0/id=1&lines/0/done=10&lines/1/id=2&lines/1/done=0&rest=backorder"
            #expect(try pages.submit("receipts/IN-00001/do", done) == 303)
            #expect(try pages.page("packages/340123450000000000").contains("holds goods of one product"))
            #expect(try pages.leads("find?q=340123450000000000") == "/packages/340123450000000000")
        }
    }
}
