import SQLCore
import StockDomain
import StockOperations
import StockStore
import TestSupport
import Testing

/// Receipts whose numbers are ours, unknown or forbidden.
struct ReceiptNumberTests {
    private static func unknown(_ quantity: Quantity? = nil) -> NumberInput {
        .one(NumberEntry(number: LotNumber(stored: ""), quantity: quantity, isUnknown: true))
    }

    @Test(arguments: SQLEngine.allCases)
    func goodsWithoutKnownNumberComeInUnderOneOfOurs(engine: SQLEngine) async throws {
        // R20a
        let company = try await TestCompany(engine)
        try await company.product("P")
        try await company.product("S", .serial)
        let view = try await company.post(
            .receipt,
            [
                LineRequest(product: "P", quantity: 10, numbers: [Self.unknown()]),
                LineRequest(product: "S", numbers: [Self.unknown(2)]),
            ])
        #expect(view.lines.map { $0.numbers.map(\.number?.text) } == [["L0000001"], ["L0000002", "L0000003"]])
        #expect(view.lines.flatMap(\.numbers).allSatisfy { $0.isUnknown && $0.entered == .generated })
        #expect(try await company.stock("S") == ["WH-Stock L0000002 1", "WH-Stock L0000003 1"])
        #expect(try await company.operations.drawnNumbers(as: company.admin).items.isEmpty)
    }

    @Test(arguments: SQLEngine.allCases)
    func aDraftKeepsThatANumberIsUnknownUntilItIsDone(engine: SQLEngine) async throws {
        // R20a
        let company = try await TestCompany(engine)
        try await company.product("P")
        let draft = try await company.draft(
            .receipt, [LineRequest(product: "P", quantity: 3, numbers: [Self.unknown()])])
        #expect(draft.lines[0].numbers.map(\.isUnknown) == [true])
        #expect(try await company.operations.drawnNumbers(as: company.admin).items.isEmpty)
        let number = draft.document.number
        let done = try await company.act {
            try await company.operations.carryOut(.receipt, number, DoRequest(), $0, answer: $1)
        }
        #expect(done.lines[0].numbers.map(\.number?.text) == ["L0000001"])
    }

