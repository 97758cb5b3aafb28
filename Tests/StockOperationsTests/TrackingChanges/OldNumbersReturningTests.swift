import SQLCore
import StockDomain
import StockOperations
import StockStore
import TestSupport
import Testing

/// R7a: units that left before their product's level was changed.
struct OldNumbersReturningTests {
    /// Ten pumps came in, C1 got four of them; then the level changes.
    private func company(
        _ engine: SQLEngine, _ tracking: Tracking, _ numbers: [String] = [], sold: [String] = []
    ) async throws -> TestCompany {
        let company = try await TestCompany(engine)
        try await company.product("PUMP", tracking)
        try await company.partner("C1")
        try await company.partner("C2")
        func line(_ quantity: Quantity, _ numbers: [String]) -> LineRequest {
            var line = company.line("PUMP", quantity)
            line.numbers = numbers.map { .one(NumberEntry(number: LotNumber(stored: $0))) }
            return line
        }
        try await company.post(.receipt, [line(10, numbers)], at: "2026-04-05T08:00:00Z")
        try await company.post(.delivery, [line(4, sold)], partner: "C1", at: "2026-04-20T08:00:00Z")
        company.clock.advance(seconds: 60)
        return company
    }

    private func holds(_ company: TestCompany, _ number: String, _ kind: LotKind) async throws -> Quantity {
        try await company.store { store in
            let product = try store.product(sku: "PUMP")!.id
            let lot = try store.lot(number: LotNumber(stored: number), kind: kind, of: product)!.id
            return try store.held(by: store.partner(code: "C1")!.id, lots: [lot])[lot] ?? .zero
        }
    }

    @Test(arguments: SQLEngine.allCases)
    func whatCameBackIsOutThereNoLonger(engine: SQLEngine) async throws {
        // R47: what came back under new numbers was counted as still sold.
        let company = try await company(engine, .none)
        try await company.change("PUMP", to: .lot, nil, "WH-Stock: A=6")
        func outThere() async throws -> Quantity {
            let scope = try await company.operations.recallScope(of: "A", product: "PUMP", as: company.admin)
            return scope.gaps.first { $0.code == .soldBeforeTracking }?.units ?? .zero
        }
        #expect(try await outThere() == 4)
        try await company.post(.customerReturn, [company.line("PUMP", 3, "X1")], partner: "C1")
        #expect(try await outThere() == 1)
        try await company.post(.customerReturn, [company.line("PUMP", 1, "X2")], partner: "C1")
        #expect(try await outThere() == 0)
    }

