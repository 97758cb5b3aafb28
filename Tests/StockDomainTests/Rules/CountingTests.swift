import StockDomain
import Testing

struct CountingTests {
    private typealias F = RuleFixtures

    private func decide(
        _ line: LineToDo, _ book: CountBook, _ facts: NumberFacts = NumberFacts(), reason: String? = "yearly count",
        answers: [String: String] = [:]
    ) -> Decision {
        var decision = Decision()
        Counting(F.context(nil, answers: answers), at: F.stock, loss: F.loss, reason: reason)
            .decide(line, facts, book, into: &decision)
        return decision
    }

    private func plain(_ quantity: Quantity, moved: Quantity = 0, isOfThePast: Bool = false) -> CountBook {
        CountBook(
            piles: quantity == .zero ? [] : [F.pile(1, lot: nil, quantity)],
            movedSince: moved == .zero ? [:] : [nil: moved], isOfThePast: isOfThePast)
    }

    @Test(
        arguments: [
            // counted, booked, what is posted
            (7, 5, ["count - 2 9→2"]), (3, 5, ["count - 2 2→9"]), (5, 5, []), (0, 5, ["count - 5 2→9"]),
        ] as [(Quantity, Quantity, [String])])
    func moreIsFoundAndLessIsLost(counted: Quantity, booked: Quantity, posted: [String]) {
        // R25, S132, S133
        #expect(decide(F.line(F.product(.none), counted), plain(booked)).table == posted)
    }

    @Test(
        arguments: [
            // counted, booked now, moved since, answer, what is posted
            (5, 4, -3, "", ["stock_moved_since_count"]),
            (5, 4, -3, "keep_counted", ["count - 1 9→2"]),
            (5, 4, -3, "keep_difference", ["count - 2 2→9"]),
            (1, 4, -3, "keep_counted", ["count - 3 2→9"]),
            // More was missing than there is now: no more than that can go.
            (1, 4, -3, "keep_difference", ["count - 4 2→9"]),
            (7, 10, 3, "keep_difference", []),
        ] as [(Quantity, Quantity, Quantity, String, [String])])
    func stockThatMovedMeanwhileAsks(
        counted: Quantity, now: Quantity, moved: Quantity, answer: String, outcome: [String]
    ) {
        // R25, S136
        let answers = answer.isEmpty ? [:] : ["lines/0:stock_moved": answer]
        let decision = decide(F.line(F.product(.none), counted), plain(now, moved: moved), answers: answers)
        #expect(decision.codes + decision.table == outcome)
    }

    @Test func aCountOfThePastIsHeldAgainstTheBookOfThatMoment() {
        // R30: 7 were booked when 5 were counted; 3 have left since.
        let book = plain(4, moved: -3, isOfThePast: true)
        #expect(decide(F.line(F.product(.none), 5), book).table == ["count - 2 2→9"])
        #expect(decide(F.line(F.product(.none), 7), book).table.isEmpty)
    }

    // R25: each number was looked for among all the others, so that a count of 5,000 took minutes.
    @Test(.timeLimit(.minutes(1))) func aCountOfTwentyThousandSerialsIsOnePass() {
        let numbers = 1...Int64(20_000)
        let lots = numbers.map { F.lot($0, "S\($0)", .serial) }
        let facts = NumberFacts(known: Dictionary(uniqueKeysWithValues: lots.map { ($0.number, $0) }))
        let book = CountBook(piles: numbers.map { F.pile($0, lot: $0, 1) })
        let seen = numbers.dropLast().map { F.entry("S\($0)") }
        let decision = decide(F.line(F.product(.serial), 19_999, seen), book, facts)
        #expect(decision.table == ["count #20000 1 2→9"])
    }

    @Test func aDifferenceNeedsAReason() {
        // R25
        let line = F.line(F.product(.none), 5)
        #expect(decide(line, plain(5), reason: nil).codes.isEmpty)
        #expect(decide(line, plain(6), reason: nil).faults.map(\.pointer) == ["/lines/0/reason"])
        #expect(decide(line, plain(6), reason: "").codes == ["reason_required"])
    }

    @Test func numbersThatAreNotNamedAreMissing() {
        let book = CountBook(piles: [F.pile(1, lot: 11, 3), F.pile(2, lot: 12, 5)])
        let line = F.line(F.product(.lot), 2, [F.entry("A")])
        #expect(decide(line, book, F.known(F.lot(11, "A"))).table == ["count #11 1 2→9", "count #12 5 2→9"])
    }

