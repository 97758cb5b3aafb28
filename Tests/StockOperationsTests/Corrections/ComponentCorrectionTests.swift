import SQLCore
import StockDomain
import StockOperations
import TestSupport
import Testing

/// What a finished step has used, corrected without touching its output (R18b).
@Suite struct ComponentCorrectionTests {
    /// Two lots of a component; one step has made PIE of 3 of A, and half of it is sold.
    private func baked(_ engine: SQLEngine) async throws -> (TestCompany, DocumentView) {
        let company = try await TestCompany.small(engine)
        try await company.product("PIE")
        try await company.importing(
            .movements,
            """
            \(header),step
            2026-04-01T08:00:00Z,receipt,IN-1,S1,LOTTED,A,,10,,
            2026-04-01T08:00:00Z,receipt,IN-2,S2,LOTTED,B,,10,,
            2026-04-01T09:00:00Z,receipt,IN-3,S2,PLAIN,,,10,,
            2026-04-02T08:00:00Z,consume,MO-1,,LOTTED,A,,3,,1
            2026-04-02T08:00:00Z,produce,MO-1,,PIE,P-1,,6,,1
            2026-04-03T08:00:00Z,delivery,OUT-1,C1,PIE,P-1,,6,,
            """)
        let order = try await company.operations.document(.productionOrder, "MO-1", as: company.admin)
        return (company, order)
    }

    private func component(
        _ number: String?, _ quantity: Quantity?, to: String?, product: String = "LOTTED"
    ) -> Correction {
        .component(
            ComponentCorrection(
                product: product, number: number.map { LotNumber(stored: $0) }, quantity: quantity,
                to: to.map { LotNumber(stored: $0) }))
    }

    private func ancestors(_ company: TestCompany) async throws -> [String] {
        let trace = try await company.operations.trace(of: "P-1", .up, as: company.admin)
        return trace.edges.map { "\($0.from.number ?? $0.from.product.sku) \($0.quantity)" }.sorted()
    }

    @Test(arguments: SQLEngine.allCases)
    func anotherComponentWasUsed(engine: SQLEngine) async throws {
        let (company, order) = try await baked(engine)
        try await company.correct(order, component("A", 2, to: "B"))
        #expect(try await ancestors(company) == ["A 1", "B 2"])
        #expect(try await company.stock("LOTTED") == ["WH-Stock A 9", "WH-Stock B 8"])
        try await company.correct(order, component("A", nil, to: "B"))
        #expect(try await ancestors(company) == ["B 3"])
        // Nobody has got anything that A was part of.
        let scope = try await company.operations.recallScope(of: "A", as: company.admin)
        #expect(scope.consignees.isEmpty && scope.madeInto.isEmpty && scope.totals.closes)
        #expect(try await company.disagreements() == [])
    }

    @Test(arguments: SQLEngine.allCases)
    func aForgottenComponentIsAddedToItsStep(engine: SQLEngine) async throws {
        let (company, order) = try await baked(engine)
        try await company.correct(order, component(nil, 1, to: "B"))
        try await company.correct(order, component(nil, 2, to: nil, product: "PLAIN"))
        #expect(try await ancestors(company) == ["A 3", "B 1", "PLAIN 2"])
        #expect(try await company.stock("PLAIN") == ["WH-Stock - 8"])
        #expect(try await company.disagreements() == [])
    }

    @Test(arguments: SQLEngine.allCases)
    func aForgottenComponentMayBeNamedByItsNumberAlone(engine: SQLEngine) async throws {
        let (company, order) = try await baked(engine)
        try await company.correct(order, component("B", 1, to: nil))
        #expect(try await ancestors(company) == ["A 3", "B 1"])
        let refusal = try await #require(throws: Refusal.self) {
            try await company.correct(order, component("Q", 1, to: nil))
        }
        #expect(refusal.code == "unknown_number")
    }

    @Test(arguments: SQLEngine.allCases)
    func aComponentThatWasNotUsedGoesBack(engine: SQLEngine) async throws {
        let (company, order) = try await baked(engine)
        try await company.correct(order, component("A", 1, to: nil))
        #expect(try await ancestors(company) == ["A 2"])
        #expect(try await company.stock("LOTTED") == ["WH-Stock A 8", "WH-Stock B 10"])
        #expect(try await company.disagreements() == [])
    }

    @Test(arguments: SQLEngine.allCases)
    func whatDoesNotFitIsRefused(engine: SQLEngine) async throws {
        let (company, order) = try await baked(engine)
        for (correction, code) in [
            (component("B", 1, to: "A"), "unknown_number"), (component("A", 4, to: "B"), "more_than_done"),
            (component(nil, 1, to: nil), "number_required"), (component(nil, nil, to: "B"), "quantity_required"),
            (component("A", 1, to: "X"), "unknown_number"), (component(nil, 11, to: "B"), "not_there_then"),
        ] {
            #expect(await company.code { try await company.correct(order, correction) } == code)
        }
        #expect(try await ancestors(company) == ["A 3"])
    }
}
