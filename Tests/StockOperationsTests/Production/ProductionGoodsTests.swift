import SQLCore
import StockDomain
import StockOperations
import StockStore
import TestSupport
import Testing

/// Which goods go into a step, how long what comes out lasts, and how far a recall reaches through it.
@Suite struct ProductionGoodsTests {
    private func bakery(_ engine: SQLEngine, kind: Expiration.Kind = .useBy) async throws -> TestCompany {
        let company = try await TestCompany(engine)
        let dated = Expiration(isEnabled: true, kind: kind)
        try await company.product("APPLE", .lot, expiration: dated)
        try await company.add(
            Product(
                sku: "PIE", name: "Pie", tracking: .lot, expiration: Expiration(isEnabled: true, shelfLifeDays: 30),
                handling: Handling(outputExpiresWithInputs: true)))
        try await company.partner("C1")
        return company
    }

    private func receive(_ company: TestCompany, _ lot: String, expires: String) async throws {
        let entry = NumberEntry(
            number: LotNumber(stored: lot), expiresOn: CalendarDate(expires), pointer: "/lines/0/numbers/0")
        try await company.post(
            .receipt, [LineRequest(product: "APPLE", quantity: 10, numbers: [.one(entry)])], at: "2026-01-10T08:00:00Z")
    }

