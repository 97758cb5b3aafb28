import SeededRandom
import StockDomain
import Testing

struct TakingTests {
    private typealias F = RuleFixtures

    private func decide(
        _ line: LineToDo, _ piles: [Balance], _ facts: NumberFacts = NumberFacts(), kind: PostingKind = .delivery,
        setAside: [LineID: [Int64: Quantity]] = [:], answers: [String: String] = [:]
    ) -> Decision {
        var decision = Decision()
        var stock = Taking.Stock(piles: piles, reservedFor: [1: ["OUT-00009"]], setAside: setAside)
        Taking(F.context(F.birch, answers: answers), kind: kind, from: F.stock, to: F.customers)
            .decide(line, facts, &stock, into: &decision)
        return decision
    }

    @Test func withoutNumbersTheOldestLeavesFirst() {
        // R32
        let piles = [F.pile(1, lot: 11, 3), F.pile(2, lot: 12, 5)]
        #expect(decide(F.line(F.product(.lot), 4), piles).table == ["delivery #11 3 2→7", "delivery #12 1 2→7"])
    }

    @Test func whatWasSetAsideIsTakenFirst() {
        // R21
        let piles = [F.pile(1, lot: 11, 3), F.pile(2, lot: 12, 5)]
        let decision = decide(F.line(F.product(.lot), 4), piles, setAside: [LineID(1): [2: 4]])
        #expect(decision.table == ["delivery #12 4 2→7"])
    }

    @Test func aNamedNumberLeavesAndTheStrategyFindsTheRest() {
        let piles = [F.pile(1, lot: 11, 3), F.pile(2, lot: 12, 5)]
        let line = F.line(F.product(.lot), 4, [F.entry("B", 1)])
        #expect(
            decide(line, piles, F.known(F.lot(12, "B"))).table == ["delivery #12 1 2→7", "delivery #11 3 2→7"])
    }

    @Test func deliveriesNeverCreateNumbers() {
        // R6
        #expect(decide(F.line(F.product(.lot), 1, [F.entry("X")]), []).codes == ["unknown_number"])
    }

    @Test func noStockGoesNegative() {
        // R28
        let decision = decide(F.line(F.product(.lot), 9), [F.pile(1, lot: 11, 3)])
        #expect(decision.codes == ["insufficient_stock"])
        #expect(decision.faults[0].detail == "Only 3 of NUT are free in WH-Stock; 9 are needed.")
    }

    @Test func theRefusalNamesWhoHasTheRest() {
        let decision = decide(F.line(F.product(.lot), 3), [F.pile(1, lot: 11, 3, reserved: 2)])
        #expect(
            decision.faults.map(\.detail)
                == ["Only 1 of NUT are free in WH-Stock; 3 are needed. The rest is reserved for OUT-00009."])
    }

    @Test func stockInABlockedPlaceReachesNoCustomer() {
        // R34a, R34b
        let piles = [F.pile(1, lot: 11, 3, blocked: true)]
        let named = F.line(F.product(.lot), 3, [F.entry("A")])
        #expect(decide(named, piles, F.known(F.lot(11, "A"))).codes == ["lot_blocked"])
        #expect(decide(F.line(F.product(.lot), 3), piles).codes == ["lot_blocked"])
        #expect(decide(named, piles, F.known(F.lot(11, "A")), kind: .scrap).codes.isEmpty)
    }

    @Test func aSerialWithACustomerCannotBeDelivered() {
        // R11
        var facts = F.known(F.lot(9, "S", .serial))
        facts.whereabouts = [LotID(9): F.whereabouts(.customer, 7, "Customers")]
        let decision = decide(F.line(F.product(.serial), 1, [F.entry("S")]), [], facts)
        #expect(decision.codes == ["serial_elsewhere"])
        #expect(
            decision.faults[0].detail
                == "S is not in WH-Stock: it is with Birch & Sons since 3 May 2026 (OUT-00012).")
    }

    @Test func movingASerialFromAnotherPlaceOfOursAsks() {
        // R11
        var facts = F.known(F.lot(9, "S", .serial))
        facts.whereabouts = [LotID(9): F.whereabouts(.internal, 4, "Shop-1")]
        let line = F.line(F.product(.serial), 1, [F.entry("S")])
        let asked = decide(line, [], facts, kind: .scrap)
        #expect(asked.codes == ["serial_other_place"])
        let answered = decide(line, [], facts, kind: .scrap, answers: [asked.questions[0].id: "take_from_there"])
        #expect(answered.table == ["scrap #9 1 4→7"])
        #expect(decide(line, [], facts).codes == ["serial_elsewhere"])
    }

    @Test func twoLinesDoNotTakeTheSameGoods() {
        var decision = Decision()
        var stock = Taking.Stock(piles: [F.pile(1, lot: nil, 5)])
        let taking = Taking(F.context(F.birch), kind: .delivery, from: F.stock, to: F.customers)
        taking.decide(F.line(F.product(.none), 3), NumberFacts(), &stock, into: &decision)
        taking.decide(F.line(F.product(.none), 3), NumberFacts(), &stock, into: &decision)
        #expect(decision.table == ["delivery - 3 2→7"])
        #expect(decision.codes == ["insufficient_stock"])
    }

    @Test(arguments: UInt64(1)...50)
    func picksSumToTheDemandAndNeverExceedWhatIsFree(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let piles = (1...Int64(random.next() % 20 + 1)).map { id in
            let quantity = Int64(random.next() % 50)
            return F.pile(id, lot: id, Quantity(units: quantity), reserved: Quantity(units: quantity / 3))
        }
        let free = piles.map(\.free).sum()
        let demand = Quantity(units: Int64(random.next() % 300))
        let set = [piles[0].id: Quantity(units: 5)]
        let picks = pickInOrder(demand, from: piles, preferring: set)
        #expect(picks.map(\.quantity).sum() == min(demand, free), "seed \(seed)")
        #expect(picks.allSatisfy { $0.quantity > .zero && $0.quantity <= $0.balance.free }, "seed \(seed)")
    }
}

