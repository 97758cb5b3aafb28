import StockDomain
import Testing

/// Numbers that goods get as they leave (R5).
struct NumberingAtDeliveryTests {
    private static let numbering = Spot(LocationID(12))
    private let serials = product(.serial)
    private let lots = product(.lot)

    private static func product(_ tracking: Tracking) -> Product {
        var product = RuleFixtures.product(tracking)
        product.capture = .deliveryOnly
        return product
    }

    private func given(
        _ line: LineToDo, _ facts: NumberFacts = NumberFacts(), _ answers: [String: String] = [:]
    )
        -> Decision
    {
        var decision = Decision()
        NumberingAtDelivery(
            RuleFixtures.context(RuleFixtures.birch, answers: answers), at: Self.numbering,
            customers: RuleFixtures.customers
        ).give(line, facts, into: &decision)
        return decision
    }

    private func takenOff(
        _ line: LineToDo, _ facts: NumberFacts, held: [LotID: Quantity] = [:], _ answers: [String: String] = [:]
    ) -> Decision {
        var decision = Decision()
        NumberingAtDelivery(
            RuleFixtures.context(RuleFixtures.birch, answers: answers), at: Self.numbering,
            customers: RuleFixtures.customers
        ).takeOff(line, facts, held: HeldGoods(held), to: Spot(RuleFixtures.stock.id), into: &decision)
        return decision
    }

    @Test func eachUnitGetsItsSerialOnTheWayOut() {
        let decision = given(RuleFixtures.line(serials, 2, [RuleFixtures.entry("S1"), RuleFixtures.entry("S2")]))
        #expect(decision.table == ["delivery S1 1 12→7", "delivery S2 1 12→7"])
        #expect(decision.newLots.map(\.identity.number.text) == ["S1", "S2"])
    }

    @Test func aLotNumberTakesTheRestOfItsLineAndMayBeGivenAgain() {
        let known = RuleFixtures.known(RuleFixtures.lot(5, "L1"))
        let decision = given(
            RuleFixtures.line(lots, 10, [RuleFixtures.entry("L1"), RuleFixtures.entry("L2", 4)]), known)
        #expect(decision.table == ["delivery #5 6 12→7", "delivery L2 4 12→7"])
    }

    @Test(arguments: [
        (["S1"], ["number_required"]),
        ([], ["number_required"]),
        (["S1", "S2", "S3"], ["more_numbers_than_quantity"]),
        (["S1", "S1"], ["serial_twice"]),
    ])
    func thereAreAsManyNumbersAsUnits(numbers: [String], codes: [String]) {
        // R20
        let decision = given(RuleFixtures.line(serials, 2, numbers.map { RuleFixtures.entry($0) }))
        #expect(decision.codes == codes)
        #expect(decision.movements.isEmpty)
    }

    @Test(arguments: [
        (LocationUsage.customer, Int64(7), ["serial_elsewhere"]),
        (.internal, 2, ["serial_elsewhere"]),
        (.scrap, 10, ["serial_elsewhere"]),
        (.production, 8, ["serial_elsewhere"]),
        (.production, 12, []),
    ])
    func aSerialIsGivenAgainOnlyAfterItCameBack(usage: LocationUsage, place: Int64, codes: [String]) {
        // R11
        var facts = RuleFixtures.known(RuleFixtures.lot(5, "S1", .serial))
        facts.whereabouts[LotID(5)] = RuleFixtures.whereabouts(usage, place, "X")
        let decision = given(RuleFixtures.line(serials, 1, [RuleFixtures.entry("S1")]), facts)
        #expect(decision.codes == codes)
        #expect(decision.movements.count == (codes.isEmpty ? 1 : 0))
    }

    @Test func aNumberLikeAnExistingOneAsks() {
        // R10
        let known = RuleFixtures.lot(5, "SN-O1", .serial)
        let facts = NumberFacts(alike: [NameText.likeness(of: "SN-01"): [known]])
        let line = RuleFixtures.line(serials, 1, [RuleFixtures.entry("SN-01")])
        #expect(given(line, facts).codes == ["number_like_existing"])
        let id = "lines/0/numbers/0:number_like"
        #expect(given(line, facts, [id: "new"]).table == ["delivery SN-01 1 12→7"])
        #expect(given(line, facts, [id: "existing"]).table == ["delivery #5 1 12→7"])
    }

    @Test func aSerialMayBelongToALotThatComesIntoTheWorldWithIt() {
        // R12
        let numbers = [RuleFixtures.entry("S1", batch: "B"), RuleFixtures.entry("S2", batch: "B")]
        let decision = given(RuleFixtures.line(serials, 2, numbers))
        #expect(decision.newLots.map(\.identity.number.text) == ["B", "S1", "S2"])
        #expect(decision.newLots.filter { $0.batch != nil }.count == 2)
    }

    @Test func aReturnTakesTheNumberOffAndBringsPlainGoods() {
        let facts = RuleFixtures.known(RuleFixtures.lot(5, "S1", .serial), RuleFixtures.lot(6, "S2", .serial))
        let line = RuleFixtures.line(serials, 2, [RuleFixtures.entry("S1"), RuleFixtures.entry("S2")])
        let decision = takenOff(line, facts, held: [LotID(5): 1, LotID(6): 1])
        #expect(
            decision.table == [
                "customer_return #5 1 7→12", "customer_return #6 1 7→12", "customer_return - 2 12→2",
            ])
    }

    @Test func moreThanThePartnerHoldsAsks() {
        // R27
        let line = RuleFixtures.line(lots, 3, [RuleFixtures.entry("L1", 2), RuleFixtures.entry("L9", 1)])
        let facts = RuleFixtures.known(RuleFixtures.lot(5, "L1"))
        let asked = takenOff(line, facts, held: [LotID(5): 1])
        #expect(asked.codes == ["not_held_by_partner", "not_held_by_partner"])
        let answers = Dictionary(uniqueKeysWithValues: asked.questions.map { ($0.id, "origin_unknown") })
        #expect(
            takenOff(line, facts, held: [LotID(5): 1], answers).table == [
                "customer_return #5 2 7→12", "customer_return L9 1 7→12", "customer_return - 3 12→2",
            ])
    }

    @Test func whatHasComeBackDoesNotComeBackTwice() {
        var facts = RuleFixtures.known(RuleFixtures.lot(5, "S1", .serial))
        facts.whereabouts[LotID(5)] = RuleFixtures.whereabouts(.production, 12, "Numbering")
        let decision = takenOff(RuleFixtures.line(serials, 1, [RuleFixtures.entry("S1")]), facts)
        #expect(decision.codes == ["serial_elsewhere"])
        #expect(decision.faults[0].detail.contains("came back without it on 3 May 2026 (OUT-00012)"))
    }

    @Test func insideItAsksForNothing() {
        let line = RuleFixtures.line(serials, 1, [RuleFixtures.entry("S1")])
        #expect(line.plain.entries.isEmpty && line.plain.product.tracking == .none)
        let kinds = DocumentKind.allCases.filter { line.numberFault(on: $0) == nil }
        #expect(kinds == [.delivery, .customerReturn])
        #expect(line.numberFault(on: .receipt)?.code == "not_for_delivery_only")
    }
}