    /// S153, with R41 instead of the question.
    @Test(arguments: SQLEngine.allCases)
    func expiredGoodsAreNotUsed(engine: SQLEngine) async throws {
        let company = try await bakery(engine)
        try await receive(company, "OLD", expires: "2026-05-02")
        try await receive(company, "GOOD", expires: "2026-05-20")
        try await company.order("PIE", 1, outputs: ["P-1"], of: [company.part("APPLE", 2)], do: true)
        #expect(try await company.stock("APPLE") == ["WH-Stock GOOD 8", "WH-Stock OLD 10"])
        #expect(
            await company.code {
                try await company.order("PIE", 1, outputs: ["P-2"], of: [company.part("APPLE", 2, "OLD")], do: true)
            } == "lot_expired")
    }

    @Test(arguments: SQLEngine.allCases)
    func pastItsBestNeedsAReason(engine: SQLEngine) async throws {
        let company = try await bakery(engine, kind: .bestBefore)
        try await receive(company, "OLD", expires: "2026-05-02")
        #expect(
            await company.code {
                try await company.order("PIE", 1, outputs: ["P-1"], of: [company.part("APPLE", 2, "OLD")], do: true)
            } == "override_reason_required")
        let done = try await company.order(
            "PIE", 1, outputs: ["P-1"], of: [company.part("APPLE", 2, "OLD", because: "tasted")], do: true)
        #expect(done.lines[1].numbers[0].override?.reason == "tasted")
    }

    @Test(arguments: SQLEngine.allCases)
    func heldGoodsAreNeverUsed(engine: SQLEngine) async throws {
        let company = try await bakery(engine)
        try await receive(company, "A", expires: "2026-06-20")
        let lot = try await company.lot("A", of: "APPLE")
        _ = try await company.operations.hold(
            lot.id, HoldRequest(kind: .hold, reason: "smells"), company.command(),
            answer: { _ in Answer(status: 200, body: []) })
        for numbers in [["A"], []] {
            var part = company.part("APPLE", 2)
            part.line.numbers = numbers.map { .one(NumberEntry(number: LotNumber(stored: $0))) }
            #expect(
                await company.code {
                    try await company.order("PIE", 1, outputs: ["P-1"], of: [part], do: true)
                } == "lot_blocked")
        }
        #expect(try await company.stock("PIE") == [])
    }

    /// R43
    @Test(arguments: SQLEngine.allCases)
    func whatIsMadeLastsNoLongerThanWhatWentIn(engine: SQLEngine) async throws {
        let company = try await bakery(engine)
        try await receive(company, "SHORT", expires: "2026-05-10")
        try await receive(company, "LONG", expires: "2027-01-01")
        try await company.order(
            "PIE", 1, outputs: ["P-1"], of: [company.part("APPLE", 1, "LONG", because: "x")], do: true)
        try await company.order("PIE", 1, outputs: ["P-2"], of: [company.part("APPLE", 1, "SHORT")], do: true)
        #expect(try await company.lot("P-1", of: "PIE").dates.expiresOn == CalendarDate("2026-06-02"))
        let short = try await company.lot("P-2", of: "PIE").dates
        #expect(short.expiresOn == CalendarDate("2026-05-10") && short.productionDate == CalendarDate("2026-05-03"))
        #expect(short.typed == [])
        let more = try await company.order(
            "PIE", 1, outputs: ["P-1"], of: [company.part("APPLE", 1, "SHORT")], do: true)
        #expect(more.warnings.map(\.code) == ["inputs_expire_before"])
    }

    /// R5: plain inside, in and out.
    @Test(arguments: SQLEngine.allCases)
    func deliveryOnlyGoodsArePlainInProduction(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        try await company.add(Product(sku: "FAN", name: "Fan", tracking: .serial, capture: .deliveryOnly))
        try await company.product("HOOD", .lot)
        try await company.post(.receipt, [company.line("FAN", 5)])
        try await company.order("HOOD", 2, outputs: ["H-1"], of: [company.part("FAN", 2)], do: true)
        try await company.order("FAN", 3, of: [company.part("HOOD", 1)], do: true)
        #expect(try await company.stock("FAN") == ["WH-Stock - 6"])
        #expect(
            await company.code {
                try await company.order("HOOD", 1, outputs: ["H-2"], of: [company.part("FAN", 1, "F-1")], do: true)
            } == "not_for_delivery_only")
        #expect(
            await company.code {
                try await company.order("FAN", 1, outputs: ["F-1"], of: [company.part("HOOD", 1)], do: true)
            } == "not_for_delivery_only")
    }

    /// S178, S182: through two levels, both ways.
    @Test(arguments: SQLEngine.allCases)
    func aRecallReachesThroughTwoLevels(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        for sku in ["FLOUR", "DOUGH", "BREAD"] { try await company.product(sku, .lot) }
        try await company.partner("C1")
        try await company.partner("S1", .supplier)
        try await company.post(.receipt, [company.line("FLOUR", 10, "W-1=6", "W-2=4")], partner: "S1")
        try await company.order("DOUGH", 4, outputs: ["D-1"], of: [company.part("FLOUR", 6, "W-1")], do: true)
        try await company.order("DOUGH", 4, outputs: ["D-2"], of: [company.part("FLOUR", 4, "W-2")], do: true)
        try await company.order("BREAD", 6, outputs: ["B-1"], of: [company.part("DOUGH", 3, "D-1")], do: true)
        try await company.order(
            "BREAD", 6, outputs: ["B-2"], of: [company.part("DOUGH", 3, "D-2", because: "x")], do: true)
        try await company.post(.delivery, [company.line("BREAD", 5, "B-1=5")], partner: "C1")
        for (number, made) in [("W-1", ["D-1", "B-1"]), ("D-1", ["B-1"]), ("B-1", [])] {
            let scope = try await company.operations.recallScope(of: number, as: company.admin)
            #expect(scope.consignees.map(\.partner?.code) == ["C1"])
            #expect(Set(scope.madeInto.compactMap { $0.lot.number }) == Set(made))
            #expect(scope.totals.closes)
        }
        let clean = try await company.operations.recallScope(of: "W-2", as: company.admin)
        #expect(clean.consignees.isEmpty && Set(clean.madeInto.compactMap(\.lot.number)) == ["D-2", "B-2"])
        #expect(try await company.ancestors(of: "B-1") == ["D-1", "W-1"])
        let sources = try await company.operations.recallScope(of: "B-1", as: company.admin).sources
        #expect(sources.map(\.supplier?.code) == ["S1"])
    }

    /// R35: which goods go in is judged over the whole order, not for each unit.
    @Test(arguments: SQLEngine.allCases)
    func anotherLotThanTheProposedOneNeedsAReason(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        try await company.product("MOTOR", .serial)
        try await company.product("BIKE", .serial)
        for (motor, day) in [("M-1", "2026-04-01"), ("M-2", "2026-04-02"), ("M-3", "2026-04-03")] {
            try await company.post(.receipt, [company.line("MOTOR", 1, motor)], at: "\(day)T08:00:00Z")
        }
        #expect(
            await company.code {
                try await company.order("BIKE", 1, outputs: ["B-1"], of: [company.part("MOTOR", 1, "M-3")], do: true)
            } == "override_reason_required")
        let crossed = try await company.order(
            "BIKE", 2, outputs: ["B-1", "B-2"],
            of: [company.part("MOTOR", 1, "M-2", for: "B-1"), company.part("MOTOR", 1, "M-1", for: "B-2")], do: true)
        #expect(company.steps(crossed) == ["B-1 1 ← M-2 1", "B-2 1 ← M-1 1"])
    }
}
