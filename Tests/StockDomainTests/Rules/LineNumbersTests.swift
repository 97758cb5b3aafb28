import StockDomain
import Testing

struct LineNumbersTests {
    private func entry(_ number: String, _ quantity: Quantity? = nil) -> NumberEntry {
        NumberEntry(number: LotNumber(stored: number), quantity: quantity, pointer: "/lines/0/numbers/\(number)")
    }

    private func shares(
        _ entries: [NumberEntry], _ tracking: Tracking, done: Quantity, mayBeFewer: Bool = false
    ) -> Result<[LineNumbers.Share], LineNumbers.Faults> {
        LineNumbers.shares(of: entries, tracking: tracking, done: done, mayBeFewer: mayBeFewer)
    }

    @Test func aLotWithoutQuantityTakesTheRest() throws {
        // R20 and api.md
        let shares = try shares([entry("A", 3), entry("B")], .lot, done: 10).get()
        #expect(shares.map(\.quantity) == [3, 7])
    }

    @Test func theSameLotTwiceIsAddedUp() throws {
        #expect(try shares([entry("A", 3), entry("A", 4)], .lot, done: 7).get().map(\.quantity) == [7])
    }

    @Test func everySerialCountsOne() throws {
        #expect(try shares([entry("A"), entry("B", 1)], .serial, done: 2).get().map(\.quantity) == [1, 1])
    }

    @Test func whatTheStrategyFindsNeedsNoNumber() throws {
        #expect(try shares([], .lot, done: 5, mayBeFewer: true).get().isEmpty)
    }

    /// Entries, level, quantity, and the first fault.
    @Test(arguments: [
        (
            ["A"], Tracking.none, Quantity(1),
            LineNumbers.Fault.notTracked(at: "/lines/0/numbers/A", LotNumber(stored: "A"))
        ),
        (
            ["A", "A"], .serial, 2,
            .serialTwice(at: "/lines/0/numbers/A", first: "/lines/0/numbers/A", LotNumber(stored: "A"))
        ),
        (["A"], .serial, 3, .numberRequired(missing: 2)),
        (["A", "B"], .serial, 1, .moreNumbersThanQuantity(got: 2, of: 1)),
        (["A", "B"], .lot, 5, .twoLotsWithoutQuantity(at: "/lines/0/numbers/B")),
        ([], .lot, 5, .numberRequired(missing: 5)),
    ])
    func numbersThatDoNotFitTheLineAreRefused(
        numbers: [String], tracking: Tracking, done: Quantity, fault: LineNumbers.Fault
    ) {
        guard case .failure(let faults) = shares(numbers.map { entry($0) }, tracking, done: done) else {
            Issue.record("the line was accepted")
            return
        }
        #expect(faults.list.first == fault)
    }

    @Test func aSerialIsOneUnit() {
        guard case .failure(let faults) = shares([entry("A", 2)], .serial, done: 2) else {
            Issue.record("the line was accepted")
            return
        }
        #expect(
            faults.list == [.serialQuantityMustBeOne(at: "/lines/0/numbers/A", LotNumber(stored: "A"), got: 2)])
    }

    @Test func aNumberForWhichNothingIsLeftIsRefused() {
        // R20: once it was dropped without a word.
        guard case .failure(let faults) = shares([entry("A", 10), entry("B")], .lot, done: 10) else {
            Issue.record("the line was accepted")
            return
        }
        #expect(faults.list == [.nothingLeft(at: "/lines/0/numbers/B", LotNumber(stored: "B"))])
        #expect(
            faults.list[0].fault(line: "/lines/0", product: Product(sku: "P", name: "P")).code
                == "more_numbers_than_quantity")
    }

    @Test func severalUnknownSerialsAreOneUnitEach() throws {
        // R20a: one alone takes the rest of the line.
        var unknown = entry("")
        unknown.isUnknown = true
        #expect(try shares([unknown, unknown, entry("A")], .serial, done: 3).get().map(\.quantity) == [1, 1, 1])
        #expect(try shares([unknown, entry("A")], .serial, done: 3).get().map(\.quantity) == [2, 1])
    }

    @Test func twoSuppliersNumbersOfOneLotStayApart() throws {
        // R10a: a lot may have several.
        var first = entry("A", 3)
        first.supplierNumber = "X-1"
        var second = entry("A", 4)
        second.supplierNumber = "X-2"
        let shares = try shares([first, second, first], .lot, done: 10).get()
        #expect(shares.map { "\($0.entry.supplierNumber!) \($0.quantity)" } == ["X-1 6", "X-2 4"])
    }

    /// Level, entries with a quantity or none, and the shares of a line of 5.
    @Test(arguments: [
        (Tracking.lot, [nil] as [Quantity?], [Quantity(5)]), (.lot, [2, 3], [2, 3]), (.serial, [nil], [5]),
        (.serial, [2, nil], [2, 3]),
    ])
    func goodsWhoseNumberIsNotKnownTakeTheRestOfTheLine(
        tracking: Tracking, quantities: [Quantity?], expected: [Quantity]
    ) throws {
        // R20a
        let unknown = quantities.map { NumberEntry(number: LotNumber(stored: ""), quantity: $0, isUnknown: true) }
        #expect(try shares(unknown, tracking, done: 5).get().map(\.quantity) == expected)
    }

    @Test func aSerialThatStandsTwiceIsNamedWithBothPlaces() {
        // R15
        let entries = [2, 9].map { line in
            NumberEntry(number: LotNumber(stored: "S"), pointer: "/lines/0/numbers_text/\(line)")
        }
        guard case .failure(let faults) = shares(entries, .serial, done: 2) else {
            Issue.record("the line was accepted")
            return
        }
        let fault = faults.list[0].fault(line: "/lines/0", product: RuleFixtures.product(.serial))
        #expect(fault.pointer == "/lines/0/numbers_text/9")
        #expect(
            fault.detail
                == "Serial “S” of NUT stands here twice: line 2 of the list and line 9 of the list. Leave one of them out."
        )
    }

    @Test func aSerialOnTwoLinesOfADocumentIsRefused() {
        // R11, S075
        let product = RuleFixtures.product(.serial)
        let lines = (0..<2).map { index in
            LineToDo(
                id: LineID(Int64(index)), product: product, done: 1,
                entries: [NumberEntry(number: LotNumber(stored: "S"), pointer: "/lines/\(index)/numbers/0")],
                pointer: "/lines/\(index)")
        }
        #expect(LineNumbers.serialsTwice(on: lines).map(\.pointer) == ["/lines/1/numbers/0"])
        #expect(LineNumbers.serialsTwice(on: [lines[0]]).isEmpty)
    }
}
