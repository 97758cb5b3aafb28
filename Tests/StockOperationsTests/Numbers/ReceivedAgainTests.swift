import SQLCore
import StockDomain
import StockOperations
import StockStore
import TestSupport
import Testing

/// Numbers that come in more than once.
struct ReceivedAgainTests {
    @Test(arguments: SQLEngine.allCases)
    func aSerialComesBackFromItsHolderWhoeverBringsIt(engine: SQLEngine) async throws {
        // R11
        let company = try await TestCompany(engine)
        try await company.product("LAMP", .serial)
        try await company.partner("SUP-1", .supplier)
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("LAMP", 1, "S")], partner: "SUP-1")
        try await company.post(.delivery, [company.line("LAMP", 1, "S")], partner: "C1")
        let back = try await company.post(
            .receipt, [company.line("LAMP", 1, "S")], partner: "SUP-1",
            answers: ["lines/0/numbers/0:serial_elsewhere": "returned"])
        let posting = try #require(back.postings.first)
        #expect(posting.kind == .customerReturn)
        let holder = try await company.store { store in
            try store.posting(posting.id)?.partnerID.flatMap { try store.partner($0) }?.code
        }
        #expect(holder == "C1")
    }

    @Test(arguments: SQLEngine.allCases)
    func aSerialThatWentBackToItsSupplierComesInAgain(engine: SQLEngine) async throws {
        // R11, S106
        let company = try await TestCompany(engine)
        try await company.product("LAMP", .serial)
        try await company.partner("SUP-1", .supplier)
        try await company.post(.receipt, [company.line("LAMP", 1, "Michel")], partner: "SUP-1")
        try await company.post(.supplierReturn, [company.line("LAMP", 1, "Michel")], partner: "SUP-1")
        try await company.post(.receipt, [company.line("LAMP", 1, "Michel")], partner: "SUP-1")
        #expect(try await company.stock("LAMP") == ["WH-Stock Michel 1"])
    }

    @Test(arguments: SQLEngine.allCases)
    func oneNewLotOnSeveralLinesIsOneLot(engine: SQLEngine) async throws {
        // R10, S074
        let company = try await TestCompany(engine)
        try await company.product("P")
        try await company.post(
            .receipt,
            [
                company.line("P", 8, "lot-001=3", "lot-002=3", "lot-003=2"),
                company.line("P", 8, "lot-003=2", "lot-004=4", "lot-001=1", "lot-005=1"),
            ])
        #expect(
            try await company.stock("P") == [
                "WH-Stock lot-001 4", "WH-Stock lot-002 3", "WH-Stock lot-003 4", "WH-Stock lot-004 4",
                "WH-Stock lot-005 1",
            ])
    }
}
