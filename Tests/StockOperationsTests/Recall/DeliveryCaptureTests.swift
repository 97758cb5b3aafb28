import SQLCore
import StockDomain
import StockOperations
import TestSupport
import Testing

/// What trace and recall say of numbers that were given at delivery (R5b).
struct DeliveryCaptureTests {
    /// Lamps from two suppliers, 3 and then 122; C1 got S1 to S3 and S4, C2 S5.
    private func company(_ engine: SQLEngine) async throws -> TestCompany {
        let company = try await TestCompany(engine)
        try await company.add(Product(sku: "LAMP", name: "Lamp", tracking: .serial, capture: .deliveryOnly))
        for code in ["C1", "C2"] { try await company.partner(code) }
        for code in ["SUP-1", "SUP-2"] { try await company.partner(code, .supplier) }
        try await company.post(
            .receipt, [company.line("LAMP", 3)], partner: "SUP-1", at: "2026-04-01T08:00:00Z", origin: "PO-1")
        try await company.post(
            .receipt, [company.line("LAMP", 122)], partner: "SUP-2", at: "2026-04-02T08:00:00Z", origin: "PO-2")
        try await company.post(
            .delivery, [company.line("LAMP", 2, "S1", "S2")], partner: "C1", at: "2026-05-01T08:00:00Z")
        try await company.post(
            .delivery, [company.line("LAMP", 2, "S3", "S4")], partner: "C1", at: "2026-05-01T09:00:00Z")
        try await company.post(
            .delivery, [company.line("LAMP", 1, "S5")], partner: "C2", at: "2026-05-01T10:00:00Z")
        return company
    }

    private func estimated(_ origins: [LotOrigin]) -> [String] {
        origins.map { "\($0.supplier!.code) \($0.receipt.document!.origin!) \($0.receipt.quantity)" }
    }

    @Test(arguments: SQLEngine.allCases)
    func theTraceEndsAtTheDeliveryWithTheReceiptsThatMayBeBehindIt(engine: SQLEngine) async throws {
        let company = try await company(engine)
        for (number, receipts) in [
            ("S1", ["SUP-1 PO-1 2"]), ("S4", ["SUP-1 PO-1 1", "SUP-2 PO-2 1"]), ("S5", ["SUP-2 PO-2 1"]),
        ] {
            let trace = try await company.operations.trace(of: number, .up, as: company.admin)
            #expect(trace.gaps.map(\.code) == [.unknownNumbersOnHand, .capturedAtDelivery])
            #expect(trace.receipts.isEmpty)
            #expect(estimated(trace.estimatedReceipts) == receipts)
            #expect(trace.nodes.map(\.lot.number) == [number])
            #expect(trace.edges.isEmpty)
        }
        let down = try await company.operations.trace(of: "S5", .down, as: company.admin)
        #expect(down.deliveries.map { $0.partner?.code } == ["C2"])
        #expect(down.estimatedReceipts.isEmpty)
    }

    @Test(arguments: SQLEngine.allCases)
    func aRecallTellsCustomersAsFactsAndStockAsAGap(engine: SQLEngine) async throws {
        let company = try await company(engine)
        let scope = try await company.operations.recallScope(of: "S5", as: company.admin)
        #expect(scope.consignees.map { $0.partner?.code } == ["C2"])
        #expect(scope.sources.isEmpty)
        let gap = try #require(scope.gaps.first { $0.code == .unknownNumbersOnHand })
        #expect(gap.units == 120)
        #expect(gap.detail == "120 units of LAMP on hand carry unknown numbers: check by scanning.")
        #expect(scope.isComplete)
        #expect(
            scope.inWords == """
                1 unit is with 1 customer. 120 units of LAMP on hand carry unknown numbers: check by scanning. \
                Complete: yes. In the same time 4 units of this product went to 1 customer who has none of it.
                """)
    }

    @Test(arguments: SQLEngine.allCases)
    func aUnitThatCameBackIsCountedOnce(engine: SQLEngine) async throws {
        // R46, R51
        let company = try await company(engine)
        try await company.post(.customerReturn, [company.line("LAMP", 1, "S5")], partner: "C2")
        let back = try await company.operations.recallScope(of: "S5", as: company.admin)
        #expect(
            back.inWords.hasPrefix("The one unit is with no customer. 1 came back and stopped carrying the number."))
        #expect(back.gaps.map { "\($0.code.rawValue) \($0.units)" }.contains("captured_at_delivery 1"))
        try await company.post(.delivery, [company.line("LAMP", 1, "S5")], partner: "C1")
        let again = try await company.operations.recallScope(of: "S5", as: company.admin)
        #expect(again.inWords.hasPrefix("1 unit is with 1 customer. "))
        #expect(again.totals.movedIn == 2 && again.totals.closes)
        #expect(again.madeInto.isEmpty)
    }
}
