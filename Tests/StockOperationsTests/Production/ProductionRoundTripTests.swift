import SQLCore
import StockDomain
import StockOperations
import TestSupport
import Testing

/// What production has left, exported and imported into an empty company.
@Suite struct ProductionRoundTripTests {
    private func products(_ company: TestCompany) async throws {
        for sku in ["BIKE", "MOTOR"] { try await company.product(sku, .serial) }
        try await company.product("OIL", .lot, decimals: 6)
        try await company.product("SCREW", Tracking.none, decimals: 6)
        try await company.location("WH-Shelf")
    }

    @Test(arguments: SQLEngine.allCases)
    func stepsComeBackAsTheyWere(engine: SQLEngine) async throws {
        let first = try await TestCompany(engine)
        try await products(first)
        try await first.post(
            .receipt,
            [
                first.line("MOTOR", 3, "M-1", "M-2", "M-3"), first.line("OIL", 9, "O-1"), first.line("SCREW", 30),
            ])
        let order = try await first.order(
            "BIKE", 2, outputs: ["B-1", "B-2"],
            of: [
                first.part("MOTOR", 1, "M-1", for: "B-1"), first.part("MOTOR", 1, "M-2", for: "B-2"),
                first.part("OIL", 1), first.part("SCREW", 7),
            ], do: true)
        first.clock.advance(seconds: 3600)
        try await first.post(.transfer, [first.line("BIKE", 1, "B-2")], location: "WH-Stock", to: "WH-Shelf")
        first.clock.advance(seconds: 3600)
        try await first.unbuild(order.document.number, ["B-2"])
        first.clock.advance(seconds: 3600)
        _ = try await first.operations.swapPart(
            of: first.lot("B-1", of: "BIKE").id,
            SwapRequest(
                takenOut: SwapRequest.Part(product: "MOTOR", number: LotNumber(stored: "M-1")),
                putIn: SwapRequest.Part(product: "MOTOR", number: LotNumber(stored: "M-3")), scraps: true,
                reason: "worn"), first.command()
        ) { _ in Answer(status: 200, body: []) }
        let exported = try await first.exported(.movements)

        let second = try await TestCompany(engine)
        try await products(second)
        second.clock.advance(seconds: 86_400)
        try await second.importing(.movements, String(exported.dropLast()))
        for sku in ["BIKE", "MOTOR", "OIL", "SCREW"] {
            #expect(try await second.stock(sku) == first.stock(sku))
        }
        #expect(try await second.ancestors(of: "B-1") == first.ancestors(of: "B-1"))
        for company in [first, second] {
            let view = try await company.operations.document(
                .productionOrder, order.document.number, as: company.admin)
            #expect(company.steps(view) == ["B-1 1 ← O-1 0.5, SCREW 3.5, M-3 1"])
            #expect(try await company.disagreements() == [])
        }
        let parts = try await second.operations.installedParts(
            of: second.lot("B-1", of: "BIKE").id, as: second.admin)
        #expect(parts.before.map(\.lot.number) == ["M-1"])
    }
}
