import SQLCore
import SeededRandom
import StockDomain
import StockOperations
import TestSupport
import Testing

/// A history with mistakes that were corrected tells the same as one that was right from the start (R18, R18a).
@Suite struct CorrectionPropertyTests {
    /// One happening, as it was and as it was booked.
    private struct Happening {
        enum Kind { case receipt, delivery, transfer }
        let kind: Kind
        let number: String
        let booked: String
        let quantity: Quantity
        let partner: String
        let bookedPartner: String
        let at: String
    }

    private static let numbers = ["L-A", "L-B", "L-C"]

    private func story(_ seed: UInt64) -> [Happening] {
        var random = SeededRandom(seed: seed)
        var story: [Happening] = []
        // Plenty of each, so that mistakes could be booked at all.
        for number in Self.numbers {
            story.append(
                Happening(
                    kind: .receipt, number: number, booked: number, quantity: 100, partner: "S1", bookedPartner: "S1",
                    at: "2026-04-01T08:00:00Z"))
        }
        for step in 0..<12 {
            let kind = [Happening.Kind.receipt, .delivery, .delivery, .transfer].randomElement(using: &random)!
            let number = Self.numbers.randomElement(using: &random)!
            let isWrong = Bool.random(using: &random)
            let partners = kind == .receipt ? ["S1", "S2"] : ["C1", "C2", "C3"]
            let partner = partners.randomElement(using: &random)!
            let hour = step < 10 ? "0\(step)" : "\(step)"
            story.append(
                Happening(
                    kind: kind, number: number, booked: isWrong ? Self.numbers.randomElement(using: &random)! : number,
                    quantity: Quantity(units: Int64.random(in: 1...5, using: &random)), partner: partner,
                    bookedPartner: Int.random(in: 1...4, using: &random) == 1
                        ? partners.randomElement(using: &random)! : partner,
                    at: "2026-04-02T\(hour):00:00Z"))
        }
        return story
    }

    private func company(_ engine: SQLEngine) async throws -> TestCompany {
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        for code in ["S1", "S2"] { try await company.partner(code, .supplier) }
        for code in ["C1", "C2", "C3"] { try await company.partner(code) }
        try await company.location("SHOP")
        return company
    }

    private func book(
        _ one: Happening, _ number: String, for partner: String, in company: TestCompany
    ) async throws -> DocumentView {
        let line = company.line("NUT", one.quantity, number)
        let same = ["lines/0/numbers/0:lot_exists": "same"]
        switch one.kind {
        case .receipt: return try await company.post(.receipt, [line], partner: partner, at: one.at, answers: same)
        case .delivery: return try await company.post(.delivery, [line], partner: partner, at: one.at)
        case .transfer:
            return try await company.post(.transfer, [line], location: "WH-Stock", to: "SHOP", at: one.at)
        }
    }

    /// All that a recall says of each number.
    private func told(_ company: TestCompany) async throws -> [String] {
        var told: [String] = []
        for number in Self.numbers {
            let scope = try await company.operations.recallScope(of: number, as: company.admin)
            told.append("\(number) \(scope.totals)")
            told += scope.consignees.map { "\(number) \($0.partner?.code ?? "-") \($0.ofLot)" }
            told += scope.sources.map { "\(number) from \($0.supplier?.code ?? "-") \($0.receipt.quantity)" }.sorted()
        }
        return told + (try await company.stock("NUT"))
    }

    @Test(arguments: (UInt64(1)...12).map { (SQLEngine.sqlite, $0) } + (UInt64(1)...3).map { (.postgres, $0) })
    func correctedIsAsIfItHadBeenRightFromTheStart(engine: SQLEngine, seed: UInt64) async throws {
        let story = story(seed)
        let right = try await company(engine)
        for one in story { _ = try await book(one, one.number, for: one.partner, in: right) }

        let wrong = try await company(engine)
        var documents: [DocumentView] = []
        for one in story {
            documents.append(try await book(one, one.booked, for: one.bookedPartner, in: wrong))
        }
        for (one, document) in zip(story, documents) {
            if one.booked != one.number { try await wrong.correct(document, one.booked, to: one.number) }
            if one.kind != .transfer, one.bookedPartner != one.partner {
                try await wrong.correct(document, .partner(code: one.partner))
            }
        }
        #expect(try await told(wrong) == told(right), "seed \(seed)")
        #expect(try await wrong.disagreements() == [], "seed \(seed)")
    }
}
