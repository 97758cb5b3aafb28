import SeededRandom
import StockDomain
import Testing

struct TakingTests {
    private typealias F = RuleFixtures

    private func decide(
        _ line: LineToDo, _ piles: [Balance], _ facts: NumberFacts = NumberFacts(), kind: PostingKind = .delivery,
        by removal: Removal = Removal(), setAside: [LineID: [Int64: Quantity]] = [:],
        holders: [Int64: [Taking.Holder]] = [:], answers: [String: String] = [:], role: Role = .operator
    ) -> Decision {
        var decision = Decision()
        var stock = Taking.Stock(
            piles: piles, holders: holders, setAside: setAside.mapValues { $0.mapValues { Taking.SetAside($0) } },
            numbers: [LotID(11): LotNumber(stored: "A"), LotID(12): LotNumber(stored: "B")])
        let context = F.context(F.birch, answers: answers, role: role)
        Taking(context, kind: kind, from: F.stock, to: F.customers, by: removal)
            .decide(line, facts, &stock, into: &decision)
        return decision
    }

    private func holder(
        _ number: String, _ quantity: Quantity, priority: Int = 0, isChosen: Bool = false
    ) -> Taking.Holder {
        Taking.Holder(
            documentID: DocumentID(9),
            order: ReservationOrder(priority: priority, plannedOn: CalendarDate("2026-05-03")!, number: number),
            line: LineID(9), quantity: quantity, isChosen: isChosen)
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

    @Test(.timeLimit(.minutes(1))) func aLineMayNameTwentyThousandSerials() {
        // R15: each of them looked through all piles before, and 4,000 took a minute.
        let numbers = (1...20_000).map { "S\($0)" }
        let piles = numbers.indices.map { F.pile(Int64($0 + 1), lot: Int64($0 + 11), 1) }
        var facts = NumberFacts()
        for (index, number) in numbers.enumerated() {
            let serial = F.lot(Int64(index + 11), number, .serial)
            facts.known[serial.number] = serial
        }
        let line = F.line(F.product(.serial), 20_000, numbers.map { F.entry($0) })
        let decision = decide(line, piles, facts)
        #expect(decision.faults.isEmpty && decision.movements.count == 20_000)
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
        let decision = decide(
            F.line(F.product(.lot), 4), [F.pile(1, lot: 11, 3, reserved: 2)], holders: [1: [holder("OUT-00009", 2)]])
        #expect(
            decision.faults.map(\.detail)
                == ["Only 1 of NUT are free in WH-Stock; 4 are needed. 2 are reserved for OUT-00009."])
    }

