import SQLCore
import StockDomain
import StockOperations
import Synchronization
import TestSupport
import Testing

/// Recipes, parts brought to the bench first, and parts exchanged later (R23, R53).
@Suite struct PartSwappingTests {
    private func workshop(_ engine: SQLEngine) async throws -> TestCompany {
        let company = try await TestCompany(engine)
        for sku in ["DRILL", "MOTOR"] { try await company.product(sku, .serial) }
        try await company.product("GREASE", .lot, decimals: 3)
        try await company.product("SCREW", Tracking.none)
        try await company.post(
            .receipt,
            [
                company.line("MOTOR", 3, "M-1", "M-2", "M-3"), company.line("GREASE", 3, "G-1"),
                company.line("SCREW", 30),
            ])
        return company
    }

    private func swap(
        _ company: TestCompany, _ number: String, out: String?, in new: String?, scraps: Bool = false
    ) async throws -> (now: [String], before: [String]) {
        let lot = try await company.lot(number, of: "DRILL")
        let kept = Kept<InstalledParts>()
        _ = try await company.operations.swapPart(
            of: lot.id,
            SwapRequest(
                takenOut: out.map { SwapRequest.Part(product: "MOTOR", number: LotNumber(stored: $0)) },
                putIn: new.map { SwapRequest.Part(product: "MOTOR", number: LotNumber(stored: $0)) }, scraps: scraps,
                reason: "worn"), company.command()
        ) {
            kept.keep($0)
            return Answer(status: 200, body: [])
        }
        func words(_ rows: [UnitView.Component]) -> [String] {
            rows.map { "\($0.lot.number ?? $0.lot.product.sku) \($0.quantity)" }.sorted()
        }
        return (words(kept.value!.now), words(kept.value!.before))
    }

    @Test(arguments: SQLEngine.allCases)
    func aPartIsExchangedLater(engine: SQLEngine) async throws {
        let company = try await workshop(engine)
        try await company.order(
            "DRILL", 1, outputs: ["D-1"], of: [company.part("MOTOR", 1, "M-1"), company.part("SCREW", 4)], do: true)
        company.clock.advance(seconds: 86_400)
        let parts = try await swap(company, "D-1", out: "M-1", in: "M-2")
        #expect(parts.now == ["M-2 1", "SCREW 4"] && parts.before == ["M-1 1"])
        #expect(try await company.stock("MOTOR") == ["WH-Stock M-1 1", "WH-Stock M-3 1"])
        #expect(try await company.ancestors(of: "D-1") == ["M-2", "SCREW"])
        company.clock.advance(seconds: 86_400)
        let scrapped = try await swap(company, "D-1", out: "M-2", in: "M-3", scraps: true)
        #expect(scrapped.now == ["M-3 1", "SCREW 4"] && scrapped.before == ["M-1 1", "M-2 1"])
        #expect(try await company.stock("MOTOR") == ["WH-Stock M-1 1"])
        #expect(await company.code { _ = try await swap(company, "D-1", out: "M-2", in: nil) } == "not_installed")
        #expect(await company.code { _ = try await swap(company, "D-1", out: nil, in: "M-2") } == "serial_elsewhere")
        let drill = try await company.lot("D-1", of: "DRILL").id
        let unit = try await company.operations.unit(drill, as: company.admin)
        #expect(unit.removed.map { $0.lot.number ?? "-" } == ["M-1", "M-2"] && unit.installed.count == 2)
        let certificate = try await company.operations.certificate(of: drill, as: company.admin)
        #expect(certificate.parts == unit.components, "R52")
        let scope = try await company.operations.recallScope(of: "M-2", as: company.admin)
        #expect(scope.totals.closes && scope.totals.consumed == .zero)
        #expect(try await company.disagreements() == [])
    }