    @Test func aNumberThatCameAfterTheCountAsks() {
        let book = CountBook(
            piles: [F.pile(1, lot: 11, 3), F.pile(2, lot: 12, 5)], movedSince: [LotID(12): 5])
        let line = F.line(F.product(.lot), 3, [F.entry("A")])
        let facts = F.known(F.lot(11, "A"))
        #expect(decide(line, book, facts).codes == ["stock_moved_since_count"])
        let stays = decide(line, book, facts, answers: ["lines/0:stock_moved": "keep_difference"])
        #expect(stays.table.isEmpty)
        let gone = decide(line, book, facts, answers: ["lines/0:stock_moved": "keep_counted"])
        #expect(gone.table == ["count #12 5 2→9"])
    }

    @Test func anUnknownNumberComesInAsFound() {
        let decision = decide(F.line(F.product(.lot), 2, [F.entry("N")]), CountBook())
        #expect(decision.table == ["count N 2 9→2"])
        #expect(decision.newLots.map(\.marks) == [.found])
    }

    @Test func aNumberThatLooksLikeAnotherAsks() {
        // R10
        var facts = NumberFacts()
        facts.alike = [NameText.likeness(of: "LOT-1"): [F.lot(11, "LOT-1")]]
        let line = F.line(F.product(.lot), 2, [F.entry("LOT 1")])
        let book = CountBook(piles: [F.pile(1, lot: 11, 2)])
        let asked = decide(line, book, facts)
        #expect(asked.codes == ["number_like_existing"])
        #expect(decide(line, book, facts, answers: [asked.questions[0].id: "existing"]).table.isEmpty)
    }

    @Test func aCountOfSerialsWithoutNumbersPostsNothingWhenItAgrees() {
        // "480 of 480"
        let book = CountBook(piles: [F.pile(1, lot: 11, 1), F.pile(2, lot: 12, 1)])
        #expect(decide(F.line(F.product(.serial), 2), book).table.isEmpty)
        #expect(decide(F.line(F.product(.serial), 1), book).codes == ["number_required"])
        #expect(decide(F.line(F.product(.lot), 2), book).codes == ["number_required"])
    }

    @Test func aSerialIsOneUnit() {
        // S130
        let line = F.line(F.product(.serial), 2, [F.entry("S", 2)])
        #expect(decide(line, CountBook()).codes.contains("serial_quantity_must_be_one"))
    }

    @Test(arguments: [
        (LocationUsage.internal, ["number_found_elsewhere"], ["transfer #9 1 4→2"]),
        (.customer, ["number_found_elsewhere"], ["customer_return #9 1 4→2"]),
        // Lost goods may be found again.
        (.loss, [], ["count #9 1 4→2"]),
    ])
    func aSerialBookedElsewhereAsksAndMoves(usage: LocationUsage, codes: [String], posted: [String]) {
        // S105
        var facts = F.known(F.lot(9, "S", .serial))
        facts.whereabouts = [LotID(9): F.whereabouts(usage, 4, "Shop-1")]
        let line = F.line(F.product(.serial), 1, [F.entry("S")])
        #expect(decide(line, CountBook(), facts).codes == codes)
        let answers = ["lines/0/numbers/0:found_elsewhere": "move"]
        #expect(decide(line, CountBook(), facts, answers: answers).table == posted)
    }

    @Test func aSerialThatAnotherLineHasFoundIsNotMissing() {
        let book = CountBook(piles: [F.pile(1, lot: 9, 1)], namedOnOtherLines: [LotID(9)])
        #expect(decide(F.line(F.product(.serial), 0), book).table.isEmpty)
    }

    @Test func aLotThatIsBookedInOtherPlacesOnlyAsks() {
        var elsewhere = F.pile(5, lot: 11, 3)
        elsewhere = Balance(
            id: 5, key: BalanceKey(product: ProductID(1), lot: LotID(11), spot: Spot(LocationID(4))),
            quantity: 3, reserved: 0, incomingAt: elsewhere.incomingAt, isBlocked: false)
        let book = CountBook(elsewhere: [LotID(11): [elsewhere]])
        let line = F.line(F.product(.lot), 5, [F.entry("A")])
        let facts = F.known(F.lot(11, "A"))
        #expect(decide(line, book, facts).codes == ["number_found_elsewhere"])
        let id = "lines/0/numbers/0:found_elsewhere"
        // What is not there to be moved is found.
        #expect(decide(line, book, facts, answers: [id: "move"]).table == ["transfer #11 3 4→2", "count #11 2 9→2"])
        #expect(decide(line, book, facts, answers: [id: "found"]).table == ["count #11 5 9→2"])
    }

    @Test func plainStockFromBeforeTrackingCanBeCountedDown() {
        // R29
        let line = F.line(F.product(.lot), 3)
        #expect(decide(line, plain(5)).table == ["count - 2 2→9"])
        #expect(decide(F.line(F.product(.lot), 7), plain(5)).codes == ["number_required"])
    }
}
