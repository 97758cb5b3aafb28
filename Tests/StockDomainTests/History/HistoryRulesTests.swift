import StockDomain
import Testing

/// The rules of a history alone, without file and database.
@Suite struct HistoryRulesTests {
    @Test func aRowTakesAtMostFortyBytes() {
        #expect(MemoryLayout<History.Row>.stride <= 40)
    }

    /// Rows are `hour, kind, number, quantity`; each is a posting of its own.
    @Test(arguments: [
        // In order, and told in another order than it happened.
        ("1 receipt A 5 / 2 delivery A 5", "WH-Stock 0 since 1"),
        ("2 delivery A 5 / 1 receipt A 5", "WH-Stock 0 since 1"),
        // The age of goods goes with them, and the earliest wins where piles meet.
        ("1 receipt A 5 / 3 transfer A 2", "WH-Stock 3 since 1, WH-Quarantine 2 since 1"),
        ("1 receipt A 5 / 2 receipt A 5", "WH-Stock 10 since 1"),
        ("1 receipt A 5 / 2 delivery A 5 / 3 receipt A 1", "WH-Stock 1 since 3"),
        // A customer's return keeps the first incoming date of its lot.
        ("1 receipt A 5 / 2 delivery A 5 / 3 customer_return A 1", "WH-Stock 1 since 1"),
        ("1 receipt - 5 / 2 write_off - 2", "WH-Stock 3 since 1"),
    ])
    func pilesAreWhatTheMovementsLeave(story: String, piles: String) throws {
        let decision = try ToldHistory(story).decided()
        #expect(ToldHistory.text(decision.piles) == piles)
    }

    @Test(arguments: [
        ("1 receipt A 5 / 2 delivery A 6", "line 3 insufficient_stock"),
        ("2 receipt A 5 / 1 delivery A 1", "line 3 insufficient_stock"),
        // It is enough in the end, but not on the way.
        ("1 receipt A 5 / 2 delivery A 6 / 3 receipt A 5", "line 3 insufficient_stock"),
        ("1 receipt A 5 / 2 delivery B 1", "line 3 insufficient_stock"),
        ("1 receipt s1 1 / 2 receipt s1 1", "line 3 serial_elsewhere"),
        ("1 receipt s1 1 / 2 delivery s1 1 / 3 delivery s1 1", "line 4 serial_elsewhere"),
        ("1 receipt s1 1 / 2 write_off s1 1 / 3 customer_return s1 1", "line 4 serial_elsewhere"),
        ("9 receipt A 5", "line 2 happens_in_future"),
        ("0 receipt A 5", "line 2 locked_period"),
    ])
    func whatCannotHaveHappenedIsRefused(story: String, fault: String) throws {
        let refusal = #expect(throws: Refusal.self) { try ToldHistory(story).decided() }
        #expect(refusal?.faults.map { "\($0.pointer) \($0.code)" } == [fault])
    }

    @Test func aSerialIsWhereItsLastMovementTookItWhateverTheOrderOfTheFile() throws {
        let decision = try ToldHistory("3 delivery s1 1 / 1 receipt s1 1 / 4 customer_return s1 1").decided()
        #expect(decision.serials.map { ToldHistory.place($0.spot) } == ["WH-Stock"])
        #expect(decision.serials.map(\.posting) == [2])
    }

    @Test func whatTheLedgerHoldsIsCountedIn() throws {
        var facts = HistoryFacts()
        facts.lots[0] = HistoryFacts.KnownLot(id: LotID(7), expiresOn: nil, hasMoved: true, suppliers: [])
        facts.piles[0] = [ToldHistory.pile(holding: 5, reserved: 2)]
        #expect(ToldHistory.text(try ToldHistory("2 delivery A 3").decided(facts).piles) == "WH-Stock 2 since 1")
        // Two are reserved.
        #expect(throws: Refusal.self) { try ToldHistory("2 delivery A 4").decided(facts) }
        #expect(throws: Refusal.self) { try ToldHistory("2 delivery A 6").decided(facts) }
    }

    @Test func whatHappenedSinceMustStillBePossible() throws {
        var facts = HistoryFacts()
        facts.lots[0] = HistoryFacts.KnownLot(id: LotID(7), expiresOn: nil, hasMoved: true, suppliers: [])
        facts.piles[0] = [ToldHistory.pile(holding: 1, reserved: 0)]
        facts.timelines[0] = [
            ToldHistory.past(hour: 1, 5, from: .suppliers, to: .stock),
            ToldHistory.past(hour: 4, 4, from: .stock, to: .customers),
        ]
        #expect(ToldHistory.text(try ToldHistory("2 delivery A 1").decided(facts).piles) == "WH-Stock 0 since 1")
        #expect(throws: Refusal.self) { try ToldHistory("2 delivery A 2").decided(facts) }
    }

    @Test func whatWasTakenBackAtItsOwnMomentIsNotReplayed() throws {
        // A serial sold on day 5, taken back, and sold on day 3: the file was refused, as the first sale came later.
        var story = try ToldHistory("1 receipt s1 1 / 5 delivery s1 1 / 5 delivery s1 1 / 3 delivery s1 1")
        story.reverse(posting: 2, of: 1)
        let decision = try story.decided()
        #expect(decision.serials.map { ToldHistory.place($0.spot) } == ["Customers"])
        #expect(decision.serials.map(\.posting) == [3])
    }

    @Test func aReversedConsumptionTakesBackItsShareOfTheStep() throws {
        var story = try ToldHistory("1 receipt A 5 / 2 consume A 3 / 2 produce B 1 / 3 consume A 1")
        story.link(posting: 1, step: 1)
        story.link(posting: 2, step: 1)
        story.reverse(posting: 3, of: 1)
        let steps = try story.decided().steps.map { "\($0.step) \($0.goods) \($0.consumed) \($0.produced)" }
        #expect(steps == ["1 0 2 0", "1 1 0 1"])
    }

    @Test func moreThanAStepHadCannotBeTakenBack() throws {
        var story = try ToldHistory("1 receipt A 5 / 2 consume A 1 / 3 consume A 2")
        story.link(posting: 1, step: 1)
        story.reverse(posting: 2, of: 1)
        let refusal = #expect(throws: Refusal.self) { try story.decided() }
        #expect(refusal?.faults.map(\.code).contains("more_taken_back") == true)
    }
}
