import SQLCore
import StockDomain
import StockOperations
import StockStore
import TestSupport
import Testing

struct ReturnTests {
    @Test(arguments: SQLEngine.allCases)
    func aReturnProposesWhatTheCustomerHolds(engine: SQLEngine) async throws {
        // R27, S118: the last delivery first; what came back is his no more.
        let company = try await TestCompany(engine)
        try await company.product("LAMP", .serial)
        try await company.partner("C1")
        try await company.partner("C2")
        try await company.post(.receipt, [company.line("LAMP", 5, "S1", "S2", "S3", "S4", "S5")])
        let first = try await company.post(
            .delivery, [company.line("LAMP", 2, "S1", "S2")], partner: "C1", at: "2026-05-03T08:00:00Z")
        company.clock.advance(seconds: 60)
        try await company.post(.delivery, [company.line("LAMP", 2, "S3", "S4")], partner: "C1")
        try await company.post(.delivery, [company.line("LAMP", 1, "S5")], partner: "C2")
        try await company.post(.customerReturn, [company.line("LAMP", 1, "S3")], partner: "C1")
        let draft = try await company.draft(.customerReturn, [company.line("LAMP", 2)], partner: "C1")
        #expect(draft.lines[0].proposed.map { "\($0.number) \($0.source)" } == ["S4 OUT-00002", "S1 OUT-00001"])
        var ofFirst = company.line("LAMP", 3)
        ofFirst.delivery = first.document.number
        let named = try await company.draft(.customerReturn, [ofFirst], partner: "C1")
        #expect(named.lines[0].proposed.map(\.number.text) == ["S1", "S2"])
        #expect(named.lines[0].delivery == "OUT-00001")
        // Proposed is not read off the goods: nothing comes back without a number.
        let refusal = try await #require(throws: Refusal.self) { try await company.finish(draft) }
        #expect(refusal.code == "number_required")
    }

