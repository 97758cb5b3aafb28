import StockDomain
import Testing

struct ReceivingTests {
    private typealias F = RuleFixtures

    private func decide(
        _ line: LineToDo, _ facts: NumberFacts = NumberFacts(), answers: [String: String] = [:]
    ) -> Decision {
        var decision = Decision()
        Receiving(F.context(F.nutCo, answers: answers), from: F.suppliers, to: Spot(F.stock.id))
            .decide(line, facts, into: &decision)
        return decision
    }

    @Test func plainGoodsNeedNoNumber() {
        #expect(decide(F.line(F.product(.none), 5)).table == ["receipt - 5 6→2"])
    }

    @Test func aNewLotComesIntoTheWorld() {
        let decision = decide(F.line(F.product(.lot), 5, [F.entry("A")]))
        #expect(decision.table == ["receipt A 5 6→2"])
        #expect(decision.newLots.map(\.identity.number.text) == ["A"])
    }

    @Test func theShelfLifeGivesANewLotItsDates() {
        // R39: a typed expiry wins over the product's days.
        let expiration = Expiration(isEnabled: true, kind: .bestBefore, shelfLifeDays: 30, removalDays: 5)
        let untyped = decide(F.line(F.product(.lot, expiration: expiration), 5, [F.entry("A")])).newLots[0].dates
        #expect(untyped.expiresOn?.description == "2026-06-02")
        #expect(untyped.bestBeforeOn == untyped.expiresOn)
        #expect(untyped.removalOn?.description == "2026-05-28")
        let typed = decide(F.line(F.product(.lot, expiration: expiration), 5, [F.entry("A", expires: "2027-01-31")]))
        #expect(typed.newLots[0].dates.removalOn?.description == "2027-01-26")
    }

    @Test func anotherDeliveryOfTheSameSupplierAddsToTheLot() {
        var facts = F.known(F.lot(9, "A"))
        facts.sources = [LotID(9): [LotSource(partnerID: F.nutCo.id, supplierNumber: nil)]]
        #expect(decide(F.line(F.product(.lot), 5, [F.entry("A")]), facts).table == ["receipt #9 5 6→2"])
    }

    @Test func twoSuppliersWithOneNumberAsk() {
        // R10a
        var facts = F.known(F.lot(9, "A"))
        facts.sources = [LotID(9): [LotSource(partnerID: PartnerID(77), supplierNumber: nil)]]
        let line = F.line(F.product(.lot), 5, [F.entry("A")])
        let asked = decide(line, facts)
        #expect(asked.codes == ["lot_exists_other_supplier"])
        #expect(asked.questions[0].id == "lines/0/numbers/0:lot_exists")
        #expect(asked.table.isEmpty)
        #expect(decide(line, facts, answers: [asked.questions[0].id: "same"]).table == ["receipt #9 5 6→2"])
        #expect(decide(line, facts, answers: [asked.questions[0].id: "new"]).table == ["receipt A-SUP-07 5 6→2"])
    }

    @Test func anotherSupplierNumberOrDateAsks() {
        var facts = F.known(F.lot(9, "A", expires: "2027-01-31"))
        facts.sources = [LotID(9): [LotSource(partnerID: F.nutCo.id, supplierNumber: "X-1")]]
        let product = F.product(.lot, expiration: Expiration(isEnabled: true))
        #expect(
            decide(F.line(product, 5, [F.entry("A", supplier: "X-2")]), facts).codes
                == ["lot_exists_other_supplier_number"])
        #expect(
            decide(F.line(product, 5, [F.entry("A", expires: "2027-02-28")]), facts).codes == ["lot_exists_other_dates"]
        )
        #expect(decide(F.line(product, 5, [F.entry("A", supplier: "X-1", expires: "2027-01-31")]), facts).codes.isEmpty)
    }

    @Test(arguments: ["lot o1", "LOT-O1", "LOTO1", "L0T-01", "LOT-0l"])
    func aNumberThatLooksLikeAnotherAsks(typed: String) {
        // R10
        var facts = NumberFacts()
        facts.alike = [NameText.likeness(of: "LOT-01"): [F.lot(9, "LOT-01")]]
        let line = F.line(F.product(.lot), 5, [F.entry(typed)])
        let asked = decide(line, facts)
        #expect(asked.codes == ["number_like_existing"])
        #expect(decide(line, facts, answers: [asked.questions[0].id: "existing"]).table == ["receipt #9 5 6→2"])
        #expect(decide(line, facts, answers: [asked.questions[0].id: "new"]).table == ["receipt \(typed) 5 6→2"])
    }

    @Test func aSerialOnHandIsRefusedWithItsPlace() {
        // R11
        var facts = F.known(F.lot(9, "SN-1042", .serial))
        facts.whereabouts = [LotID(9): F.whereabouts(.internal, 2, "WH-Stock")]
        let decision = decide(F.line(F.product(.serial), 1, [F.entry("SN-1042")]), facts)
        #expect(decision.codes == ["serial_elsewhere"])
        #expect(
            decision.faults[0].detail
                == "SN-1042 is already on hand in WH-Stock (received with IN-00031 on 3 May 2026). Scan another number "
                + "or open that document.")
    }

    /// Where it is, the answer, and what moves then.
    @Test(arguments: [
        (LocationUsage.customer, "returned", "customer_return #9 1 7→2"),
        (.customer, "bought_back", "receipt #9 1 7→2"),
        (.scrap, "found", "receipt #9 1 7→2"), (.production, "taken_out", "receipt #9 1 7→2"),
    ])
    func aSerialThatIsElsewhereAsksHowItComesIn(usage: LocationUsage, answer: String, movement: String) {
        var facts = F.known(F.lot(9, "S", .serial))
        facts.whereabouts = [LotID(9): F.whereabouts(usage, 7, "there")]
        let line = F.line(F.product(.serial), 1, [F.entry("S")])
        let asked = decide(line, facts)
        #expect(asked.codes == ["serial_elsewhere"])
        #expect(asked.questions[0].answers.contains(answer))
        #expect(decide(line, facts, answers: [asked.questions[0].id: answer]).table == [movement])
    }

    @Test func aSerialTakesTheDatesOfItsBatch() {
        // R12
        let expiration = Expiration(isEnabled: true)
        var facts = NumberFacts()
        facts.batches = [LotNumber(stored: "B7"): F.lot(5, "B7", expires: "2027-01-31")]
        let line = F.line(
            F.product(.serial, expiration: expiration), 2, [F.entry("S1", batch: "B7"), F.entry("S2", batch: "B8")])
        let decision = decide(line, facts)
        #expect(decision.newLots.map(\.identity.number.text) == ["S1", "B8", "S2"])
        #expect(decision.newLots[0].batch == .known(LotID(5)))
        #expect(decision.newLots[0].dates.expiresOn?.description == "2027-01-31")
    }

    @Test func moreThanExpectedAsks() {
        // R20
        let line = F.line(F.product(.none), 6, planned: 5)
        #expect(decide(line).codes == ["more_than_expected"])
        #expect(decide(line, answers: ["lines/0:more_than_expected": "accept"]).codes.isEmpty)
    }

    @Test func aMissingExpiryIsRefusedWhereItIsRequired() {
        let product = F.product(.lot, expiration: Expiration(isEnabled: true, isRequired: true))
        #expect(decide(F.line(product, 5, [F.entry("A")])).codes == ["expiry_required"])
        #expect(decide(F.line(product, 5, [F.entry("A", expires: "2027-01-31")])).codes.isEmpty)
    }
}