    /// A unit that was taken apart, and one that was worked over: the pages told of them from different sources.
    @Test(arguments: SQLEngine.allCases)
    func partsAreToldOfUnitsTakenApartOrWorkedOver(engine: SQLEngine) async throws {
        let company = try await workshop(engine)
        try await company.order("DRILL", 1, outputs: ["D-1"], of: [company.part("MOTOR", 1, "M-1")], do: true)
        try await company.order(
            "DRILL", 1, outputs: ["D-1"], of: [company.part("DRILL", 1, "D-1"), company.part("SCREW", 2)], do: true)
        let drill = try await company.lot("D-1", of: "DRILL").id
        let worked = try await company.operations.installedParts(of: drill, as: company.admin)
        #expect(worked.now.map { $0.lot.number ?? $0.lot.product.sku } == ["M-1", "SCREW"])
        company.clock.advance(seconds: 3_600)
        try await company.unbuild("MO-00002")
        company.clock.advance(seconds: 3_600)
        try await company.unbuild("MO-00001")
        let apart = try await company.operations.installedParts(of: drill, as: company.admin)
        #expect(apart.now.isEmpty && apart.before.count == 2)
    }

    @Test(arguments: SQLEngine.allCases)
    func aRecipeFillsTheOrder(engine: SQLEngine) async throws {
        let company = try await workshop(engine)
        let change = RecipeChange(
            product: "GREASE", quantity: 2,
            components: [RecipeChange.Part(product: "SCREW", quantity: 3, pointer: "/components/0")],
            byProducts: [RecipeChange.Part(product: "SCREW", quantity: 1, pointer: "/by_products/0")])
        _ = try await company.operations.createRecipe("R-1", change, company.command()) { _ in
            Answer(status: 201, body: [])
        }
        let told = Told()
        _ = try await company.operations.createProduction(
            ProductionRequest(quantity: 5, recipe: "R-1"), company.command(), answer: told.keep)
        #expect(told.view!.lines.map(\.quantity) == [5, 8, 2])
        #expect(told.view!.lines[0].recipe == "R-1")
    }

    /// S161: components go to the order's place first and bring their numbers along.
    @Test(arguments: SQLEngine.allCases)
    func componentsAreIssuedToTheBench(engine: SQLEngine) async throws {
        let company = try await workshop(engine)
        try await company.location("WH-Bench")
        let order = try await company.order(
            "DRILL", 1, outputs: ["D-1"],
            of: [company.part("MOTOR", 1, "M-2"), company.part("GREASE", 2), company.part("SCREW", 3)])
        let number = order.document.number
        let issued = try await company.act {
            try await company.operations.issueComponents(of: number, to: "WH-Bench", $0, answer: $1)
        }
        #expect(issued.lines.map(\.reserved) == [0, 1, 2, 3] && issued.document.state == .ready)
        #expect(try await company.stock("GREASE") == ["WH-Bench G-1 2 (2 reserved)", "WH-Stock G-1 1"])
        let done = try await company.make(number)
        #expect(company.steps(done) == ["D-1 1 ← M-2 1, G-1 2, SCREW 3"])
        #expect(try await company.stock("SCREW") == ["WH-Stock - 27"])
        #expect(try await company.disagreements() == [])
    }

    /// X077, X078: at a subcontractor, whose place is one of ours (R22).
    @Test(arguments: SQLEngine.allCases)
    func aSubcontractorUsesWhatWasSentToHim(engine: SQLEngine) async throws {
        let company = try await workshop(engine)
        try await company.location("SUB")
        try await company.post(
            .transfer, [company.line("MOTOR", 3, "M-1", "M-2", "M-3"), company.line("SCREW", 9)], location: "WH-Stock",
            to: "SUB")
        try await company.order("DRILL", 3, of: [company.part("MOTOR", 3), company.part("SCREW", 9)], location: "SUB")
        let first = try await company.make("MO-00001", outputs: ["=2"], rest: .backorder)
        try await company.make(first.backorder!)
        #expect(try await company.stock("MOTOR") == [])
        #expect(try await company.stock("DRILL").count == 3)
        #expect(try await company.stock("SCREW") == ["WH-Stock - 21"])
    }

    /// X076: a mistaken number of what was made is renumbered; the step stays what it was (R18).
    @Test(arguments: SQLEngine.allCases)
    func aRenumberedOutputKeepsItsParts(engine: SQLEngine) async throws {
        let company = try await workshop(engine)
        try await company.order("DRILL", 1, outputs: ["D-I"], of: [company.part("MOTOR", 1, "M-1")], do: true)
        try await company.renumber("D-I", of: "DRILL", to: "D-9")
        let order = try await company.operations.document(.productionOrder, "MO-00001", as: company.admin)
        #expect(company.steps(order) == ["D-9 1 ← M-1 1"])
        #expect(try await company.ancestors(of: "D-9") == ["M-1"])
    }
}
