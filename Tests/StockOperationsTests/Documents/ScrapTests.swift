import SQLCore
import StockDomain
import StockOperations
import TestSupport
import Testing

/// What ends as waste, and under which number (R26, S120–S122, X046).
struct ScrapTests {
    /// Whether a scrap of so many is refused, and with which code; nil when it is done.
    private func refusal(
        _ company: TestCompany, _ line: LineRequest, location: String? = nil
    ) async -> Refusal? {
        do {
            try await company.post(.scrap, [line], location: location, reason: "broken")
            return nil
        } catch {
            return error as? Refusal
        }
    }

    @Test(arguments: SQLEngine.allCases)
    func aTrackedComponentIsScrappedByItsNumberOnly(engine: SQLEngine) async throws {
        // S120: 12 in one lot, of which an order breaks one.
        let company = try await TestCompany(engine)
        try await company.product("OIL")
        try await company.product("PASTE")
        try await company.post(.receipt, [company.line("OIL", 12, "O-1")])
        let order = try await company.order("PASTE", 1, outputs: ["P-1"], of: [company.part("OIL", 2, "O-1")])
        func make(_ broken: PartRequest) async throws -> DocumentView {
            let request = ProductionDoRequest(scrapped: [broken], reason: "spilt")
            return try await company.act {
                try await company.operations.carryOutProduction(order.document.number, request, $0, answer: $1)
            }
        }
        let refused = try await #require(throws: Refusal.self) { _ = try await make(company.part("OIL", 1)) }
        #expect(refused.code == "number_required")
        #expect(try await company.stock("OIL") == ["WH-Stock O-1 12"])
        _ = try await make(company.part("OIL", 1, "O-1"))
        #expect(try await company.stock("OIL") == ["WH-Stock O-1 9"])
        let ledger = try await company.operations.movements(document: order.document.number, as: company.admin).items
        #expect(
            ledger.filter { $0.kind == .scrap }.map { "\($0.number?.text ?? "-") \($0.quantity) \($0.to)" } == [
                "O-1 1 Scrap"
            ])
        try await company.expectSound()
    }

    @Test(arguments: SQLEngine.allCases)
    func aScrapDocumentNamesWhatItScraps(engine: SQLEngine) async throws {
        // S120: the oldest lot was taken, which need not be the one that broke.
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.product("PUMP", .serial)
        try await company.post(
            .receipt, [company.line("NUT", 5, "A=2", "B=3"), company.line("PUMP", 2, "S1", "S2")])
        let lots = await refusal(company, company.line("NUT", 1))
        #expect(lots?.faults.map { "\($0.pointer) \($0.code)" } == ["/lines/0/numbers number_required"])
        #expect(lots?.detail == "Say which lot of NUT is scrapped: no number is named for 1 pcs.")
        let serials = await refusal(company, company.line("PUMP", 2, "S1"))
        #expect(serials?.detail == "Say which serial of PUMP is scrapped: no number is named for 1 pcs.")
        #expect(await refusal(company, company.line("NUT", 9))?.code == "number_required")
        #expect(await refusal(company, company.line("NUT", 3, "B=2"))?.code == "number_required")
        #expect(await refusal(company, company.line("NUT", 1), location: "WH-Returns")?.code == "insufficient_stock")
        #expect(try await company.stock("NUT") == ["WH-Stock A 2", "WH-Stock B 3"])
        #expect(await refusal(company, company.line("NUT", 1, "B")) == nil)
        #expect(try await company.stock("NUT") == ["WH-Stock A 2", "WH-Stock B 2"])
    }

    @Test(arguments: SQLEngine.allCases)
    func whatAScrapHasSetAsideHasItsNumbers(engine: SQLEngine) async throws {
        // S120: the draft shows the numbers before anything is done.
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.post(.receipt, [company.line("NUT", 5, "A=2", "B=3")])
        let draft = try await company.draft(.scrap, [company.line("NUT", 3)], reason: "broken")
        func carryOut() async throws -> DocumentView {
            try await company.act {
                try await company.operations.carryOut(.scrap, draft.document.number, DoRequest(), $0, answer: $1)
            }
        }
        #expect(try await #require(throws: Refusal.self) { _ = try await carryOut() }.code == "number_required")
        _ = try await company.act {
            try await company.operations.reserve(.scrap, draft.document.number, $0, answer: $1)
        }
        #expect(try await carryOut().told == ["A 2", "B 1"])
        #expect(try await company.stock("NUT") == ["WH-Stock B 2"])
    }

    @Test(arguments: SQLEngine.allCases)
    func whatHasNoNumberIsScrappedWithoutOne(engine: SQLEngine) async throws {
        // S121: plain stock from before the product was tracked, and goods that get their numbers at delivery.
        let company = try await TestCompany(engine)
        try await company.product("PUMP", Tracking.none)
        try await company.add(Product(sku: "LAMP", name: "Lamp", tracking: .serial, capture: .deliveryOnly))
        try await company.post(.receipt, [company.line("PUMP", 3), company.line("LAMP", 3)])
        try await company.setLevel("PUMP", .lot)
        try await company.post(.receipt, [company.line("PUMP", 2, "L1")])
        #expect(await refusal(company, company.line("PUMP", 2)) == nil)
        #expect(await refusal(company, company.line("LAMP", 1)) == nil)
        #expect(try await company.stock("PUMP") == ["WH-Stock - 1", "WH-Stock L1 2"])
        #expect(try await company.stock("LAMP") == ["WH-Stock - 2"])
        // Two are more than there are without: one of them has a number, which nobody has named.
        #expect(await refusal(company, company.line("PUMP", 2))?.code == "number_required")
    }

    @Test(arguments: SQLEngine.allCases)
    func aSerialIsScrappedWhereItStandsAfterAWord(engine: SQLEngine) async throws {
        // S122: the form says SH2, the serial stands in SH1.
        let company = try await TestCompany(engine)
        try await company.product("PUMP", .serial)
        for code in ["SH1", "SH2"] { try await company.location(code) }
        try await company.post(.receipt, [company.line("PUMP", 1, "SN1")], location: "SH1")
        let asked = try #require(await refusal(company, company.line("PUMP", 1, "SN1"), location: "SH2"))
        #expect(asked.questions.map(\.code) == ["serial_other_place"])
        #expect(asked.detail.contains("SN1 is not in SH2") && asked.detail.contains("SH1"))
        let done = try await company.post(
            .scrap, [company.line("PUMP", 1, "SN1")], location: "SH2", reason: "broken",
            answers: [asked.questions[0].id: "take_from_there"])
        let ledger = try await company.operations.movements(document: done.document.number, as: company.admin).items
        #expect(ledger.map { "\($0.from) \($0.to)" } == ["SH1 Scrap"])
        #expect(try await company.stock("PUMP") == [])
    }

    @Test(arguments: SQLEngine.allCases)
    func aScrapEatsIntoAReservationKeptInAnotherUnit(engine: SQLEngine) async throws {
        // X046: a third of a dozen is set aside, and a quarter is left.
        let company = try await TestCompany(engine)
        try await company.product("EGG", .none, packagings: [Packaging(name: "dozen", quantity: 12)])
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("EGG", 4)])
        var dozen = company.line("EGG", 1)
        dozen.packaging = "dozen"
        let delivery = try await company.draft(.delivery, [dozen], partner: "C1").document.number
        #expect(try await company.reserve(delivery).lines.map(\.reserved) == [4])
        let asked = try #require(await refusal(company, company.line("EGG", 1)))
        #expect(asked.questions.map(\.code) == ["reserved_for_other"] && asked.detail.contains(delivery))
        try await company.post(
            .scrap, [company.line("EGG", 1)], reason: "broken", answers: [asked.questions[0].id: "take"])
        let left = try await company.operations.document(.delivery, delivery, as: company.admin)
        #expect(left.lines.map(\.reserved) == [3] && left.lines.map(\.missing) == [9])
        #expect(left.lines.map(\.quantity) == [12])
        #expect(try await company.stock("EGG") == ["WH-Stock - 3 (3 reserved)"])
        try await company.expectSound()
    }
}
