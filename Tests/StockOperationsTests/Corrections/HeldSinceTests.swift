import SQLCore
import StockDomain
import StockOperations
import StockStore
import TestSupport
import Testing

/// Corrections about goods that are held since (R18a, R18c, R34a, decision 18).
struct HeldSinceTests {
    /// 5 of A and 5 of B; C1 got 3 of A.
    private func sold(_ engine: SQLEngine) async throws -> (TestCompany, DocumentView) {
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        for code in ["C1", "C2"] { try await company.partner(code) }
        for place in ["SHELF", "RACK"] { try await company.location(place, below: "WH-Stock") }
        try await company.post(
            .receipt, [company.line("NUT", 5, "A"), company.line("NUT", 5, "B")], at: "2026-05-01T08:00:00Z")
        let sale = try await company.post(.delivery, [company.line("NUT", 3, "A")], partner: "C1")
        company.clock.advance(seconds: 3_600)
        return (company, sale)
    }

    private func hold(_ company: TestCompany, _ number: String, in place: String? = nil) async throws {
        let lot = try await company.lot(number, of: "NUT")
        _ = try await company.operations.hold(
            lot.id, HoldRequest(reason: "smells", location: place), company.command()
        ) { _ in Answer(status: 200, body: []) }
        company.clock.advance(seconds: 60)
    }

    private func release(_ company: TestCompany, _ number: String) async throws {
        let lot = try await company.lot(number, of: "NUT")
        _ = try await company.operations.release(
            lot.id, ReleaseRequest(reason: "it was the box"), company.command()
        ) { _ in Answer(status: 200, body: []) }
        company.clock.advance(seconds: 60)
    }

    private func consignees(_ company: TestCompany, of number: String) async throws -> [String] {
        let scope = try await company.operations.recallScope(of: number, product: "NUT", as: company.admin)
        return scope.consignees.map { "\($0.partner?.code ?? "?") \($0.ofLot)" }
    }

    @Test(arguments: SQLEngine.allCases)
    func aWrongPartnerIsPutRightThoughTheGoodsAreHeldSince(engine: SQLEngine) async throws {
        let (company, sale) = try await sold(engine)
        try await hold(company, "A")
        try await company.correct(sale, .partner(code: "C2"))
        #expect(try await consignees(company, of: "A") == ["C2 3"])
        #expect(try await company.disagreements() == [])
    }

    @Test(arguments: SQLEngine.allCases, [String?.none, "WH-Stock"])
    func theGoodsThatHadLeftMayBeHeldSince(engine: SQLEngine, place: String?) async throws {
        let (company, sale) = try await sold(engine)
        try await hold(company, "B", in: place)
        try await company.correct(sale, "A", to: "B")
        #expect(try await consignees(company, of: "B") == ["C1 3"])
        #expect(try await consignees(company, of: "A") == [])
        #expect(try await company.stock("NUT") == ["WH-Stock A 5", "WH-Stock B 2"])
        #expect(try await company.disagreements() == [])
        // What came back of A is free; what is left of B is not.
        let code = await company.code {
            try await company.post(.delivery, [company.line("NUT", 1, "B")], partner: "C1")
        }
        #expect(code == "lot_blocked")
        try await company.post(.delivery, [company.line("NUT", 1, "A")], partner: "C1")
    }

    @Test(arguments: SQLEngine.allCases)
    func whatWasHeldWhenItWasBookedHadNotLeft(engine: SQLEngine) async throws {
        let (company, _) = try await sold(engine)
        try await hold(company, "B")
        // Dated back to before the block, and corrected to the held goods: no way out.
        let late = try await company.post(
            .delivery, [company.line("NUT", 1, "A")], partner: "C2", at: "2026-05-02T08:00:00Z")
        #expect(await company.code { try await company.correct(late, "A", to: "B") } == "lot_blocked")
        // Nor after the goods have moved and taken their block along.
        try await release(company, "B")
        try await company.post(.transfer, [company.line("NUT", 5, "B")], location: "WH-Stock", to: "SHELF")
        try await hold(company, "B", in: "SHELF")
        let sale = try await company.post(.delivery, [company.line("NUT", 1, "A")], partner: "C2")
        company.clock.advance(seconds: 60)
        try await company.post(.transfer, [company.line("NUT", 5, "B")], location: "SHELF", to: "RACK")
        #expect(await company.code { try await company.correct(sale, "A", to: "B") } == "lot_blocked")
        #expect(try await company.disagreements() == [])
    }

    @Test(arguments: SQLEngine.allCases)
    func whatIsHeldUnderTheWrongNumberIsHeldUnderTheRightOne(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.partner("C1")
        let receipt = try await company.post(.receipt, [company.line("NUT", 5, "A")])
        company.clock.advance(seconds: 60)
        try await hold(company, "A")
        try await company.correct(receipt, "A", to: "NEW")
        let code = await company.code {
            try await company.post(.delivery, [company.line("NUT", 1, "NEW")], partner: "C1")
        }
        #expect(code == "lot_blocked")
        try await release(company, "NEW")
        try await company.post(.delivery, [company.line("NUT", 1, "NEW")], partner: "C1")
        #expect(try await company.disagreements() == [])
    }

    @Test(arguments: SQLEngine.allCases)
    func whatIsHeldUnderTheNumberItWasJoinedToIsHeldToo(engine: SQLEngine) async throws {
        // Goods of a held lot were free under their right number, since the lot had had another number when it came.
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.partner("C1")
        let receipt = try await company.post(.receipt, [company.line("NUT", 5, "O")])
        try await company.post(.receipt, [company.line("NUT", 5, "A")])
        company.clock.advance(seconds: 60)
        let joined = RenumberRequest(number: LotNumber(stored: "A"), reason: "misread")
        _ = try await company.operations.renumber(
            company.lot("O", of: "NUT").id, joined, company.command(["number:join": "join"])
        ) { _ in Answer(status: 200, body: []) }
        try await hold(company, "A")
        try await company.correct(receipt, "A", to: "NEW")
        let code = await company.code {
            try await company.post(.delivery, [company.line("NUT", 1, "NEW")], partner: "C1")
        }
        #expect(code == "lot_blocked")
        #expect(try await company.disagreements() == [])
    }

    @Test(arguments: SQLEngine.allCases)
    func aDeliveryOfGoodsHeldSinceIsTakenBack(engine: SQLEngine) async throws {
        // R18c
        let (company, sale) = try await sold(engine)
        try await hold(company, "A")
        let number = sale.document.number
        _ = try await company.act { command, answer in
            try await company.operations.reverse(.delivery, number, reason: "never left", command, answer: answer)
        }
        #expect(try await company.stock("NUT") == ["WH-Stock A 5", "WH-Stock B 5"])
        #expect(try await company.disagreements() == [])
    }

    @Test(arguments: SQLEngine.allCases)
    func aLateDeliveryIsJudgedByItsOwnDay(engine: SQLEngine) async throws {
        let (company, _) = try await sold(engine)
        try await hold(company, "B")
        let during = company.clock.now.rfc3339
        company.clock.advance(seconds: 60)
        try await release(company, "B")
        let line = company.line("NUT", 1, "B").because("asked for")
        let code = await company.code { try await company.post(.delivery, [line], partner: "C1", at: during) }
        #expect(code == "lot_blocked")
        try await company.post(.delivery, [line], partner: "C1")
        #expect(try await company.disagreements() == [])
    }
}
