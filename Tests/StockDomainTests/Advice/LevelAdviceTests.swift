import StockDomain
import Testing

/// The level advisor (R8).
struct LevelAdviceTests {
    /// Questions answered with yes; all others with no, unless `open`.
    private func answers(_ yes: [LevelQuestion], open: [LevelQuestion] = []) -> LevelAnswers {
        var answers = LevelAnswers()
        for question in LevelQuestion.allCases where !open.contains(question) {
            answers[keyPath: question.keyPath] = yes.contains(question)
        }
        return answers
    }

    private struct Case: Sendable {
        let yes: [LevelQuestion]
        let level: LevelAdvice.Level
        let capture: Capture?

        init(_ yes: [LevelQuestion], _ level: LevelAdvice.Level, _ capture: Capture? = .everyMove) {
            self.yes = yes
            self.level = level
            self.capture = capture
        }
    }

    private static let cases: [Case] = [
        Case([], .none, nil),
        Case([.interchangeable], .none, nil),
        Case([.recallByBatch], .lot),
        Case([.expiry, .interchangeable], .lot),
        Case([.runs], .lot),
        Case([.regulation], .lot),
        // Of high value, but one like the other: no reason for a serial.
        Case([.highValue, .interchangeable], .lot),
        Case([.highValue], .serial, .deliveryOnly),
        Case([.warranty], .serial, .deliveryOnly),
        Case([.proofOfUnit, .warranty], .serial, .deliveryOnly),
        Case([.recallByItem], .serial),
        Case([.regulationPerUnit], .serial),
        Case([.warranty, .recallByItem], .serial),
        Case([.warranty, .runs], .lotAndSerial),
        Case([.recallByItem, .expiry], .lotAndSerial),
    ]

    @Test(arguments: 0..<cases.count)
    func theReasonsDecide(index: Int) {
        let expected = Self.cases[index]
        let advice = LevelAdvice(answers(expected.yes))
        #expect(advice.level == expected.level, "\(expected.yes)")
        #expect(advice.capture == expected.capture, "\(expected.yes)")
        #expect(!advice.reasons.isEmpty)
    }

    @Test func inDoubtItIsLot() {
        #expect(LevelAdvice(LevelAnswers()).level == .lot)
        #expect(LevelAdvice(LevelAnswers()).reasons.map(\.code) == ["in_doubt"])
        #expect(LevelAdvice(answers([], open: [.warranty])).level == .lot)
        #expect(LevelAdvice(answers([], open: [.interchangeable])).level == .none)
    }

    @Test func withoutAReasonThatOnlyASerialAnswersItIsNeverSerial() {
        let reasons: Set<LevelQuestion> = [.recallByItem, .warranty, .proofOfUnit, .regulationPerUnit]
        let others = LevelQuestion.allCases.filter { !reasons.contains($0) }
        for mask in 0..<(1 << others.count) {
            let yes = others.indices.filter { mask & (1 << $0) != 0 }.map { others[$0] }
            let advice = LevelAdvice(answers(yes))
            let isValuable = yes.contains(.highValue) && !yes.contains(.interchangeable)
            #expect(advice.level.tracking != .serial || isValuable, "\(yes)")
        }
    }

    @Test func eachLevelHasItsCosts() {
        let year = YearOfMoves(
            linesIn: 50, unitsIn: 5_000, linesOut: 1_000, unitsOut: 4_000, otherLines: 200, otherUnits: 1_000)
        let costs = LevelCosts.Choice.allCases.map { LevelCosts($0, of: year) }
        #expect(costs.map { "\($0.numbersADay)" } == ["0", "5", "40", "16"])
        #expect(costs.map { "\($0.minutesADay)" } == ["0", "0.3", "2", "0.8"])
        #expect(costs.map { "\($0.labelsADay)" } == ["0", "0.2", "20", "16"])
        #expect(costs.map { "\($0.recallReach)" } == ["4000", "100", "1", "1"])
    }

    @Test func aNewProductIsEstimatedFromItsWeek() {
        let year = YearOfMoves(unitsPerWeek: 50)
        #expect("\(LevelCosts(.serial, of: year).numbersADay)" == "20.8")
        #expect("\(LevelCosts(.lot, of: year).recallReach)" == "50")
        #expect(LevelCosts.Choice.allCases.allSatisfy { LevelCosts($0, of: YearOfMoves()).numbersADay == .zero })
    }
}
