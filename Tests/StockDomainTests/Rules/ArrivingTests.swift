import StockDomain
import Testing

struct ArrivingTests {
    private typealias F = RuleFixtures
    private static let transit = Spot(LocationID(5))

    private func decide(
        _ line: LineToDo, _ pieces: [(lot: Int64?, quantity: Quantity)], _ facts: NumberFacts = NumberFacts(),
        keepsRest: Bool = false, answers: [String: String] = [:]
    ) -> Decision {
        var decision = Decision()
        Arriving(F.context(nil, answers: answers), at: Spot(F.stock.id), loss: F.loss, keepsRest: keepsRest).decide(
            line, facts,
            pieces.map {
                Arriving.Piece(
                    line: line.id, lot: $0.lot.map { LotID($0) }, spot: Self.transit, quantity: $0.quantity,
                    entered: nil)
            }, into: &decision)
        return decision
    }

    private func line(
        _ tracking: Tracking, _ done: Quantity, _ entries: [NumberEntry] = [], reason: String? = "torn"
    )
        -> LineToDo
    {
        let placed = F.line(F.product(tracking), done, entries)
        return LineToDo(
            id: placed.id, product: placed.product, done: done, entries: placed.entries, reason: reason,
            pointer: placed.pointer)
    }

    @Test func everythingThatWasSentArrives() {
        // R22
        #expect(decide(line(.lot, 5), [(11, 3), (12, 2)]).table == ["transfer #11 3 5→2", "transfer #12 2 5→2"])
    }

    @Test func whatIsMissingIsLostWithAReason() {
        #expect(decide(line(.none, 4), [(nil, 5)]).table == ["transfer - 4 5→2", "count - 1 5→9"])
        #expect(decide(line(.none, 4, reason: nil), [(nil, 5)]).codes == ["reason_required"])
    }

    @Test func whatIsToComeStaysOnItsWay() {
        let decision = decide(line(.none, 4, reason: nil), [(nil, 5)], keepsRest: true)
        #expect(decision.table == ["transfer - 4 5→2"])
        #expect(decision.codes.isEmpty)
    }

    @Test func whichOfSeveralNumbersHaveComeIsNamed() {
        let pieces: [(lot: Int64?, quantity: Quantity)] = [(11, 3), (12, 2)]
        #expect(decide(line(.lot, 3), pieces).codes == ["number_required"])
        let named = decide(line(.lot, 2, [F.entry("B", 2)]), pieces, F.known(F.lot(12, "B")))
        #expect(named.table == ["transfer #12 2 5→2", "count #11 3 5→9"])
        // Nothing at all has come: no number is needed.
        #expect(decide(line(.lot, 0), pieces).table == ["count #11 3 5→9", "count #12 2 5→9"])
    }

    @Test func moreThanWasSentAsks() {
        let asked = decide(line(.none, 7), [(nil, 5)])
        #expect(asked.codes == ["more_than_expected"])
        let taken = decide(line(.none, 7), [(nil, 5)], answers: [asked.questions[0].id: "accept"])
        #expect(taken.table == ["transfer - 5 5→2", "count - 2 9→2"])
    }

    @Test func aNumberThatWasNotSentIsRefused() {
        #expect(decide(line(.lot, 2, [F.entry("X")]), [(11, 2)]).codes.contains("unknown_number"))
        let known = F.known(F.lot(13, "S", .serial))
        #expect(decide(line(.serial, 1, [F.entry("S")]), [(11, 1)], known).codes.contains("serial_elsewhere"))
    }
}
