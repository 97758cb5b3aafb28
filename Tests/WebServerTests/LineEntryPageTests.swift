import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

/// The forms on an open document that fill its lines one thing at a time.
@Suite struct LineEntryPageTests {
    private func withPages(_ talk: @escaping @Sendable (FormClient) throws -> Void) async throws {
        let company = try await TestCompany(.sqlite)
        try await company.product("DRILL", .serial)
        try await company.product("JAM")
        _ = try await company.draft(.receipt, [company.line("DRILL", 3), company.line("JAM", 10)])
        try await WebServerTests.withPages(of: company.operations, talk)
    }

    @Test func numbersAreScannedAndGeneratedOnAnOpenReceipt() async throws {
        // R13, R20, R20a
        try await withPages { pages in
            let before = try pages.page("receipts/IN-00001")
            #expect(before.contains("Generate numbers"))
            #expect(before.contains("Number unknown"))
            #expect(try pages.submit("receipts/IN-00001/scan", "text=DRILL") == 422)
            #expect(try pages.submit("receipts/IN-00001/generate", "line=1&first=SN-1&per_lot=") == 303)
            #expect(try pages.submit("receipts/IN-00001/generate", "line=2&first=&per_lot=4") == 303)
            let after = try pages.page("receipts/IN-00001")
            for number in ["SN-1", "SN-2", "SN-3", "L0000001", "L0000002", "L0000003"] {
                #expect(after.contains(">\(number)<"), "\(number)")
            }
            #expect(!after.contains("Generate numbers"))
            #expect(try pages.submit("receipts/IN-00001/generate", "line=2&first=&per_lot=4") == 422)
            #expect(try pages.submit("receipts/IN-00001/do", "lines/0/id=1&lines/0/done=3") == 303)
            #expect(try pages.page("receipts/IN-00001").contains("IN-00001 is done."))
        }
    }

    @Test func aTickTakesGoodsInWhoseNumberNobodyKnows() async throws {
        // R20a
        try await withPages { pages in
            let lines = "lines/0/id=1&lines/0/numbers/0/unknown=on&lines/1/id=2&lines/1/numbers_text=J1"
            let status = try pages.submit("receipts/IN-00001/do", lines)
            #expect(status == 303)
            #expect(try pages.page("receipts/IN-00001").contains(">L0000003<"))
        }
    }

    @Test func aFaultOfAPastedListStandsBesideIt() async throws {
        // R15
        try await withPages { pages in
            let lines = "lines/0/id=1&lines/0/numbers_text=A%0AB%0AA&lines/1/id=2&lines/1/numbers_text=J1"
            let status = try pages.submit("receipts/IN-00001/do", lines)
            #expect(status == 422)
            #expect(pages.lastText.contains("line 1 of the list and line 3 of the list"))
            #expect(pages.lastText.contains("field-lines-0-numbers_text-fault"))
        }
    }
}