    @Test func theRefusalNamesFewOfManyWhoHaveTheRest() {
        let holders = (1...7).map { holder("OUT-0000\($0)", 1) }
        let decision = decide(
            F.line(F.product(.lot), 11), [F.pile(1, lot: 11, 10, reserved: 7)], holders: [1: holders])
        #expect(
            decision.faults.map(\.detail) == [
                "Only 3 of NUT are free in WH-Stock; 11 are needed. 7 are reserved for OUT-00001, OUT-00002, OUT-00003, "
                    + "OUT-00004, OUT-00005 and 2 more."
            ])
    }

    @Test func reservedGoodsAreAskedForAndWhoComesLastLosesThem() {
        // R36, R38; S057, X023 (asked instead of taken)
        let piles = [F.pile(1, lot: 11, 3, reserved: 2), F.pile(2, lot: 12, 4, reserved: 4)]
        let holders: [Int64: [Taking.Holder]] = [1: [holder("OUT-00009", 2, priority: 1)], 2: [holder("OUT-00008", 4)]]
        let line = F.line(F.product(.lot), 3)
        let asked = decide(line, piles, kind: .transfer, holders: holders)
        #expect(asked.codes == ["reserved_for_other"])
        #expect(asked.questions[0].id == "lines/0:reserved")
        #expect(asked.questions[0].detail == "2 of NUT are reserved for OUT-00008. Take them all the same?")
        let taken = decide(line, piles, kind: .transfer, holders: holders, answers: ["lines/0:reserved": "take"])
        #expect(taken.table == ["transfer #11 1 2→7", "transfer #12 2 2→7"])
        #expect(taken.losses.map { "\($0.holder.document) \($0.quantity)" } == ["OUT-00008 2"])
    }

    @Test func anEqualPieceIsSwappedWithoutAsking() {
        // R36
        let piles = [F.pile(1, lot: 11, 1, reserved: 1, age: 7), F.pile(2, lot: 12, 1, age: 8)]
        let line = F.line(F.product(.serial), 1, [F.entry("A")])
        let facts = F.known(F.lot(11, "A", .serial))
        let swapped = decide(line, piles, facts, holders: [1: [holder("OUT-00009", 1)]])
        #expect(swapped.codes.isEmpty)
        #expect(swapped.table == ["delivery #11 1 2→7"])
        #expect(swapped.losses.map(\.replacement) == [2])
        // Who has named just this piece is not served by another.
        let chosen = decide(line, piles, facts, holders: [1: [holder("OUT-00009", 1, isChosen: true)]])
        #expect(chosen.codes == ["reserved_for_other"])
    }

    @Test func aPieceThatReplacedAnotherMayBeNamedToo() {
        // R36: it was said to be neither free nor anybody's.
        let piles = [F.pile(1, lot: 11, 1, reserved: 1, age: 7), F.pile(2, lot: 12, 1, age: 8)]
        let line = F.line(F.product(.serial), 2, [F.entry("A"), F.entry("B")])
        let facts = F.known(F.lot(11, "A", .serial), F.lot(12, "B", .serial))
        let holders = [Int64(1): [holder("OUT-00009", 1)]]
        let asked = decide(line, piles, facts, holders: holders)
        #expect(asked.codes == ["reserved_for_other"])
        let taken = decide(line, piles, facts, holders: holders, answers: [asked.questions.first?.id ?? "": "take"])
        #expect(taken.codes == [] && taken.table == ["delivery #11 1 2→7", "delivery #12 1 2→7"])
        #expect(taken.losses.map { [$0.pile, $0.replacement] } == [[1, 2], [2, nil]])
    }

    // MARK: Other goods than the proposed ones (R35)

    private var twoDays: [Balance] {
        [F.pile(1, lot: 11, 3, age: 1), F.pile(2, lot: 12, 5, age: 3 * 86_400_000_000)]
    }

    @Test func anotherLotThanTheProposedOneNeedsAReason() {
        let line = F.line(F.product(.lot), 2, [F.entry("B", 2)])
        let refused = decide(line, twoDays, F.known(F.lot(12, "B")))
        #expect(refused.codes == ["override_reason_required"])
        #expect(refused.faults[0].pointer == "/lines/0/numbers/0")
        #expect(
            refused.faults[0].detail
                == "“A” of NUT is to leave first. First in, first out: it came in on 1 January 1970, before what is left. "
                + "Say why B leaves all the same (override_reason).")
        let allowed = decide(F.line(line, because: "A stands behind a pallet"), twoDays, F.known(F.lot(12, "B")))
        #expect(allowed.table == ["delivery #12 2 2→7"])
        #expect(allowed.movements[0].override?.rule == "fifo")
        #expect(allowed.movements[0].override?.passedOver == LotID(11))
        // Moves inside choose freely.
        #expect(decide(line, twoDays, F.known(F.lot(12, "B")), kind: .transfer).codes.isEmpty)
    }

    @Test func whatRanksEquallyNeedsNoReason() {
        // S115, and R35: one incoming day and the same dates, or within the product's tolerance.
        let line = F.line(F.product(.lot), 2, [F.entry("B", 2)])
        let sameDay = [F.pile(1, lot: 11, 3, age: 1), F.pile(2, lot: 12, 5, age: 2)]
        #expect(decide(line, sameDay, F.known(F.lot(12, "B"))).codes.isEmpty)
        let tolerant = Removal(.fifo, toleranceDays: 3)
        #expect(decide(line, twoDays, F.known(F.lot(12, "B")), by: tolerant).codes.isEmpty)
        let strict = Removal(.fifo, toleranceDays: 2)
        #expect(decide(line, twoDays, F.known(F.lot(12, "B")), by: strict).codes == ["override_reason_required"])
    }

    @Test func whatTheStrategyWouldTakeAnywayNeedsNoReason() {
        let whole = F.line(F.product(.lot), 8, [F.entry("B", 5), F.entry("A", 3)])
        let facts = F.known(F.lot(11, "A"), F.lot(12, "B"))
        #expect(decide(whole, twoDays, facts).codes.isEmpty)
        // What was set aside for the line was proposed for it.
        let line = F.line(F.product(.lot), 2, [F.entry("B", 2)])
        #expect(decide(line, twoDays, facts, setAside: [LineID(1): [2: 2]]).codes.isEmpty)
    }

    // R35: equally ranked is what came in on the same day with the same dates, whatever the strategy.
    @Test(arguments: RemovalStrategy.allCases)
    func everyStrategyWantsAReasonForAnotherNumberThanItsOwn(strategy: RemovalStrategy) {
        let facts = F.known(F.lot(11, "A"), F.lot(12, "B"))
        let other = strategy == .lifo ? "A" : "B"
        let line = F.line(F.product(.lot), 2, [F.entry(other, 2)])
        #expect(decide(line, twoDays, facts, by: Removal(strategy)).codes == ["override_reason_required"])
        #expect(decide(F.line(line, because: "asked for"), twoDays, facts, by: Removal(strategy)).codes.isEmpty)
        let sameDay = [F.pile(1, lot: 11, 3, age: 1), F.pile(2, lot: 12, 5, age: 2)]
        #expect(decide(line, sameDay, facts, by: Removal(strategy)).codes.isEmpty)
    }

    @Test func whatIsNotProposedNeedsAReasonUnderEveryStrategy() {
        let line = F.line(F.product(.lot), 2, [F.entry("B", 2)])
        let limits = RemovalLimits(leastIncomingAfterLast: Instant(rawValue: 4 * 86_400_000_000))
        let refused = decide(line, twoDays, F.known(F.lot(12, "B")), by: Removal(.closest, limits: limits))
        #expect(refused.codes == ["override_reason_required"])
        #expect(refused.faults[0].detail.contains("It is older than what the customer got last."))
    }

    @Test func aCustomerWhoTakesOneLotGetsTwoOnlyWithAReason() {
        let line = F.line(F.product(.lot), 4, [F.entry("A", 2), F.entry("B", 2)])
        let facts = F.known(F.lot(11, "A"), F.lot(12, "B"))
        let oneLot = Removal(.closest, isSingleLot: true)
        #expect(decide(line, twoDays, facts, by: oneLot).codes == ["override_reason_required"])
        #expect(decide(F.line(line, because: "agreed on the phone"), twoDays, facts, by: oneLot).codes.isEmpty)
        #expect(decide(F.line(F.product(.lot), 6), twoDays, by: oneLot).codes == ["insufficient_stock"])
    }

    // MARK: Expired goods (R41)

    @Test func expiredGoodsLeaveByKindAndRole() {
        // S150
        let expired = [F.pile(1, lot: 11, 3, expires: "2026-05-02"), F.pile(2, lot: 12, 3, expires: "2026-05-03")]
        let facts = F.known(F.lot(11, "A"), F.lot(12, "B"))
        func codes(
            _ number: String, _ kind: Expiration.Kind, _ role: Role, because reason: String? = nil
        ) -> [String] {
            let product = F.product(.lot, expiration: Expiration(isEnabled: true, kind: kind))
            let line = F.line(F.line(product, 2, [F.entry(number, 2)]), because: reason)
            return decide(line, expired, facts, by: Removal(.closest, toleranceDays: 0), role: role).codes
        }
        #expect(codes("A", .useBy, .admin, because: "asked for") == ["lot_expired"])
        #expect(codes("A", .bestBefore, .operator, because: "asked for") == ["lot_expired"])
        #expect(codes("A", .bestBefore, .quality) == ["override_reason_required"])
        #expect(codes("A", .bestBefore, .quality, because: "asked for") == [])
        // A lot is good through its expiry day.
        #expect(codes("B", .useBy, .operator) == [])
    }

    @Test func expiredGoodsAreDisposedOf() {
        let product = F.product(.lot, expiration: Expiration(isEnabled: true))
        let expired = [F.pile(1, lot: 11, 3, expires: "2026-05-02")]
        let line = F.line(product, 3, [F.entry("A")])
        for kind in [PostingKind.scrap, .destroyed, .supplierReturn, .transfer] {
            #expect(decide(line, expired, F.known(F.lot(11, "A")), kind: kind).codes.isEmpty, "\(kind)")
        }
    }

    @Test(arguments: [PostingKind.scrap, .destroyed, .sample, .internalUse])
    func whatIsScrappedIsNamed(kind: PostingKind) {
        // R26, S120: no strategy knows what is broken.
        let piles = [F.pile(1, lot: 11, 3), F.pile(2, lot: 12, 5)]
        let line = F.line(F.product(.lot), 4)
        let refused = decide(line, piles, kind: kind)
        #expect(refused.codes == ["number_required"] && refused.movements.isEmpty)
        #expect(refused.faults.map(\.pointer) == ["/lines/0/numbers"])
        let inPart = F.line(F.product(.lot), 4, [F.entry("A", 3)])
        #expect(decide(inPart, piles, F.known(F.lot(11, "A")), kind: kind).codes == ["number_required"])
        // What was set aside for the line has numbers that its document shows.
        #expect(decide(line, piles, kind: kind, setAside: [LineID(1): [2: 4]]).codes == [])
        #expect(decide(line, piles, kind: kind, setAside: [LineID(1): [2: 3]]).codes == ["number_required"])
        #expect(decide(F.line(F.product(.none), 4), [F.pile(1, lot: nil, 4)], kind: kind).codes == [])
        #expect(decide(line, [], kind: kind).codes == ["insufficient_stock"])
        for other in [PostingKind.delivery, .production, .transfer, .supplierReturn] {
            #expect(decide(line, piles, kind: other).codes == [], "\(other)")
        }
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
        // R11, S122
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
        let picks = Removal().picks(demand, from: piles, preferring: set)
        #expect(picks.map(\.quantity).sum() == min(demand, free), "seed \(seed)")
        #expect(picks.allSatisfy { $0.quantity > .zero && $0.quantity <= $0.balance.free }, "seed \(seed)")
    }
}
