import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import StockOperations

/// Exposure of goods without number, standing gaps, and lots that may have been mixed up (R47, R48).
@Suite struct RiskReportTests {
    @Test(arguments: SQLEngine.allCases) func exposureIsGuessedByAgeAndAtWorst(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        try await company.product("BOLT", .none)
        try await company.partner("S1", .supplier)
        for code in ["C1", "C2", "C3"] { try await company.partner(code) }
        func receive(_ quantity: Quantity, _ day: String) async throws {
            try await company.post(
                .receipt, [company.line("BOLT", quantity)], partner: "S1", at: "2026-04-\(day)T08:00:00Z")
        }
        func deliver(_ quantity: Quantity, _ code: String, _ day: String) async throws {
            try await company.post(
                .delivery, [company.line("BOLT", quantity)], partner: code, at: "2026-04-\(day)T08:00:00Z")
        }
        try await receive(10, "01")
        try await deliver(4, "C1", "02")
        try await receive(10, "03")
        try await deliver(8, "C2", "04")
        try await deliver(3, "C3", "05")
        let second = try await company.operations.exposure(
            ofReceipt: "IN-00002", product: "BOLT", as: company.admin)
        #expect(second.received == 10)
        func rows(_ guess: Exposure.Guess) -> [String] {
            guess.deliveries.map { "\($0.partner?.code ?? "-") \($0.quantity)" }
        }
        #expect(rows(second.oldestFirst) == ["C2 2", "C3 3"])
        #expect(second.oldestFirst.onHand == 5)
        // C1 was served before it came in; C2 and C3 may have got nothing else.
        #expect(rows(second.atWorst) == ["C2 8", "C3 3"])
        #expect(
            second.inWords
                == "An estimate, since BOLT carries no number: of the 10 units of IN-00002, if the oldest left first, 5 "
                + "went to 2 customers and 5 are here. At worst, any of 2 customers may have some.")
        await #expect(throws: Refusal.self) {
            try await company.operations.exposure(ofReceipt: "IN-00009", product: "BOLT", as: company.admin)
        }
    }

    /// R48: a supplier calls by his order or delivery note, which may have come in several receipts.
    @Test(arguments: SQLEngine.allCases) func exposureIsAskedByNumberOrByOrigin(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        for sku in ["BOLT", "NUT"] { try await company.product(sku, .none) }
        try await company.partner("S1", .supplier)
        for (sku, day) in [("BOLT", "01"), ("BOLT", "02"), ("NUT", "03")] {
            try await company.post(
                .receipt, [company.line(sku, 10)], partner: "S1", at: "2026-04-\(day)T08:00:00Z", origin: "PO-7")
        }
        func ask(_ receipt: String, _ sku: String = "BOLT") async throws -> Exposure {
            try await company.operations.exposure(ofReceipt: receipt, product: sku, as: company.admin)
        }
        let all = try await ask("PO-7")
        #expect(all.receipts.map(\.number) == ["IN-00001", "IN-00002"])
        #expect(all.received == 20)
        #expect(
            all.inWords.contains("of the 20 units of IN-00001 (PO-7) and IN-00002 (PO-7), if the oldest left first"))
        #expect(try await ask("IN-00002").received == 10)
        #expect(try await ask("PO-7", "NUT").receipts.map(\.number) == ["IN-00003"])
        await #expect(throws: Refusal.notFound("receipt with the number or origin", "PO-8")) { try await ask("PO-8") }
    }

    /// The sentence left out what was used up, so that not every unit was accounted for.
    @Test(arguments: SQLEngine.allCases) func exposureTellsOfWhatWasUsedUp(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        try await company.product("BOLT", .none)
        try await company.partner("S1", .supplier)
        try await company.post(.receipt, [company.line("BOLT", 10)], partner: "S1", at: "2026-04-01T08:00:00Z")
        try await company.post(.scrap, [company.line("BOLT", 4)], at: "2026-04-02T08:00:00Z", reason: "bent")
        let exposure = try await company.operations.exposure(
            ofReceipt: "IN-00001", product: "BOLT", as: company.admin)
        #expect(
            exposure.inWords.hasSuffix(
                "none went to a customer, 4 were used up, scrapped or sent back and 6 are here. At worst, too, no "
                    + "customer has any."))
    }

    /// What went into other goods must be looked for too: the gap of a component used up weighs as much as one on hand.
    @Test(arguments: SQLEngine.allCases) func aGapReachesIntoOtherGoods(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        for sku in ["LID", "JAR", "JAM"] { try await company.product(sku) }
        try await company.partner("S1", .supplier)
        try await company.post(
            .receipt, [company.line("LID", 100, "A"), company.line("JAR", 60, "B")], partner: "S1")
        try await company.order("JAM", 90, outputs: ["J-1"], of: [company.part("LID", 90, "A")], do: true)
        let gaps = try await company.operations.gaps(as: company.admin)
        #expect(gaps.map { "\($0.product.sku) \($0.units) \($0.recallSize)" } == ["LID 100 100", "JAR 60 60"])
    }

    @Test(arguments: SQLEngine.allCases) func gapsAreRankedByTheRecallThatTheyCause(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        try await company.product("P")
        try await company.partner("S1", .supplier)
        try await company.partner("C1")
        try await company.partner("WALK", isAnonymous: true)
        try await company.post(.receipt, [company.line("P", 100, "A")], partner: "S1")
        try await company.post(.delivery, [company.line("P", 30, "A")], partner: "C1")
        try await company.post(.delivery, [company.line("P", 7, "A")], partner: "WALK")
        let gaps = try await company.operations.gaps(as: company.admin)
        #expect(
            gaps.map { "\($0.code.rawValue) \($0.units) \($0.recallSize) \($0.weight.rawValue)" } == [
                "no_supplier_number 100 100 weakens_source", "anonymous_partner 7 7 hides_customers",
            ])
        #expect(try await company.operations.gaps(ofProduct: "P", as: company.admin) == gaps)
    }

    @Test(arguments: SQLEngine.allCases) func neighboursAreLotsOpenInThePlaceAtTheTime(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        try await company.product("P")
        try await company.partner("S1", .supplier)
        try await company.partner("C1")
        for (lot, day) in [("A", "01"), ("B", "02"), ("C", "20")] {
            try await company.post(
                .receipt, [company.line("P", 10, lot)], partner: "S1", at: "2026-04-\(day)T08:00:00Z")
        }
        // One pick of both, and A is gone before C comes.
        try await company.post(
            .delivery, [company.line("P", 6, "A=5", "B=1").because("both")], partner: "C1", at: "2026-04-10T08:00:00Z")
        try await company.post(.delivery, [company.line("P", 5, "A")], partner: "C1", at: "2026-04-12T08:00:00Z")
        let report = try await company.operations.neighbours(
            of: company.lot("A", of: "P").id, as: company.admin)
        #expect(report.neighbours.map(\.lot.number) == ["B"])
        #expect(report.neighbours[0].evidence.count == 1)
        #expect(report.neighbours[0].reach == LotReach(here: 9, withCustomers: 1))
        #expect(report.neighbours[0].meetings.map { $0.until?.rfc3339 } == ["2026-04-12T08:00:00Z"])
    }
}
