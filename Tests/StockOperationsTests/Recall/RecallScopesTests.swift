import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import StockOperations

/// The two questions end to end on both engines.
@Suite struct RecallScopesTests {
    @Test(arguments: SQLEngine.allCases)
    func theAnswerNamesWhoHasUnitsAndWhoNeedNotBeCalled(engine: SQLEngine) async throws {
        let company = try await delivered(engine)
        let scope = try await company.operations.recallScope(of: "L-1", as: company.admin)
        #expect(
            scope.inWords == """
                15 of 40 units are with 2 customers. 25 are on hand in WH-Stock. Complete: yes. \
                In the same time 7 units of this product went to 1 customer who has none of it.
                """)
        #expect(scope.consignees.map { $0.partner?.email } == ["c1@example.com", "c2@example.com"])
        #expect(scope.consignees[0].deliveries.map { $0.document?.origin } == ["SO-1"])
        #expect(scope.sources.map { "\($0.supplier?.code ?? "-") \($0.receipt.quantity)" } == ["S1 40"])
        #expect(scope.totals.closes)
    }

    /// R46: from 30 days before the lot's first delivery to 30 days after its last.
    @Test(
        arguments: SQLEngine.allCases,
        [
            (ComparedDays(), 1), (ComparedDays(from: CalendarDate("2026-03-01")), 2),
            (ComparedDays(to: CalendarDate("2026-04-02")), 0),
        ])
    func theDaysComparedCanBeChosen(engine: SQLEngine, compared: (days: ComparedDays, customers: Int)) async throws {
        let company = try await delivered(engine)
        let scope = try await company.operations.recallScope(of: "L-1", comparing: compared.days, as: company.admin)
        #expect(scope.notAffected?.customers == compared.customers)
    }

    @Test(arguments: SQLEngine.allCases)
    func aDeliveryTakenBackIsForgottenByBothSides(engine: SQLEngine) async throws {
        let company = try await delivered(engine)
        for number in ["OUT-00001", "OUT-00003"] {
            _ = try await company.operations.reverse(
                .delivery, number, reason: "wrong goods", company.command(), answer: Told().keep)
        }
        let scope = try await company.operations.recallScope(of: "L-1", as: company.admin)
        #expect(
            scope.inWords == "5 of 40 units are with 1 customer. 35 are on hand in WH-Stock. Complete: yes.")
        #expect(scope.totals.closes)
    }

    @Test(arguments: SQLEngine.allCases)
    func aNumberOfTwoProductsAsks(engine: SQLEngine) async throws {
        let company = try await delivered(engine)
        try await company.product("Q")
        try await company.post(.receipt, [company.line("Q", 3, "L-1")], partner: "S1")
        await #expect(throws: Refusal.self) { try await company.operations.recallScope(of: "L-1", as: company.admin) }
        do {
            _ = try await company.operations.recallScope(of: "L-1", as: company.admin)
        } catch let refusal as Refusal {
            #expect(refusal.code == "ambiguous_number")
            #expect(refusal.kind == .conflict)
            #expect(refusal.candidates.map { "\($0.product ?? "-") \($0.label)" } == ["P L-1", "Q L-1"])
        }
        let one = try await company.operations.recallScope(of: "L-1", product: "Q", as: company.admin)
        #expect(one.totals.received == 3)
    }

    @Test(
        arguments: SQLEngine.allCases,
        [
            ("L-1", "ok number"), ("SO-1", "ok origin"), ("OUT-00002", "ok document"),
            ("l1", "ambiguous_number similar"),
            ("NOTHING", "not_found "),
        ])
    func aNumberIsFoundExactlyOrAsks(engine: SQLEngine, sought: (text: String, answer: String)) async throws {
        let company = try await delivered(engine)
        do {
            let scope = try await company.operations.recallScope(of: sought.text, as: company.admin)
            #expect("ok \(scope.foundBy.rawValue)" == sought.answer)
        } catch let refusal as Refusal {
            #expect("\(refusal.code) \(refusal.candidates.first?.foundBy ?? "")" == sought.answer)
        }
    }

    @Test(arguments: SQLEngine.allCases)
    func aTraceLeadsBackToTheReceiptAndOnToTheDeliveries(engine: SQLEngine) async throws {
        let company = try await delivered(engine)
        let trace = try await company.operations.trace(of: "L-1", as: company.admin)
        #expect(trace.nodes.map(\.lot.number) == ["L-1"])
        #expect(trace.receipts.map { $0.supplier?.code } == ["S1"])
        #expect(trace.deliveries.map { $0.partner?.code } == ["C1", "C2"])
    }

    /// 40 of L-1: 10 to C1, 5 to C2; of L-2: 7 to C3 in the same month, 2 to C4 long before.
    private func delivered(_ engine: SQLEngine) async throws -> TestCompany {
        let company = try await TestCompany(engine)
        try await company.product("P")
        try await company.partner("S1", .supplier)
        for code in ["C1", "C2", "C3", "C4"] { try await company.partner(code) }
        try await company.post(
            .receipt, [company.line("P", 60, "L-1=40", "L-2=20")], partner: "S1", at: "2026-03-01T08:00:00Z")
        try await deliver(company, "L-1", 10, to: "C1", at: "2026-04-01T08:00:00Z", origin: "SO-1")
        try await deliver(company, "L-1", 5, to: "C2", at: "2026-04-02T08:00:00Z", origin: "SO-2")
        try await deliver(company, "L-2", 7, to: "C3", at: "2026-04-03T08:00:00Z", origin: "SO-3")
        try await deliver(company, "L-2", 2, to: "C4", at: "2026-03-01T09:00:00Z", origin: "SO-4")
        return company
    }

    private func deliver(
        _ company: TestCompany, _ lot: String, _ quantity: Quantity, to partner: String, at time: String, origin: String
    ) async throws {
        try await company.post(
            .delivery, [company.line("P", quantity, lot)], partner: partner, at: time, origin: origin)
    }
}