    @Test(arguments: SQLEngine.allCases)
    func aNumberOfAnotherDeliveryAsks(engine: SQLEngine) async throws {
        // R27
        let company = try await TestCompany(engine)
        try await company.product("LAMP", .serial)
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("LAMP", 2, "S1", "S2")])
        let first = try await company.post(.delivery, [company.line("LAMP", 1, "S1")], partner: "C1")
        try await company.post(.delivery, [company.line("LAMP", 1, "S2")], partner: "C1")
        var line = company.line("LAMP", 1, "S2")
        line.delivery = first.document.number
        let asked = try await #require(throws: Refusal.self) {
            try await company.post(.customerReturn, [line], partner: "C1")
        }
        #expect(asked.questions.map(\.code) == ["not_held_by_partner"])
    }

    @Test(arguments: SQLEngine.allCases)
    func whatNeverWasHisReducesNobodyElsesNet(engine: SQLEngine) async throws {
        // R27
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.partner("C1")
        try await company.partner("C2")
        try await company.post(.receipt, [company.line("NUT", 10, "A")])
        try await company.post(.delivery, [company.line("NUT", 4, "A")], partner: "C1")
        let lines = [company.line("NUT", 3, "A")]
        let asked = try await #require(throws: Refusal.self) {
            try await company.post(.customerReturn, lines, partner: "C2")
        }
        try await company.post(
            .customerReturn, lines, partner: "C2", answers: [asked.questions[0].id: "origin_unknown"])
        let held = try await company.operations.units(heldBy: "C1", as: company.admin).items
        #expect(held.map { "\($0.number) \($0.quantity)" } == ["A 4"])
        #expect(try await company.operations.units(heldBy: "C2", as: company.admin).items.isEmpty)
        let scope = try await company.operations.recallScope(of: "A", as: company.admin)
        #expect(scope.gaps.first { $0.code == .originUnknown }?.units == 3)
    }

    /// What he had brought back without having it was taken off what he got later: his return was asked about, the
    /// delivery could not be taken back, his page listed nothing, and a recall told that he had returned everything.
    @Test(arguments: SQLEngine.allCases)
    func whatHeBroughtWithoutHavingItTakesNothingOffWhatHeGetsLater(engine: SQLEngine) async throws {
        // R27, R45
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.partner("C1")
        try await company.partner("C2")
        try await company.post(.receipt, [company.line("NUT", 10, "A")])
        try await company.post(.delivery, [company.line("NUT", 4, "A")], partner: "C1")
        let strange = try await company.post(
            .customerReturn, [company.line("NUT", 3, "A")], partner: "C2",
            answers: ["lines/0/numbers/0:not_held": "origin_unknown"])
        company.clock.advance(seconds: 60)
        let later = try await company.post(.delivery, [company.line("NUT", 2, "A")], partner: "C2")
        func held() async throws -> [String] {
            try await company.operations.units(heldBy: "C2", as: company.admin).items
                .map { "\($0.number) \($0.quantity) \($0.document ?? "-")" }
        }
        #expect(try await held() == ["A 2 \(later.document.number)"])
        let scope = try await company.operations.recallScope(of: "A", as: company.admin)
        #expect(scope.consignees.map { "\($0.partner?.code ?? "") \($0.quantity ?? 0)" } == ["C1 4", "C2 2"])
        #expect(scope.returnedAll.isEmpty && scope.gaps.first { $0.code == .originUnknown }?.units == 3)
        company.clock.advance(seconds: 60)
        let back = try await company.post(.customerReturn, [company.line("NUT", 1, "A")], partner: "C2")
        #expect(try await held() == ["A 1 \(later.document.number)"])
        // What was taken back never counted, and a delivery with all its goods still there is taken back as ever.
        for number in [back.document.number, strange.document.number] {
            _ = try await company.operations.reverse(
                .customerReturn, number, reason: "not ours", company.command(), answer: Told().keep)
        }
        #expect(try await held() == ["A 2 \(later.document.number)"])
        _ = try await company.operations.reverse(
            .delivery, later.document.number, reason: "not sent", company.command(), answer: Told().keep)
        #expect(try await held() == [])
        #expect(try await company.disagreements() == [])
    }

    @Test(arguments: SQLEngine.allCases)
    func aReturnTakenBackLeavesTheUnitWithWhoHadIt(engine: SQLEngine) async throws {
        // R27, R53: it was with whoever had sent it, since the day of his return.
        let company = try await TestCompany(engine)
        try await company.product("PUMP", .serial)
        try await company.partner("C1")
        try await company.partner("C2")
        try await company.post(.receipt, [company.line("PUMP", 1, "S1")])
        let delivered = try await company.post(.delivery, [company.line("PUMP", 1, "S1")], partner: "C1")
        company.clock.advance(seconds: 86_400)
        let lines = [company.line("PUMP", 1, "S1")]
        let asked = try await #require(throws: Refusal.self) {
            try await company.post(.customerReturn, lines, partner: "C2")
        }
        let back = try await company.post(
            .customerReturn, lines, partner: "C2", answers: [asked.questions[0].id: "origin_unknown"])
        _ = try await company.operations.reverse(
            .customerReturn, back.document.number, reason: "not ours", company.command(), answer: Told().keep)
        let unit = try await company.store { store in
            let pump = try #require(try store.product(sku: "PUMP"))
            let lot = try #require(
                try store.lot(number: LotNumber(stored: "S1"), kind: .serial, of: pump.id))
            return try store.whereabouts(of: [lot.id])[lot.id]
        }
        #expect(unit?.partnerName == "Partner C1" && unit?.lastDocument == delivered.document.number)
        #expect(unit?.since == delivered.document.happenedAt)
    }

    @Test(arguments: SQLEngine.allCases)
    func releasedReturnsGoBackToStock(engine: SQLEngine) async throws {
        // R27
        let company = try await TestCompany(engine)
        try await company.add(
            Product(sku: "CUP", name: "Cup", tracking: .lot, handling: Handling(returnsAreReleased: true)))
        try await company.product("NUT")
        try await company.partner("C1")
        let goods = [company.line("CUP", 5, "A"), company.line("NUT", 5, "B")]
        try await company.post(.receipt, goods)
        try await company.post(.delivery, goods, partner: "C1")
        try await company.post(.customerReturn, goods, partner: "C1")
        #expect(try await company.stock("CUP") == ["WH-Stock A 5"])
        #expect(try await company.stock("NUT") == ["WH-Returns B 5"])
    }

    @Test(arguments: SQLEngine.allCases, [ReturnedStockDate.keep, .new])
    func returnedGoodsKeepTheirAgeUnlessTheSettingSaysOtherwise(
        engine: SQLEngine, setting: ReturnedStockDate
    ) async throws {
        // R27, X013
        let company = try await TestCompany(
            engine, settings: Settings(lotsAndSerials: true, returnedStockDate: setting))
        try await company.product("NUT")
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("NUT", 5, "A")], at: "2026-05-01T08:00:00Z")
        try await company.post(.delivery, [company.line("NUT", 5, "A")], partner: "C1", at: "2026-05-01T09:00:00Z")
        try await company.post(
            .customerReturn, [company.line("NUT", 5, "A")], partner: "C1", at: "2026-05-02T08:00:00Z")
        let stock = try await company.operations.stock(StockQuestion(product: "NUT"), as: company.admin).items
        let expected = setting == .keep ? "2026-05-01T08:00:00Z" : "2026-05-02T08:00:00Z"
        #expect(stock.map(\.incomingAt) == [Instant(rfc3339: expected)])
    }

    @Test(arguments: SQLEngine.allCases)
    func aSupplierGetsBackWhatCameFromHim(engine: SQLEngine) async throws {
        // R27
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.partner("S1", .supplier)
        try await company.partner("S2", .supplier)
        try await company.post(.receipt, [company.line("NUT", 5, "OLD")], partner: "S2", at: "2026-05-01T08:00:00Z")
        try await company.post(.receipt, [company.line("NUT", 5, "NEW")], partner: "S1", at: "2026-05-02T08:00:00Z")
        let draft = try await company.draft(.supplierReturn, [company.line("NUT", 3)], partner: "S1")
        #expect(draft.lines[0].proposed.map { "\($0.number) \($0.quantity) \($0.source)" } == ["NEW 3 WH-Stock"])
        _ = try await company.finish(draft)
        #expect(try await company.stock("NUT") == ["WH-Stock NEW 2", "WH-Stock OLD 5"])
        let refusal = try await #require(throws: Refusal.self) {
            try await company.post(.supplierReturn, [company.line("NUT", 3)], partner: "S1")
        }
        #expect(refusal.code == "number_required")
        // What went back may come again.
        try await company.post(.receipt, [company.line("NUT", 3, "NEW")], partner: "S1")
    }

    @Test(arguments: SQLEngine.allCases)
    func aReturnMayBeEnteredLate(engine: SQLEngine) async throws {
        // R30: down to the lock date, and not before the goods had left.
        let company = try await TestCompany(engine)
        try await company.product("LAMP", .serial)
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("LAMP", 1, "S")], at: "2026-05-01T08:00:00Z")
        try await company.post(.delivery, [company.line("LAMP", 1, "S")], partner: "C1", at: "2026-05-02T08:00:00Z")
        let refusal = try await #require(throws: Refusal.self) {
            try await company.post(
                .customerReturn, [company.line("LAMP", 1, "S")], partner: "C1", at: "2026-05-01T12:00:00Z")
        }
        #expect(refusal.code == "not_there_then")
        try await company.post(
            .customerReturn, [company.line("LAMP", 1, "S")], partner: "C1", at: "2026-05-02T12:00:00Z")
    }
}
