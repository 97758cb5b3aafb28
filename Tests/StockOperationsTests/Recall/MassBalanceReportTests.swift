import SQLCore
import SeededRandom
import StockDomain
import TestSupport
import Testing

@testable import StockOperations

/// R51 per lot, product and period: one unit, both sides equal.
@Suite struct MassBalanceReportTests {
    private func company(_ engine: SQLEngine) async throws -> TestCompany {
        let company = try await TestCompany(engine)
        try await company.product("P")
        try await company.partner("S1", .supplier)
        try await company.partner("C1")
        try await company.post(
            .receipt, [company.line("P", 60, "A=40", "B=20")], partner: "S1", at: "2026-03-01T08:00:00Z")
        try await company.post(.delivery, [company.line("P", 10, "A")], partner: "C1", at: "2026-03-20T08:00:00Z")
        try await company.post(.delivery, [company.line("P", 5, "A")], partner: "C1", at: "2026-04-10T08:00:00Z")
        try await company.post(.scrap, [company.line("P", 2, "B")], at: "2026-04-11T08:00:00Z", reason: "broken")
        return company
    }

    private func balance(
        _ company: TestCompany, _ question: MassBalanceQuestion
    ) async throws -> [String] {
        try await company.operations.massBalance(question, as: company.admin).rows.map { row in
            #expect(row.balance.closes)
            let terms = MassBalance.Term.allCases.filter { row.balance[keyPath: $0.amount] != .zero }
                .map { "\($0.rawValue) \(row.balance[keyPath: $0.amount])" }
            return "\(row.lot?.number ?? row.product.sku): \(terms.joined(separator: ", "))"
        }
    }