    @Test(arguments: SQLEngine.allCases)
    func whatWasSoldWithoutNumberComesBackUnderANewOne(engine: SQLEngine) async throws {
        let company = try await company(engine, .none)
        try await company.change("PUMP", to: .serial, nil, "WH-Stock: S1 S2 S3 S4 S5 S6")
        // Four are his; they come back without a question, under numbers that say so.
        let back = try await company.post(.customerReturn, [company.line("PUMP", 2, "X1", "X2")], partner: "C1")
        #expect(back.lines[0].numbers.map { $0.number?.text } == ["X1", "X2"])
        #expect(try await company.lot("X1", of: "PUMP").marks == .soldBeforeTracking)
        var unknown = company.line("PUMP", 2)
        unknown.numbers = [.one(NumberEntry(number: LotNumber(stored: ""), isUnknown: true))]
        let own = try await company.post(.customerReturn, [unknown], partner: "C1")
        let number = try #require(own.lines[0].numbers.first?.number)
        #expect(try await company.lot(number.text, of: "PUMP").marks == .soldBeforeTracking)
        // A fifth was never his, nor is one of somebody who got none.
        for partner in ["C1", "C2"] {
            let asked = try await #require(throws: Refusal.self) {
                try await company.post(.customerReturn, [company.line("PUMP", 1, "X5")], partner: partner)
            }
            #expect(asked.questions.map(\.code) == ["not_held_by_partner"])
        }
        let scope = try await company.operations.recallScope(of: "X1", product: "PUMP", as: company.admin)
        #expect(scope.gaps.contains { $0.code == .soldBeforeTracking && $0.units == 1 })
        #expect(!scope.gaps.contains { $0.code == .originUnknown })
        try await company.expectSound()
    }

    @Test(arguments: SQLEngine.allCases)
    func severalComeBackUnderTheNumberOfTheFirst(engine: SQLEngine) async throws {
        // R7a: the second was of unknown origin, though he had got it like the first.
        let company = try await company(engine, .none)
        try await company.change("PUMP", to: .lot, nil, "WH-Stock: A=6")
        func back(_ quantity: Quantity, from partner: String = "C1") async throws -> String {
            try await company.post(.customerReturn, [company.line("PUMP", quantity, "X")], partner: partner)
                .document.number
        }
        func outThere() async throws -> Quantity {
            let scope = try await company.operations.recallScope(of: "A", product: "PUMP", as: company.admin)
            return scope.gaps.first { $0.code == .soldBeforeTracking }?.units ?? .zero
        }
        _ = try await back(1)
        let second = try await back(2)
        #expect(try await outThere() == 1)
        for (quantity, partner): (Quantity, String) in [(2, "C1"), (1, "C2")] {
            let asked = try await #require(throws: Refusal.self) { _ = try await back(quantity, from: partner) }
            #expect(asked.questions.map(\.code) == ["not_held_by_partner"])
        }
        // Taken back, it is with him again.
        _ = try await company.act {
            try await company.operations.reverse(.customerReturn, second, reason: "mistaken", $0, answer: $1)
        }
        #expect(try await outThere() == 3)
        _ = try await back(3)
        #expect(try await outThere() == 0)
        let scope = try await company.operations.recallScope(of: "X", product: "PUMP", as: company.admin)
        #expect(scope.gaps.contains { $0.code == .soldBeforeTracking && $0.units == 4 })
        #expect(!scope.gaps.contains { $0.code == .originUnknown })
        try await company.expectSound()
    }

    @Test(arguments: SQLEngine.allCases)
    func anOldLotComesBackAndBecomesSerials(engine: SQLEngine) async throws {
        // R12: the serials belong to the old lot, which keeps its own totals.
        let company = try await company(engine, .lot, ["L1"], sold: ["L1"])
        try await company.change("PUMP", to: .serial, nil, "WH-Stock: S1 S2 S3 S4 S5 S6")
        let back = try await company.post(.customerReturn, [company.line("PUMP", 2, "L1=2")], partner: "C1")
        let numbers = back.lines[0].numbers.compactMap(\.number)
        #expect(numbers.count == 2)
        #expect(back.lines[0].done == 2)
        #expect(try await company.lot(numbers[0].text, of: "PUMP").batchID == company.lot("L1", of: "PUMP").id)
        #expect(try await holds(company, "L1", .lot) == 2)
        // With a label of its own: a new serial that names its old lot.
        var labelled = company.line("PUMP", 1)
        labelled.numbers = [
            .one(NumberEntry(number: LotNumber(stored: "S-77"), batch: LotNumber(stored: "L1")))
        ]
        try await company.post(.customerReturn, [labelled], partner: "C1")
        #expect(try await holds(company, "L1", .lot) == 1)
        #expect(try await company.reached(from: "L1", of: "PUMP").contains("S-77"))
        let scope = try await company.operations.recallScope(of: "L1", product: "PUMP", as: company.admin)
        #expect(scope.totals.customerReturned == 3)
        #expect(scope.totals.movedOut == 9)
        #expect(scope.totals.closes)
        let ages = try await company.store { store in
            try store.balances(of: store.product(sku: "PUMP")!.id).map(\.incomingAt.rfc3339)
        }
        #expect(Set(ages) == ["2026-04-05T08:00:00Z"])
        try await company.expectSound()
    }

    @Test(arguments: SQLEngine.allCases)
    func anOldSerialComesBackAsALotOfItsName(engine: SQLEngine) async throws {
        let company = try await company(
            engine, .serial, (1...10).map { "S\($0)" }, sold: (1...4).map { "S\($0)" })
        try await company.hold("S1", of: "PUMP")
        try await company.change("PUMP", to: .lot, nil, "WH-Stock: L=6")
        let back = try await company.post(.customerReturn, [company.line("PUMP", 2, "S1", "S2")], partner: "C1")
        #expect(back.lines[0].numbers.map { $0.number?.text } == ["S1", "S2"])
        #expect(try await company.stock("PUMP") == ["WH-Returns S1 1", "WH-Returns S2 1", "WH-Stock L 6"])
        #expect(try await holds(company, "S1", .serial) == 0)
        // Each old number is the ancestor of its own goods only, and what was held stays held.
        let blocks = try await company.store { store in
            let product = try store.product(sku: "PUMP")!.id
            return try ["S1", "S2"].map { number in
                let lot = try store.lot(number: LotNumber(stored: number), kind: .lot, of: product)!.id
                return (try store.openBlocks(of: [lot])[lot] ?? []).count + (try store.upstream(of: [lot]).count) * 10
            }
        }
        #expect(blocks == [21, 20])
        try await company.expectSound()
    }

    @Test(arguments: SQLEngine.allCases)
    func anOldNumberComesBackToGoodsWithoutNumber(engine: SQLEngine) async throws {
        let company = try await company(engine, .lot, ["L1"], sold: ["L1"])
        try await company.change("PUMP", to: .none)
        let back = try await company.post(.customerReturn, [company.line("PUMP", 1, "L1")], partner: "C1")
        #expect(back.lines[0].done == 1)
        #expect(try await holds(company, "L1", .lot) == 3)
        #expect(try await company.stock("PUMP") == ["WH-Returns - 1", "WH-Stock - 6"])
        // Held goods do not slip out as goods without number.
        try await company.hold("L1", of: "PUMP")
        let refusal = try await #require(throws: Refusal.self) {
            try await company.post(.customerReturn, [company.line("PUMP", 1, "L1")], partner: "C1")
        }
        #expect(refusal.code == "lot_blocked")
        try await company.expectSound()
    }

    @Test(arguments: SQLEngine.allCases)
    func aReturnUnderAnOldNumberIsTakenBack(engine: SQLEngine) async throws {
        let company = try await company(engine, .lot, ["L1"], sold: ["L1"])
        try await company.change("PUMP", to: .serial, nil, "WH-Stock: S1 S2 S3 S4 S5 S6")
        let back = try await company.post(.customerReturn, [company.line("PUMP", 1, "L1=1")], partner: "C1")
        company.clock.advance(seconds: 60)
        let number = back.document.number
        _ = try await company.act { command, answer in
            try await company.operations.reverse(
                .customerReturn, number, reason: "wrong customer", command, answer: answer)
        }
        #expect(try await holds(company, "L1", .lot) == 4)
        #expect(try await company.stock("PUMP").count == 6)
        try await company.expectSound()
    }
}
