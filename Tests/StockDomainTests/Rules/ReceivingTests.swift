import StockDomain
import Testing

struct ReceivingTests {
    private typealias F = RuleFixtures

    private func decide(
        _ line: LineToDo, _ facts: NumberFacts = NumberFacts(), answers: [String: String] = [:],
        drawn: OwnNumbers = OwnNumbers()
    ) -> Decision {
        var decision = Decision()
        Receiving(F.context(F.nutCo, answers: answers, drawn: drawn), from: F.suppliers, to: Spot(F.stock.id))
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
        #expect(untyped.typed.isEmpty)
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

    /// Shelf life, best before, removal, alert; typed expiry; then the four dates (S140, S142, S145, X057, X059).
    @Test(arguments: [
        ([10, 5, 2, 6] as [Int?], nil as String?, ["2026-05-13", "2026-05-08", "2026-05-11", "2026-05-07"]),
        ([10, 5, 2, 6], "2026-06-02", ["2026-06-02", "2026-05-28", "2026-05-31", "2026-05-27"]),
        ([nil, 5, nil, 6], "2026-06-02", ["2026-06-02", "2026-05-28", "2026-06-02", "2026-05-27"]),
        ([30, nil, 15, nil], nil, ["2026-06-02", "-", "2026-05-18", "-"]), ([0, 5, 2, 6], nil, ["-", "-", "-", "-"]),
    ])
    func theDatesOfANewLotFollowFromEachOther(days: [Int?], typed: String?, expected: [String]) {
        // R39: without days the removal is the expiry day, and nothing else has a default.
        let expiration = Expiration(
            isEnabled: true, shelfLifeDays: days[0], bestBeforeDays: days[1], removalDays: days[2], alertDays: days[3])
        let dates = decide(F.line(F.product(.lot, expiration: expiration), 5, [F.entry("A", expires: typed)]))
            .newLots[0].dates
        let found = [dates.expiresOn, dates.bestBeforeOn, dates.removalOn, dates.alertOn]
        #expect(found.map { $0?.description ?? "-" } == expected)
        #expect(dates.typed == (typed == nil ? [] : .expiry))
    }

    /// Production and expiry of a product that usually lasts 100 days, on 3 May 2026, and what is asked.
    @Test(arguments: [
        ("2026-05-01" as String?, "2026-08-01", false), ("2026-05-01", "2026-04-30", true), (nil, "2026-05-02", true),
        (nil, "2026-06-22", false), (nil, "2026-06-21", true), (nil, "1970-01-01", true),
    ])
    func aDateThatCannotBeRightAsks(produced: String?, expires: String, isAsked: Bool) {
        // R40
        let product = F.product(.lot, expiration: Expiration(isEnabled: true, shelfLifeDays: 100))
        var entry = F.entry("A", expires: expires)
        entry.productionDate = produced.flatMap { CalendarDate($0) }
        let line = F.line(product, 5, [entry])
        #expect(decide(line).codes == (isAsked ? ["date_doubtful"] : []))
        let kept = decide(line, answers: ["lines/0/numbers/0:date_doubtful": "keep"])
        #expect(kept.newLots.map(\.dates.expiresOn?.description) == [expires])
    }

    @Test func oneDoubtfulDateOfManySerialsIsAskedOnce() {
        let product = F.product(.serial, expiration: Expiration(isEnabled: true))
        let serials = ["S1", "S2", "S3"].map { F.entry($0, expires: "2025-01-01") }
        #expect(decide(F.line(product, 3, serials)).questions.map(\.id) == ["lines/0/numbers/0:date_doubtful"])
        let answers = ["lines/0/numbers/0:date_doubtful": "keep"]
        #expect(decide(F.line(product, 3, serials), answers: answers).movements.count == 3)
    }

    @Test func aDateThatNothingUsesIsKeptAndToldOncePerProduct() {
        // R4
        let line = F.line(F.product(.lot), 5, [F.entry("A", 2, expires: "2027-01-31"), F.entry("B")])
        let decision = decide(line)
        #expect(decision.warnings.map(\.code) == ["date_not_used"])
        #expect(decision.warnings[0].pointer == "/lines/0/numbers/0/expires_on")
        #expect(decision.movements.map { $0.unusedDate?.description } == ["2027-01-31", nil])
        #expect(decision.newLots.allSatisfy { $0.dates == LotDates() })
        #expect(decide(line, NumberFacts(hasUnusedDates: true)).warnings.isEmpty)
    }

    @Test func moreThanExpectedIsMarkedWithinTheTolerance() {
        // R20
        var product = F.product(.none)
        product.handling.receiptTolerancePercent = 10
        let within = decide(F.line(product, 110, planned: 100))
        #expect(within.codes.isEmpty)
        #expect(within.warnings.map(\.code) == ["over_receipt"])
        #expect(decide(F.line(product, 111, planned: 100)).codes == ["more_than_expected"])
    }

    @Test func aProductWithNumberingGivesItsNextNumberToANewLot() {
        // R10a, R14
        var facts = F.known(F.lot(9, "A"))
        facts.sources = [LotID(9): [LotSource(partnerID: PartnerID(77), supplierNumber: nil)]]
        var product = F.product(.lot)
        product.numbering = Numbering(prefix: "N")
        let line = F.line(product, 5, [F.entry("A")])
        let answers = ["lines/0/numbers/0:lot_exists": "new"]
        let wanting = decide(line, facts, answers: answers)
        #expect(wanting.ownNumbersMissing(from: OwnNumbers()) == [product.id: 1])
        #expect(wanting.table.isEmpty)
        var drawn = OwnNumbers()
        drawn.add([LotNumber(stored: "N0000001")], of: product.id)
        #expect(decide(line, facts, answers: answers, drawn: drawn).table == ["receipt N0000001 5 6→2"])
    }

    @Test func goodsWhoseNumberIsNotKnownGetOneOfOurs() {
        // R20a
        let product = F.product(.serial)
        let unknown = NumberEntry(number: LotNumber(stored: ""), isUnknown: true)
        let line = F.line(product, 3, [F.entry("S"), unknown])
        #expect(decide(line).ownNumbersMissing(from: OwnNumbers()) == [product.id: 2])
        var drawn = OwnNumbers()
        drawn.add(["L1", "L2"].map { LotNumber(stored: $0) }, of: product.id)
        let decision = decide(line, drawn: drawn)
        #expect(decision.table == ["receipt S 1 6→2", "receipt L1 1 6→2", "receipt L2 1 6→2"])
        #expect(decision.newLots.map(\.marks) == [[], .numberUnknown, .numberUnknown])
        #expect(decision.movements.map(\.entered) == [.typed, .generated, .generated])
    }

    @Test func theSettingsForbidNewNumbers() {
        // R6, S067, S071
        let line = F.line(F.product(.lot), 5, [F.entry("A", 2), F.entry("B")])
        var decision = decide(line)
        decision.refuseNewNumbers(of: line, beyond: 0, on: .receipt)
        #expect(decision.codes == ["new_numbers_not_allowed"])
        #expect(decision.faults[0].pointer == "/lines/0/numbers/0")
        var known = decide(F.line(F.product(.lot), 5, [F.entry("A")]), F.known(F.lot(9, "A")))
        known.refuseNewNumbers(of: line, beyond: 0, on: .receipt)
        #expect(known.codes.isEmpty)
    }

    @Test func aSerialMayHaveTheDemandedDateOfItsLot() {
        // R12
        let product = F.product(.serial, expiration: Expiration(isEnabled: true, isRequired: true))
        let line = F.line(product, 1, [F.entry("S", batch: "B7")])
        #expect(decide(line).codes == ["expiry_required"])
        var facts = NumberFacts()
        facts.batches = [LotNumber(stored: "B7"): F.lot(5, "B7", expires: "2027-01-31")]
        #expect(decide(line, facts).codes.isEmpty)
    }
}
