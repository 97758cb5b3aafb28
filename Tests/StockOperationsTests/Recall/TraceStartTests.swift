import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import StockOperations

/// A trace from several lots at once, and from documents, partners and products (R44).
@Suite struct TraceStartTests {
    /// DOUGH of FLOUR F1 and F2, BREAD B1 of F1 and B2 of F2, sold to C1 and C2.
    private func baked(_ engine: SQLEngine) async throws -> TestCompany {
        let company = try await TestCompany(engine)
        for sku in ["FLOUR", "BREAD"] { try await company.product(sku) }
        try await company.product("BAG", .none)
        try await company.partner("S1", .supplier)
        for code in ["C1", "C2", "C3"] { try await company.partner(code) }
        try await company.importing(
            .movements,
            """
            at,kind,document,partner,sku,lot,expires_on,quantity,reason
            2026-04-01T08:00:00Z,receipt,IN-1,S1,FLOUR,F1,,10,
            2026-04-01T08:00:00Z,receipt,IN-1,S1,FLOUR,F2,,10,
            2026-04-02T08:00:00Z,consume,MO-1,,FLOUR,F1,,3,
            2026-04-02T08:00:00Z,produce,MO-1,,BREAD,B1,,6,
            2026-04-03T08:00:00Z,consume,MO-2,,FLOUR,F2,,3,
            2026-04-03T08:00:00Z,produce,MO-2,,BREAD,B2,,6,
            2026-04-04T08:00:00Z,delivery,OUT-1,C1,BREAD,B1,,6,
            2026-04-05T08:00:00Z,delivery,OUT-2,C2,BREAD,B2,,6,
            2026-04-05T09:00:00Z,receipt,IN-2,S1,BAG,,,6,
            2026-04-06T08:00:00Z,customer_return,RET-1,C2,BREAD,B2,,2,
            """)
        return company
    }

    private func nodes(_ trace: Trace) -> [String] { trace.nodes.map { "\($0.level) \($0.lot.number ?? "-")" } }

    @Test(arguments: SQLEngine.allCases)
    func severalLotsAreAskedOfInOneQuestion(engine: SQLEngine) async throws {
        let company = try await baked(engine)
        let ids = [try await company.lot("B1", of: "BREAD").id, try await company.lot("F2", of: "FLOUR").id]
        let trace = try await company.operations.trace(TraceQuestion(.lots(ids)), as: company.admin)
        #expect(trace.lots.map(\.number) == ["B1", "F2"])
        #expect(nodes(trace) == ["-1 F1", "0 B1", "0 F2", "1 B2"])
        #expect(trace.deliveries.map { $0.partner?.code } == ["C1", "C2"])
        #expect(trace.returns.map { $0.delivery.quantity } == [2])
    }

    @Test(
        arguments: SQLEngine.allCases,
        [
            (TraceQuestion.Start.document("OUT-1"), "-1 F1, 0 B1"), (.document("IN-1"), "0 F1, 0 F2, 1 B1, 1 B2"),
            (.partner("C2", product: nil), "-1 F2, 0 B2"), (.partner("S1", product: "BAG"), "no_numbered_goods"),
            (.partner("C3", product: nil), "no_numbered_goods"), (.product("FLOUR"), "0 F1, 0 F2, 1 B1, 1 B2"),
            (.product("BAG"), "no_numbered_goods"), (.document("OUT-9"), "not_found"), (.product("X"), "not_found"),
            (.partner("X", product: nil), "not_found"),
        ])
    func itStartsFromDocumentsPartnersAndProducts(
        engine: SQLEngine, asked: (start: TraceQuestion.Start, answer: String)
    ) async throws {
        let company = try await baked(engine)
        let told: String
        do {
            told = nodes(try await company.operations.trace(TraceQuestion(asked.start), as: company.admin))
                .joined(separator: ", ")
        } catch let refusal as Refusal {
            told = refusal.code
        }
        #expect(told == asked.answer)
    }

    @Test(arguments: SQLEngine.allCases) func theDaysNarrowWhatAPartnerGot(engine: SQLEngine) async throws {
        let company = try await baked(engine)
        let days = ComparedDays(from: CalendarDate("2026-04-02"), to: CalendarDate("2026-04-02"))
        let trace = try await company.operations.trace(
            TraceQuestion(.product("BREAD"), days: days), as: company.admin)
        #expect(nodes(trace) == ["-1 F1", "0 B1"])
    }
}
