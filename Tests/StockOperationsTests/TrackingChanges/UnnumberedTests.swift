import SQLCore
import StockDomain
import StockOperations
import TestSupport
import Testing

/// Stock without number of a product that is tracked at every move (R29).
struct UnnumberedTests {
    /// 5 without number, and lot L1 with 2.
    private func company(_ engine: SQLEngine) async throws -> TestCompany {
        let company = try await TestCompany(engine)
        try await company.product("PUMP", .none)
        try await company.location("SHELF")
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("PUMP", 5)], at: "2026-04-01T08:00:00Z")
        try await company.setLevel("PUMP", .lot)
        try await company.post(.receipt, [company.line("PUMP", 2, "L1")], at: "2026-04-02T08:00:00Z")
        return company
    }

    // S018, X009, X010, X020: with us the rest is not taken without a number, it is refused.
    @Test(arguments: SQLEngine.allCases)
    func whatHasNoNumberDoesNotLeave(engine: SQLEngine) async throws {
        let company = try await company(engine)
        for (kind, to) in [(DocumentKind.delivery, String?.none), (.transfer, "SHELF")] {
            let refusal = try await #require(throws: Refusal.self) {
                try await company.post(
                    kind, [company.line("PUMP", 3)], partner: kind == .delivery ? "C1" : nil, location: "WH-Stock",
                    to: to)
            }
            #expect(refusal.code == "unnumbered_stock")
        }
        try await company.post(.delivery, [company.line("PUMP", 2)], partner: "C1")
        #expect(try await company.stock("PUMP") == ["WH-Stock - 5"])
    }

    @Test(arguments: SQLEngine.allCases)
    func whatHasNoNumberIsNotPacked(engine: SQLEngine) async throws {
        // R29: the refusal said that there was nothing.
        let company = try await company(engine)
        _ = try await company.operations.makePackage("K-1", at: "WH-Stock", company.command()) { _ in
            Answer(status: 201, body: [])
        }
        let refusal = try await #require(throws: Refusal.self) {
            let line = PackRequest.Line(product: "PUMP", quantity: 3, pointer: "/lines/0")
            _ = try await company.operations.pack("K-1", PackRequest(lines: [line]), company.command()) { _ in
                Answer(status: 200, body: [])
            }
        }
        #expect(refusal.code == "unnumbered_stock")
    }

    // S018: a reservation takes what has a number and says what is missing.
    @Test func aReservationPassesItOver() async throws {
        let company = try await company(.sqlite)
        let draft = try await company.draft(.delivery, [company.line("PUMP", 4)], partner: "C1", location: "WH-Stock")
        let view = try await company.act { [number = draft.document.number] in
            try await company.operations.reserve(.delivery, number, $0, answer: $1)
        }
        #expect(view.lines.map(\.missing) == [2])
    }

    // S017
    @Test func stockTellsBothApart() async throws {
        let company = try await company(.sqlite)
        #expect(try await company.stock("PUMP") == ["WH-Stock - 5", "WH-Stock L1 2"])
        let unnumbered = try await company.operations.unnumberedStock(as: company.admin)
        #expect(unnumbered.items.map(\.quantity) == [5])
        let scope = try await company.operations.recallScope(of: "L1", product: "PUMP", as: company.admin)
        #expect(scope.gaps.first { $0.code == .unnumberedStock }?.units == 5)
    }

    @Test(arguments: SQLEngine.allCases)
    func aScrapWithoutNumberIsAboutIt(engine: SQLEngine) async throws {
        // S121
        let company = try await company(engine)
        try await company.post(.scrap, [company.line("PUMP", 4)], location: "WH-Stock", reason: "rusty")
        #expect(try await company.stock("PUMP") == ["WH-Stock - 1", "WH-Stock L1 2"])
        try await company.expectSound()
    }
}
