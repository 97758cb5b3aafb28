import SQLCore
import StockDomain
import StockOperations
import StockStore
import TestSupport
import Testing

/// Questions counted, the review and the checklist over real data (R8a, R9), on both engines.
struct AdviceTests {
    private func company(_ engine: SQLEngine) async throws -> TestCompany {
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.product("DOLL", .serial)
        try await company.product("BAG", .none)
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("NUT", 10, "L-1"), company.line("DOLL", 1, "S-1")])
        try await company.post(.delivery, [company.line("NUT", 4, "L-1")], partner: "C1")
        return company
    }

    /// How many questions are written down.
    private func written(_ company: TestCompany) async throws -> Int64 {
        let asked = try await company.store { try $0.timesAsked(since: CalendarDate("2026-01-01")!) }
        return asked.values.reduce(0, +)
    }

    @Test(arguments: SQLEngine.allCases)
    func whatWasAskedForIsCountedWithoutSlowingTheQuestion(engine: SQLEngine) async throws {
        let company = try await company(engine)
        _ = try await company.operations.recallScope(of: "L-1", as: company.admin)
        _ = try await company.operations.trace(of: "L-1", as: company.admin)
        #expect(try await written(company) == 0)
        let review = try await company.operations.trackingReview(as: company.admin).items
        #expect(review.map { "\($0.product.sku) \($0.numbers) \($0.timesAsked)" } == ["DOLL 1 0", "NUT 2 2"])
        #expect(review.map(\.cheaperLevel) == [.lot, nil])
        _ = try await company.operations.recallScope(of: "L-1", as: company.admin)
        try await company.operations.writeQuestions()
        #expect(try await written(company) == 3)
    }

    @Test(arguments: SQLEngine.allCases)
    func theChecklistKnowsWhoTracedADeliveredNumber(engine: SQLEngine) async throws {
        let company = try await company(engine)
        _ = try await company.operations.recallScope(of: "S-1", as: company.admin)
        let before = try await company.operations.checklist(as: company.admin)
        #expect(before.first { $0.code == .ownNumberTraced }?.isDone == false)
        _ = try await company.operations.recallScope(of: "L-1", as: company.admin)
        let after = try await company.operations.checklist(as: company.admin)
        let traced = try #require(after.first { $0.code == .ownNumberTraced })
        #expect(traced.isDone)
        #expect(traced.detail.contains("L-1"))
        let ofNut = try await company.operations.checklist(ofProduct: "NUT", as: company.admin)
        #expect(ofNut.map(\.product) == ["NUT", "NUT", "NUT"])
    }

    @Test(arguments: SQLEngine.allCases)
    func theAdviceIsKeptOnTheProductOnceItIsTaken(engine: SQLEngine) async throws {
        let company = try await company(engine)
        let answers = LevelAnswers(warranty: true)
        let told = try await company.operations.adviseLevel(of: "BAG", answers, as: company.admin)
        #expect(told.advice.level == .serial)
        #expect(!told.isFromMovements)
        let keep = { @Sendable (_: LevelAdviceView, _: ProductView) in Answer(status: 200, body: []) }
        _ = try await company.operations.acceptAdvice(
            of: "BAG", answers, reason: nil, company.command(), answer: keep)
        let bag = try await company.operations.product("BAG", as: company.admin).product
        #expect(bag.tracking == .serial && bag.capture == .deliveryOnly)
        #expect(bag.handling.levelReason?.hasPrefix("Warranty") == true)
        let refusal = try await #require(throws: Refusal.self) {
            try await company.operations.acceptAdvice(
                of: "NUT", answers, reason: nil, company.command(), answer: keep)
        }
        #expect(refusal.code == "stock_on_hand")
        let nut = try await company.operations.adviseLevel(of: "NUT", answers, as: company.admin)
        #expect(nut.isFromMovements)
        #expect(nut.costs.map { "\($0.recallReach)" } == ["4", "10", "1", "1"])
    }
}