    @Test(arguments: SQLEngine.allCases)
    func whoIsRefusedDrawsNoNumber(engine: SQLEngine) async throws {
        // R14: numbers are drawn once nothing else is in the way.
        let company = try await TestCompany(engine)
        try await company.product("P")
        await #expect(throws: Refusal.self) {
            try await company.post(
                .receipt,
                [
                    LineRequest(product: "P", quantity: 3, numbers: [Self.unknown()]),
                    LineRequest(product: "P", quantity: 3),
                ])
        }
        #expect(try await company.operations.drawnNumbers(as: company.admin).items.isEmpty)
    }

    @Test(arguments: SQLEngine.allCases)
    func deliveriesNeedTheNumbersOfTheirGoods(engine: SQLEngine) async throws {
        // R6
        let company = try await TestCompany(engine)
        try await company.product("P")
        try await company.partner("C1")
        let refusal = try await #require(throws: Refusal.self) {
            try await company.draft(
                .delivery, [LineRequest(product: "P", quantity: 3, numbers: [Self.unknown()])], partner: "C1")
        }
        #expect(refusal.code == "unknown_number")
    }

    @Test(arguments: SQLEngine.allCases)
    func aKindOfDocumentMayBeForbiddenToBringInNumbers(engine: SQLEngine) async throws {
        // R6, S067, S071
        let settings = Settings(lotsAndSerials: true, kindsWithoutNewNumbers: [.receipt, .count])
        let company = try await TestCompany(engine, settings: settings)
        try await company.product("P")
        try await company.post(.opening, [company.line("P", 1, "A")])
        try await company.post(.receipt, [company.line("P", 2, "A")])
        for kind in [DocumentKind.receipt, .count] {
            let refusal = try await #require(throws: Refusal.self) {
                try await company.post(kind, [company.line("P", 1, "B")], reason: "found")
            }
            #expect(refusal.code == "new_numbers_not_allowed")
        }
        let unknown = try await #require(throws: Refusal.self) {
            try await company.post(.receipt, [LineRequest(product: "P", quantity: 1, numbers: [Self.unknown()])])
        }
        #expect(unknown.code == "new_numbers_not_allowed")
        // The setting does not let goods in without a number either.
        let none = try await #require(throws: Refusal.self) {
            try await company.post(.receipt, [company.line("P", 1)])
        }
        #expect(none.code == "number_required")
        #expect(try await company.stock("P") == ["WH-Stock A 3"])
    }

    @Test(arguments: SQLEngine.allCases)
    func aLotThatOnlySharesItsNumberGetsTheNextOfOurs(engine: SQLEngine) async throws {
        // R10a, R14
        let company = try await TestCompany(engine)
        try await company.add(
            Product(sku: "P", name: "P", tracking: .lot, numbering: Numbering(prefix: "N", padding: 2)))
        try await company.product("Q")
        for code in ["SUP-1", "SUP-2"] { try await company.partner(code, .supplier) }
        let lines = [company.line("P", 1, "A"), company.line("Q", 1, "A")]
        try await company.post(.receipt, lines, partner: "SUP-1")
        let answers = ["lines/0/numbers/0:lot_exists": "new", "lines/1/numbers/0:lot_exists": "new"]
        try await company.post(.receipt, lines, partner: "SUP-2", answers: answers)
        #expect(try await company.stock("P") == ["WH-Stock A 1", "WH-Stock N01 1"])
        #expect(try await company.stock("Q") == ["WH-Stock A 1", "WH-Stock A-SUP-2 1"])
    }

    @Test(arguments: SQLEngine.allCases)
    func aNumberGivenToTellLotsApartIsNotGivenTwice(engine: SQLEngine) async throws {
        // R10a: the second answer "new" made the same number again.
        let company = try await TestCompany(engine)
        try await company.product("Q")
        for code in ["SUP-1", "SUP-2"] { try await company.partner(code, .supplier) }
        let lines = [company.line("Q", 1, "A")]
        try await company.post(.receipt, lines, partner: "SUP-1")
        for _ in 0..<3 {
            try await company.post(
                .receipt, lines, partner: "SUP-2", answers: ["lines/0/numbers/0:lot_exists": "new"])
        }
        #expect(
            try await company.stock("Q") == [
                "WH-Stock A 1", "WH-Stock A-SUP-2 1", "WH-Stock A-SUP-2-2 1", "WH-Stock A-SUP-2-3 1",
            ])
    }

    @Test(arguments: SQLEngine.allCases)
    func aDateThatNothingUsesIsKeptWithTheMovement(engine: SQLEngine) async throws {
        // R4
        let company = try await TestCompany(engine)
        let product = try await company.product("P")
        let dated = { (number: String) in
            LineRequest(
                product: "P", quantity: 1,
                numbers: [.one(NumberEntry(number: LotNumber(stored: number), expiresOn: CalendarDate("2027-01-31")))])
        }
        let view = try await company.post(.receipt, [dated("A")])
        #expect(view.warnings.map(\.code) == ["date_not_used"])
        #expect(try await company.post(.receipt, [dated("B")]).warnings.isEmpty)
        let kept = try await company.store {
            try $0.productsWithUnusedDates().map { "\($0.product.rawValue) \($0.dates)" }
        }
        #expect(kept == ["\(product.rawValue) 2"])
    }

    @Test(arguments: SQLEngine.allCases)
    func oneLotNumberServesALineOfFiveHundredSerials(engine: SQLEngine) async throws {
        // R12
        let company = try await TestCompany(engine)
        try await company.product("S", .serial)
        let batch = NumberEntry(number: LotNumber(stored: "S-001"), batch: LotNumber(stored: "B-7"))
        let line = LineRequest(
            product: "S", quantity: 500, numbers: [.run(first: LotNumber(stored: "S-001"), count: 500, entry: batch)])
        try await company.post(.receipt, [line])
        #expect(try await company.stock("S").count == 500)
        #expect(try await company.lot("S-500", of: "S").batchID == company.lot("B-7", of: "S").id)
        let scope = try await company.operations.recallScope(of: "B-7", product: "S", as: company.admin)
        #expect(scope.totals.received == 500 && scope.totals.onHand == 500)
    }

    @Test(arguments: SQLEngine.allCases)
    func goodsUnderAnUnknownNumberAreAGap(engine: SQLEngine) async throws {
        // R20a, R47: here or sold, they may belong to the lot that is called back.
        let company = try await TestCompany(engine)
        try await company.product("P")
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("P", 5, "A")])
        try await company.post(.receipt, [LineRequest(product: "P", quantity: 10, numbers: [Self.unknown()])])
        try await company.post(.delivery, [company.line("P", 4, "L0000001=4")], partner: "C1")
        try await company.post(.scrap, [company.line("P", 1, "L0000001=1")], reason: "broken")
        let lots = try await company.store { store in
            try store.lots(LotFilter(product: nil), before: nil, limit: 9).map { ($0.number.text, $0.id) }
        }
        let ids = Dictionary(uniqueKeysWithValues: lots)
        let scope = try await company.operations.recallScope(of: try #require(ids["A"]), as: company.admin)
        let gap = try #require(scope.gaps.first { $0.code == .unknownNumbersOnHand })
        #expect(gap.units == 9)
        #expect(!scope.isComplete)
        let own = try await company.operations.recallScope(of: try #require(ids["L0000001"]), as: company.admin)
        #expect(!own.gaps.contains { $0.code == .unknownNumbersOnHand })
    }
}
