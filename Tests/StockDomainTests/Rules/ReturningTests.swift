import StockDomain
import Testing

struct ReturningTests {
    private typealias F = RuleFixtures

    private func decide(
        _ line: LineToDo, _ facts: NumberFacts = NumberFacts(), held: [LotID: Quantity] = [:],
        answers: [String: String] = [:]
    ) -> Decision {
        var decision = Decision()
        Returning(F.context(F.birch, answers: answers), from: F.customers, to: Spot(F.stock.id))
            .decide(line, facts, held: HeldGoods(held), into: &decision)
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

    @Test(arguments: [
        ("origin_unknown", PartnerID?.none), ("returned", PartnerID(2)),
    ])
    func aSerialThatAnotherCustomerHasAsksWhoseReturnItIs(answer: String, partner: PartnerID?) {
        // R11, R27: Ash brings what Birch has.
        var facts = F.known(F.lot(9, "S", .serial))
        facts.whereabouts = [LotID(9): F.whereabouts(.customer, 7, "Customers")]
        let ash = Partner(id: PartnerID(3), code: "C2", name: "Ash", kind: .customer)
        let line = F.line(F.product(.serial), 1, [F.entry("S")])
        func decide(_ answers: [String: String]) -> Decision {
            var decision = Decision()
            Returning(F.context(ash, answers: answers), from: F.customers, to: Spot(F.stock.id))
                .decide(line, facts, held: HeldGoods(), into: &decision)
            return decision
        }
        let asked = decide([:])
        #expect(asked.questions.map(\.answers) == [["origin_unknown", "returned"]])
        let decision = decide([asked.questions[0].id: answer])
        #expect(decision.table == ["customer_return #9 1 7→2"])
        #expect(decision.movements.map(\.partnerID) == [partner])
    }

    @Test func aNewNumberIsMarkedAsOfUnknownOrigin() {
        let line = F.line(F.product(.lot), 3, [F.entry("A")])
        let decision = decide(line, answers: ["lines/0/numbers/0:not_held": "origin_unknown"])
        #expect(decision.newLots.map(\.marks) == [.originUnknown])
    }
}
