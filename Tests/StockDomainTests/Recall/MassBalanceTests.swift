import Testing

@testable import StockDomain
import SeededRandom

/// R51: one equation for every lot.
@Suite struct MassBalanceTests {
    @Test(arguments: [
        ("receive IN-1 S P/L 400", "received 400, on_hand 400"),
        ("open OP-1 - P/L 7", "opening 7, on_hand 7"),
        (
            "receive IN-1 S P/L 9 \n deliver OUT-1 C P/L 4 \n return R-1 C P/L 1",
            "received 9, customer_returned 1, on_hand 6, delivered 4"
        ),
        ("receive IN-1 S P/L 9 \n send T-1 - P/L 4 \n arrive T-1 - P/L 1", "received 9, on_hand 6, in_transit 3"),
        (
            "receive IN-1 S P/L 9 \n scrap S-1 - P/L 2 \n sendback B-1 S P/L 3",
            "received 9, on_hand 4, supplier_returned 3, scrapped 2"
        ),
        ("receive IN-1 S P/L 9 \n lose C-1 - P/L 2 \n find C-2 - P/L 1", "received 9, found 1, on_hand 8, lost 2"),
        ("receive IN-1 S P/L 9 \n use M-1 - P/L 5 \n make M-1 - P/X 5", "received 9, on_hand 4, consumed 5"),
        ("receive IN-1 S P/L 9 \n split M-1 - P/L 5 \n into M-1 - P/X 5", "received 9, on_hand 4, moved_out 5"),
        // A number given at delivery comes from Numbering and goes on: two terms (R5).
        ("number OUT-1 C P/L 1", "moved_in 1, delivered 1"),
        // What is taken back counts with minus in the term that it takes back.
        ("receive IN-1 S P/L 9 \n deliver OUT-1 C P/L 4 \n undo 2", "received 9, on_hand 9"),
        ("receive IN-1 S P/L 9 \n undo 1", ""),
        ("receive IN-1 S P/L 9 \n use M-1 - P/L 5 \n undo 2", "received 9, on_hand 9"),
    ])
    func eachMovementCountsInItsTerm(story: String, terms: String) {
        let scope = RecallScope(Story(asked: "L", story).facts)
        #expect(scope.totals.termsInWords == terms)
        #expect(scope.totals.closes)
    }

    @Test func aPileThatTheMovementsDoNotExplainDoesNotClose() {
        var facts = Story(asked: "L", "receive IN-1 S P/L 9").facts
        facts.piles[0].quantity = 8
        #expect(!RecallScope(facts).totals.closes)
    }

    @Test(arguments: UInt64(1)...40) func randomHistoriesClose(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let story = Story(asked: "L", randomHistory(&random))
        let scope = RecallScope(story.facts)
        #expect(scope.totals.closes, "seed \(seed)")
    }

    /// Whatever is asked for, whether or not stock would allow it: the equation knows no refusals.
    private func randomHistory(_ random: inout SeededRandom) -> String {
        let kinds = "receive deliver return sendback scrap lose find use make send split".split(separator: " ")
        var lines: [String] = []
        for index in 0..<60 {
            if index > 0, Int.random(in: 0..<8, using: &random) == 0 {
                let line = Int.random(in: 1...index, using: &random)
                if !lines[line - 1].hasPrefix("undo"), !lines.contains("undo \(line)") {
                    lines.append("undo \(line)")
                    continue
                }
            }
            let kind = kinds.randomElement(using: &random) ?? "receive"
            let quantity = Int.random(in: 1...50, using: &random)
            lines.append("\(kind) D-\(index) C\(Int.random(in: 1...3, using: &random)) P/L \(quantity)")
        }
        return lines.joined(separator: "\n")
    }
}

extension MassBalance {
    /// The terms that are not zero, in the order of the equation.
    var termsInWords: String {
        [
            ("opening", opening), ("received", received), ("produced", produced),
            ("customer_returned", customerReturned), ("found", found), ("moved_in", movedIn), ("on_hand", onHand),
            ("in_transit", inTransit), ("delivered", delivered), ("consumed", consumed),
            ("supplier_returned", supplierReturned), ("scrapped", scrapped), ("lost", lost), ("moved_out", movedOut),
        ].filter { $0.1 != .zero }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }
}