    @Test(arguments: SQLEngine.allCases) func aPeriodBeginsWithWhatStoodThere(engine: SQLEngine) async throws {
        let company = try await company(engine)
        let all = MassBalanceQuestion(product: "P")
        #expect(try await balance(company, all) == ["P: received 60, on_hand 43, delivered 15, scrapped 2"])
        var april = all
        april.days = ComparedDays(from: CalendarDate("2026-04-01"), to: CalendarDate("2026-04-10"))
        #expect(try await balance(company, april) == ["P: opening 50, on_hand 45, delivered 5"])
        april.perLot = true
        #expect(
            try await balance(company, april) == [
                "A: opening 30, on_hand 25, delivered 5", "B: opening 20, on_hand 20",
            ])
        let lot = MassBalanceQuestion(lot: try await company.lot("B", of: "P").id)
        #expect(try await balance(company, lot) == ["B: received 20, on_hand 18, scrapped 2"])
    }

    @Test(arguments: SQLEngine.allCases) func everyTermLeadsToItsMovements(engine: SQLEngine) async throws {
        let company = try await company(engine)
        let question = MassBalanceQuestion(product: "P")
        let delivered = try await company.operations.movements(
            behind: .delivered, of: question, as: company.admin)
        #expect(delivered.map { "\($0.lot.number ?? "-") \($0.quantity)" } == ["A 10", "A 5"])
        _ = try await company.operations.reverse(
            .delivery, "OUT-00002", reason: "wrong", company.command(), answer: Told().keep)
        let after = try await company.operations.movements(behind: .delivered, of: question, as: company.admin)
        #expect(after.map(\.quantity).sum() == 10)
        #expect(after.map(\.quantity).sorted() == [-5, 5, 10])
    }

    @Test(arguments: SQLEngine.allCases) func anotherUnitNeedsAStoredFactor(engine: SQLEngine) async throws {
        let company = try await company(engine)
        let question = MassBalanceQuestion(product: "P", unit: "kg")
        await #expect(throws: Refusal.self) {
            try await company.operations.massBalance(question, as: company.admin)
        }
        for factor: Quantity in [1, Quantity("0.333333")!] {
            _ = try await company.operations.setUnitFactor(factor, per: "kg", of: "P", company.command()) { _ in
                Answer(status: 200, body: [])
            }
        }
        let report = try await company.operations.massBalance(question, as: company.admin)
        #expect(report.rows[0].factor?.version == 2)
        #expect(report.rows[0].balance.received == Quantity("19.99998"))
        #expect(report.rows[0].balance.closes, "R51, whatever is rounded")
        #expect(report.total?.unit == "kg")
    }

    @Test(arguments: SQLEngine.allCases) func kilogramsAndPacksAreNeverAdded(engine: SQLEngine) async throws {
        let company = try await company(engine)
        try await company.add(Product(sku: "Q", name: "Sugar", unit: "kg", decimals: 3, tracking: .lot))
        try await company.post(.receipt, [company.line("Q", 7, "Q-1")], partner: "S1")
        let report = try await company.operations.massBalance(MassBalanceQuestion(), as: company.admin)
        #expect(report.rows.map(\.unit) == ["pcs", "kg"])
        #expect(report.total == nil, "R45b")
    }

    /// Jars and kilograms are told together as soon as it is stored what a jar weighs, each version said.
    @Test(arguments: SQLEngine.allCases) func severalUnitsAreAddedByStoredFactorsOnly(engine: SQLEngine) async throws {
        let company = try await company(engine)
        try await company.add(Product(sku: "Q", name: "Sugar", unit: "kg", decimals: 3, tracking: .lot))
        try await company.post(.receipt, [company.line("Q", 7, "Q-1")], partner: "S1")
        for factor: Quantity in [1, Quantity("0.35")!] {
            _ = try await company.operations.setUnitFactor(factor, per: "kg", of: "P", company.command()) { _ in
                Answer(status: 200, body: [])
            }
        }
        let report = try await company.operations.massBalance(MassBalanceQuestion(), as: company.admin)
        #expect(report.rows.map(\.unit) == ["pcs", "kg"], "each row stays in its own unit")
        let total = try #require(report.total)
        #expect(total.unit == "kg")
        #expect(total.balance.received == 28, "60 × 0.35 + 7")
        #expect(total.balance.closes)
        #expect(total.factors.map(\.inWords) == ["1 pcs of P is 0.35 kg, version 2"])
    }

    @Test(arguments: SQLEngine.allCases, UInt64(1)...3)
    func everyPeriodOfARandomHistoryCloses(engine: SQLEngine, seed: UInt64) async throws {
        let company = try await TestCompany(engine)
        try await company.product("P")
        try await company.partner("S1", .supplier)
        try await company.partner("C1")
        var random = SeededRandom(seed: seed)
        for turn in 0..<30 {
            let day = Int.random(in: 10...30, using: &random)
            let lot = "L-\(Int.random(in: 1...3, using: &random))"
            let kind: DocumentKind = [.receipt, .delivery, .scrap, .customerReturn].randomElement(using: &random)!
            let amount = Quantity(units: Int64.random(in: 1...9, using: &random))
            do {
                try await company.post(
                    turn < 3 ? .receipt : kind, [company.line("P", amount, lot)],
                    partner: kind == .scrap && turn >= 3 ? nil : turn < 3 || kind == .receipt ? "S1" : "C1",
                    at: "2026-04-\(day)T08:00:00Z", reason: "random")
            } catch is Refusal {}
        }
        for _ in 0..<10 {
            let days = (0..<2).map { _ in Int.random(in: 9...30, using: &random) }.sorted()
            var question = MassBalanceQuestion(
                product: "P", perLot: Bool.random(using: &random),
                days: ComparedDays(
                    from: CalendarDate("2026-04-\(days[0] < 10 ? "0" : "")\(days[0])"),
                    to: Bool.random(using: &random) ? nil : CalendarDate("2026-04-\(days[1] < 10 ? "0" : "")\(days[1])")
                ))
            let report = try await company.operations.massBalance(question, as: company.admin)
            let open = report.rows.filter { !$0.balance.closes }.count
            #expect(open == 0, "seed \(seed), \(question)")
            question.perLot.toggle()
            let other = try await company.operations.massBalance(question, as: company.admin)
            let sums = [report, other].map { MassBalance.sum($0.rows.map(\.balance)) }
            #expect(sums[0] == sums[1], "seed \(seed): lots and product agree")
        }
    }
}
