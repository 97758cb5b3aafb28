import SQLCore
import StockDomain
import SeededRandom
import TestSupport
import Testing

@testable import StockOperations

/// What was known at a past moment, read from postings and history (R44).
@Suite struct KnownThenTests {
    /// The strongest thing that can be said: whatever happened since, the answer is the one that was given then.
    @Test(arguments: SQLEngine.allCases, UInt64(1)...4)
    func theAnswerKnownThenIsTheOneGivenThen(engine: SQLEngine, seed: UInt64) async throws {
        let company = try await TestCompany(engine)
        try await company.product("P")
        try await company.partner("S1", .supplier)
        for code in ["C1", "C2"] { try await company.partner(code) }
        var random = SeededRandom(seed: seed)
        var given: [(at: Instant, lot: LotID, scope: RecallScope, trace: Trace)] = []
        var told = ""
        for turn in 0..<25 {
            company.clock.advance(seconds: 3_600)
            told = try await happen(company, turn, &random)
            company.clock.advance(seconds: 60)
            for lot in try await numbers(company).shuffled(using: &random).prefix(2) {
                given.append(
                    (
                        company.clock.now, lot, try await company.operations.recallScope(of: lot, as: company.admin),
                        try await company.operations.trace(of: lot, as: company.admin)
                    ))
            }
        }
        for answer in given {
            var scope = try await company.operations.recallScope(
                of: answer.lot, knownAt: answer.at, as: company.admin)
            #expect(scope.knownAt == answer.at)
            scope.knownAt = nil
            #expect(scope == answer.scope, "seed \(seed), lot \(answer.lot), last: \(told)")
            var trace = try await company.operations.trace(
                TraceQuestion(.lots([answer.lot]), knownAt: answer.at), as: company.admin)
            trace.knownAt = nil
            #expect(trace == answer.trace, "seed \(seed), lot \(answer.lot), last: \(told)")
        }
    }

    @Test(arguments: SQLEngine.allCases)
    func whatWasRecordedLaterIsNotKnownEvenIfItHappenedBefore(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        try await company.product("P")
        try await company.partner("S1", .supplier)
        for code in ["C1", "C2"] { try await company.partner(code) }
        try await company.post(.receipt, [company.line("P", 40, "L-1")], partner: "S1", at: "2026-04-01T08:00:00Z")
        try await company.post(.delivery, [company.line("P", 10, "L-1")], partner: "C1", at: "2026-04-02T08:00:00Z")
        let then = company.clock.now
        company.clock.advance(seconds: 3_600)
        try await company.post(.delivery, [company.line("P", 5, "L-1")], partner: "C2", at: "2026-04-03T08:00:00Z")
        let now = try await company.operations.recallScope(of: "L-1", as: company.admin)
        #expect(now.consignees.compactMap { $0.partner?.code } == ["C1", "C2"])
        let before = try await company.operations.recallScope(of: "L-1", knownAt: then, as: company.admin)
        #expect(before.consignees.compactMap { $0.partner?.code } == ["C1"])
        #expect(before.totals.onHand == 30 && before.totals.closes)
    }

    // MARK: Random days

    private func numbers(_ company: TestCompany) async throws -> [LotID] {
        try await company.store { store in
            try store.lots(LotFilter(), before: nil, limit: 100).map(\.id)
        }
    }

    /// One random thing that people do; what is refused is left.
    private func happen(_ company: TestCompany, _ turn: Int, _ random: inout SeededRandom) async throws -> String {
        let lots = try await company.store { try $0.lots(LotFilter(), before: nil, limit: 100) }
        guard let lot = lots.randomElement(using: &random), turn > 1 else {
            try await company.post(.receipt, [company.line("P", 20, "L-\(turn)")], partner: "S1")
            return "receipt"
        }
        let number = lot.number.text
        let other = lots.randomElement(using: &random)?.id ?? lot.id
        let amount = Quantity(units: Int64.random(in: 1...6, using: &random))
        let customer = Bool.random(using: &random) ? "C1" : "C2"
        let what =
            ["deliver", "split", "merge", "return", "reverse", "rename", "join", "receive", "scrap"]
            .randomElement(using: &random) ?? ""
        do {
            switch what {
            case "deliver":
                try await company.post(.delivery, [company.line("P", amount, number)], partner: customer)
            case "return":
                try await company.post(
                    .customerReturn, [company.line("P", 1, number)], partner: customer,
                    answers: ["lines/0/numbers/0:not_held": "origin_unknown"])
            case "receive": try await company.post(.receipt, [company.line("P", 9, number)], partner: "S1")
            case "scrap": try await company.post(.scrap, [company.line("P", 1, number)], reason: "broken")
            case "reverse":
                _ = try await company.operations.reverse(
                    .delivery, "OUT-0000\(Int.random(in: 1...4, using: &random))", reason: "wrong", company.command(),
                    answer: Told().keep)
            case "split":
                _ = try await company.telling { told in
                    try await company.operations.splitLot(
                        lot.id,
                        SplitRequest(
                            quantity: 2, number: LotNumber(stored: "S-\(turn)"), location: "WH-Stock", reason: "box"),
                        company.command(), answer: told)
                }
            case "merge":
                _ = try await company.telling { told in
                    try await company.operations.mergeLots(
                        lot.id, MergeRequest(lots: [other], number: LotNumber(stored: "M-\(turn)"), reason: "tank"),
                        company.command(), answer: told)
                }
            case "rename": try await company.renumber(number, of: "P", to: "R-\(turn)")
            default:
                let right = lots.first { $0.id == other }?.number.text ?? number
                try await company.renumber(number, of: "P", to: right, answers: ["number:join": "join"])
            }
        } catch is Refusal {}
        return what
    }
}
