import SQLCore
import StockDomain
import StockOperations
import TestSupport
import Testing

/// R7: goods on their way are stock too, and get their numbers like the rest.
struct ChangeInTransitTests {
    private func ship(_ company: TestCompany, _ lines: [LineRequest]) async throws -> DocumentView {
        let draft = try await company.draft(.transfer, lines, location: "WH-Stock", to: "SHELF")
        return try await company.act {
            try await company.operations.ship(draft.document.number, DoRequest(), $0, answer: $1)
        }
    }

    private func company(_ engine: SQLEngine, _ tracking: Tracking, _ number: String? = nil) async throws -> TestCompany
    {
        let company = try await TestCompany(engine)
        try await company.product("PUMP", tracking)
        try await company.location("SHELF")
        let line = number.map { company.line("PUMP", 5, $0) } ?? company.line("PUMP", 5)
        try await company.post(.receipt, [line], at: "2026-04-05T08:00:00Z")
        return company
    }

    @Test(arguments: SQLEngine.allCases)
    func goodsInTransitArriveUnderTheirNewNumbers(engine: SQLEngine) async throws {
        let company = try await company(engine, .none)
        let sent = try await ship(company, [company.line("PUMP", 3)])
        company.clock.advance(seconds: 60)
        try await company.change("PUMP", to: .serial, nil, "WH-Stock: S1 S2\nWH-Transit: S3 S4 S5")
        #expect(try await company.stock("PUMP").filter { $0.hasPrefix("WH-Transit") }.count == 3)
        company.clock.advance(seconds: 60)
        let part = try await company.receive(
            sent,
            DoRequest(
                lines: [
                    DoRequest.Line(id: sent.lines[0].id, numbers: [.one(NumberEntry(number: LotNumber(stored: "S4")))])
                ], rest: .backorder))
        #expect(part.document.state == .inTransit)
        _ = try await company.receive(part, DoRequest())
        #expect(
            try await company.stock("PUMP") == [
                "SHELF S3 1", "SHELF S4 1", "SHELF S5 1", "WH-Stock S1 1", "WH-Stock S2 1",
            ])
        try await company.expectSound()
    }

    @Test(arguments: SQLEngine.allCases)
    func whatIsMissingOnTheWayIsADifferenceAndDoesNotArrive(engine: SQLEngine) async throws {
        let company = try await company(engine, .lot, "L1")
        let sent = try await ship(company, [company.line("PUMP", 3, "L1")])
        company.clock.advance(seconds: 60)
        try await company.change("PUMP", to: .serial, nil, "WH-Stock: S1 S2\nWH-Transit: S3 S4", reason: "fell off")
        company.clock.advance(seconds: 60)
        let done = try await company.receive(sent, DoRequest())
        #expect(done.document.state == .done)
        #expect(try await company.stock("PUMP") == ["SHELF S3 1", "SHELF S4 1", "WH-Stock S1 1", "WH-Stock S2 1"])
        #expect(try await company.reached(from: "L1", of: "PUMP") == ["S1", "S2", "S3", "S4"])
        try await company.expectSound()
    }

    @Test(arguments: SQLEngine.allCases)
    func eachOfSeveralTransfersArrivesUnderTheNumbersOfItsOldLot(engine: SQLEngine) async throws {
        let company = try await company(engine, .lot, "L1")
        try await company.post(.receipt, [company.line("PUMP", 2, "L2")], at: "2026-04-05T09:00:00Z")
        let first = try await ship(company, [company.line("PUMP", 1, "L1")])
        let second = try await ship(company, [company.line("PUMP", 2, "L2")])
        company.clock.advance(seconds: 60)
        try await company.change(
            "PUMP", to: .serial, nil, "WH-Stock: S1<L1 S2<L1 S3<L1 S4<L1\nWH-Transit: S7<L2 S8<L2 S9<L1")
        company.clock.advance(seconds: 60)
        _ = try await company.receive(second, DoRequest())
        #expect(try await company.stock("PUMP").filter { $0.hasPrefix("SHELF") } == ["SHELF S7 1", "SHELF S8 1"])
        _ = try await company.receive(first, DoRequest())
        #expect(
            try await company.stock("PUMP").filter { $0.hasPrefix("SHELF") } == [
                "SHELF S7 1", "SHELF S8 1", "SHELF S9 1",
            ])
        try await company.expectSound()
    }

    @Test(arguments: SQLEngine.allCases, [Tracking.lot, .none])
    func serialsOfSeveralTransfersMayBecomeOneLotOrPlainGoods(engine: SQLEngine, level: Tracking) async throws {
        let company = try await TestCompany(engine)
        try await company.product("PUMP", .serial)
        try await company.location("SHELF")
        try await company.post(.receipt, [company.line("PUMP", 3, "S1", "S2", "S3")], at: "2026-04-05T08:00:00Z")
        let first = try await ship(company, [company.line("PUMP", 1, "S1")])
        let second = try await ship(company, [company.line("PUMP", 2, "S2", "S3")])
        company.clock.advance(seconds: 60)
        try await company.change("PUMP", to: level, nil, level == .lot ? "WH-Transit: LOT=3" : "")
        company.clock.advance(seconds: 60)
        let number = level == .lot ? "LOT" : "-"
        _ = try await company.receive(first, DoRequest())
        #expect(try await company.stock("PUMP") == ["SHELF \(number) 1", "WH-Transit \(number) 2"])
        _ = try await company.receive(second, DoRequest())
        #expect(try await company.stock("PUMP") == ["SHELF \(number) 3"])
        try await company.expectSound()
    }

    @Test func ofGoodsAlikeOnSeveralTransfersNobodyCouldTellTheNumbersApart() async throws {
        let company = try await company(.sqlite, .none)
        for _ in 0..<2 { _ = try await ship(company, [company.line("PUMP", 1)]) }
        company.clock.advance(seconds: 60)
        let refusal = try await #require(throws: Refusal.self) {
            try await company.change("PUMP", to: .serial, nil, "WH-Stock: S1 S2 S3\nWH-Transit: S4 S5")
        }
        #expect(refusal.code == "in_transit")
    }
}
