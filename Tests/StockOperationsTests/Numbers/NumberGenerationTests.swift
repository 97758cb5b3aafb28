import SQLCore
import SeededRandom
import StockDomain
import StockOperations
import StockStore
import TestSupport
import Testing

struct NumberGenerationTests {
    @Test(arguments: SQLEngine.allCases)
    func aProductCountsForItselfAndTheOthersShareACounter(engine: SQLEngine) async throws {
        // R14, X035
        let company = try await TestCompany(engine)
        try await company.add(
            Product(sku: "OWN", name: "Own", tracking: .lot, numbering: Numbering(prefix: "T-", padding: 3)))
        try await company.product("A")
        try await company.product("B", .serial)
        #expect(try await company.generate("OWN", 2).texts == ["T-001", "T-002"])
        #expect(try await company.generate("OWN", 1).texts == ["T-003"])
        #expect(try await company.generate("A", 1).texts == ["L0000001"])
        #expect(try await company.generate("B", 2).texts == ["L0000002", "L0000003"])
    }

    @Test(arguments: SQLEngine.allCases)
    func numbersUsedByHandArePassedOver(engine: SQLEngine) async throws {
        // R14, S091, S092
        let company = try await TestCompany(engine)
        try await company.add(
            Product(sku: "P", name: "P", tracking: .serial, numbering: Numbering(prefix: "TEST", padding: 7)))
        _ = try await company.generate("P", 2)
        try await company.post(
            .receipt,
            [company.line("P", nil, "TEST0000005", "LOREM002", "TEST0000003", "IPSUM101", "TEST0000004")])
        let offer = try await company.generate("P", 1)
        #expect(offer.texts == ["TEST0000006"])
        #expect(offer.skipped.map(\.text) == ["TEST0000003", "TEST0000004", "TEST0000005"])
        #expect(try await company.generate("P", 1).texts == ["TEST0000007"])
    }

    @Test(arguments: SQLEngine.allCases)
    func aRunFromAFirstNumberPassesOverWhatIsTaken(engine: SQLEngine) async throws {
        // R13, S080, S082, S089
        let company = try await TestCompany(engine)
        try await company.product("P", .serial)
        try await company.post(.receipt, [company.line("P", nil, "sn-t1-01", "sn-t1-02")])
        let first = NumberGenerationRequest(first: LotNumber(stored: "sn-t1-01"), amount: .count(3))
        let offer = try await company.generate("P", first)
        #expect(offer.texts == ["sn-t1-03", "sn-t1-04", "sn-t1-05"])
        #expect(offer.skipped.map(\.text) == ["sn-t1-01", "sn-t1-02"])
        let full = NumberGenerationRequest(first: LotNumber(stored: "999"), amount: .count(2))
        #expect(try await company.generate("P", full).texts == ["999", "1000"])
        // What was not drawn is nobody's.
        #expect(try await company.generate("P", full).texts == ["999", "1000"])
    }

    @Test(arguments: SQLEngine.allCases)
    func numbersUniqueInTheCompanyPassOverThoseOfOtherProducts(engine: SQLEngine) async throws {
        // R11a
        let settings = Settings(lotsAndSerials: true, uniqueNumbers: .company)
        let company = try await TestCompany(engine, settings: settings)
        try await company.product("P")
        try await company.product("Q")
        try await company.post(.receipt, [company.line("Q", 1, "A-1")])
        let first = NumberGenerationRequest(first: LotNumber(stored: "A-1"), amount: .count(1))
        #expect(try await company.generate("P", first).texts == ["A-2"])
    }

    @Test(arguments: SQLEngine.allCases)
    func whatWasDrawnAndNotUsedIsListed(engine: SQLEngine) async throws {
        // R14
        let company = try await TestCompany(engine)
        try await company.product("P", .serial)
        _ = try await company.generate("P", 3)
        try await company.post(.receipt, [company.line("P", 1, "L0000002")])
        let unused = try await company.operations.drawnNumbers(as: company.admin)
        #expect(unused.items.map { "\($0.sku) \($0.number)" } == ["P L0000001", "P L0000003"])
        let part = try await company.operations.drawnNumbers(limit: 1, as: company.admin)
        let cursor = DrawnNumberCursor(part.nextCursor ?? "")
        let rest = try await company.operations.drawnNumbers(of: "P", after: cursor, as: company.admin)
        #expect(rest.items.map(\.number.text) == ["L0000003"])
    }

    /// SKU, what is asked, and the refusal.
    @Test(arguments: [
        ("NONE", NumberGenerationRequest.Amount.count(1), "product_not_tracked"),
        ("S", .lots(quantity: 10, perLot: 4), "invalid_value"),
        ("L", .lots(quantity: 20_001, perLot: 1), "invalid_value"),
        ("L", .lots(quantity: Quantity(millionths: 500_000), perLot: 1), "invalid_value"),
        ("?", .count(1), "not_found"),
    ])
    func whatCannotBeNumberedIsRefused(
        sku: String, amount: NumberGenerationRequest.Amount, code: String
    ) async throws {
        let company = try await TestCompany(.sqlite)
        try await company.product("NONE", .none)
        try await company.product("S", .serial)
        try await company.product("L")
        let refusal = try await #require(throws: Refusal.self) {
            try await company.generate(sku, NumberGenerationRequest(amount: amount))
        }
        #expect(refusal.code == code)
    }

    @Test(arguments: SQLEngine.allCases)
    func numberingNeverRepeatsWhoeverDraws(engine: SQLEngine) async throws {
        // R14: eight clients at once, on a counter of their own, on the shared one, and at random.
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        let company = try await TestCompany(engine)
        try await company.add(
            Product(sku: "OWN", name: "Own", tracking: .serial, numbering: Numbering(prefix: "T-", padding: 3)))
        try await company.product("SHARED", .serial)
        try await company.add(
            Product(sku: "RANDOM", name: "R", tracking: .serial, numbering: Numbering(prefix: "R-", isRandom: true)))
        let drawn = try await withThrowingTaskGroup(of: [String].self) { group in
            for client in 0..<8 {
                group.addTask {
                    var random = SeededRandom(seed: seed &+ UInt64(client))
                    var numbers: [String] = []
                    for _ in 0..<6 {
                        let sku = ["OWN", "SHARED", "RANDOM"][Int.random(in: 0..<3, using: &random)]
                        let count = Int.random(in: 1...20, using: &random)
                        numbers += try await company.generate(sku, count).texts
                    }
                    return numbers
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(Set(drawn).count == drawn.count)
        // Nothing was passed over, so the counters have no gaps: each value was given to somebody.
        let counted = drawn.filter { $0.hasPrefix("T-") }.compactMap { Int($0.dropFirst(2)) }
        #expect(counted.sorted() == Array(counted.indices.map { $0 + 1 }))
    }
}

extension TestCompany {
    func generate(_ sku: String, _ request: NumberGenerationRequest) async throws -> NumberOffer {
        let kept = Kept<NumberOffer>()
        _ = try await operations.generateNumbers(request, of: sku, command()) { offer in
            kept.keep(offer)
            return Answer(status: 200, body: [])
        }
        return try #require(kept.value)
    }

    func generate(_ sku: String, _ count: Int) async throws -> NumberOffer {
        try await generate(sku, NumberGenerationRequest(amount: .count(count)))
    }
}

extension NumberOffer {
    var texts: [String] { numbers.map(\.text) }
}