struct ReturningTests {
    private typealias F = RuleFixtures

    private func decide(
        _ line: LineToDo, _ facts: NumberFacts = NumberFacts(), held: [LotID: Quantity] = [:],
        answers: [String: String] = [:]
    ) -> Decision {
        var decision = Decision()
        Returning(F.context(F.birch, answers: answers), from: F.customers, to: Spot(F.stock.id))
            .decide(line, facts, held: held, into: &decision)
        return decision
    }

    @Test func whatACustomerHoldsComesBack() {
        let line = F.line(F.product(.lot), 3, [F.entry("A")])
        #expect(decide(line, F.known(F.lot(9, "A")), held: [LotID(9): 5]).table == ["customer_return #9 3 7→2"])
    }

    @Test func moreThanHeOrSheHoldsAsks() {
        // R27
        let line = F.line(F.product(.lot), 3, [F.entry("A")])
        let asked = decide(line, F.known(F.lot(9, "A")), held: [LotID(9): 2])
        #expect(asked.codes == ["not_held_by_partner"])
        let answers = [asked.questions[0].id: "origin_unknown"]
        #expect(decide(line, F.known(F.lot(9, "A")), held: [LotID(9): 2], answers: answers).table.count == 1)
    }

    @Test func aNumberNobodyKnowsAsksAndIsCreated() {
        let line = F.line(F.product(.lot), 3, [F.entry("A")])
        #expect(decide(line).codes == ["not_held_by_partner"])
        let decision = decide(line, answers: ["lines/0/numbers/0:not_held": "origin_unknown"])
        #expect(decision.newLots.count == 1)
        #expect(decision.table == ["customer_return A 3 7→2"])
    }

    @Test func aSerialOnHandCannotComeBack() {
        var facts = F.known(F.lot(9, "S", .serial))
        facts.whereabouts = [LotID(9): F.whereabouts(.internal, 2, "WH-Stock")]
        #expect(decide(F.line(F.product(.serial), 1, [F.entry("S")]), facts).codes == ["serial_elsewhere"])
    }
}

struct CountingTests {
    private typealias F = RuleFixtures

    private func decide(
        _ line: LineToDo, _ piles: [Balance], _ facts: NumberFacts = NumberFacts(), answers: [String: String] = [:]
    ) -> Decision {
        var decision = Decision()
        Counting(F.context(nil, answers: answers), at: F.stock, loss: F.loss)
            .decide(line, facts, piles: piles, into: &decision)
        return decision
    }

    @Test func moreIsFoundAndLessIsLost() {
        // R25
        #expect(decide(F.line(F.product(.none), 7), [F.pile(1, lot: nil, 5)]).table == ["count - 2 9→2"])
        #expect(decide(F.line(F.product(.none), 3), [F.pile(1, lot: nil, 5)]).table == ["count - 2 2→9"])
        #expect(decide(F.line(F.product(.none), 5), [F.pile(1, lot: nil, 5)]).table.isEmpty)
    }

    @Test func numbersThatAreNotNamedAreMissing() {
        let piles = [F.pile(1, lot: 11, 3), F.pile(2, lot: 12, 5)]
        let line = F.line(F.product(.lot), 2, [F.entry("A")])
        #expect(decide(line, piles, F.known(F.lot(11, "A"))).table == ["count #11 1 2→9", "count #12 5 2→9"])
    }

    @Test func anUnknownNumberComesInAsFound() {
        let decision = decide(F.line(F.product(.lot), 2, [F.entry("N")]), [])
        #expect(decision.table == ["count N 2 9→2"])
        #expect(decision.newLots.count == 1)
    }

    @Test func aCountOfSerialsWithoutNumbersPostsNothingWhenItAgrees() {
        let piles = [F.pile(1, lot: 11, 1), F.pile(2, lot: 12, 1)]
        #expect(decide(F.line(F.product(.serial), 2), piles).table.isEmpty)
        #expect(decide(F.line(F.product(.serial), 1), piles).codes == ["number_required"])
    }

    @Test func aSerialBookedElsewhereAsksAndMoves() {
        var facts = F.known(F.lot(9, "S", .serial))
        facts.whereabouts = [LotID(9): F.whereabouts(.internal, 4, "Shop-1")]
        let line = F.line(F.product(.serial), 1, [F.entry("S")])
        let asked = decide(line, [], facts)
        #expect(asked.codes == ["number_found_elsewhere"])
        #expect(decide(line, [], facts, answers: [asked.questions[0].id: "move"]).table == ["transfer #9 1 4→2"])
    }
}
