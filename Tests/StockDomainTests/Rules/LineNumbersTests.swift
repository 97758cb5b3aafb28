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
        (["A", "A"], .serial, 2, .serialTwice(at: "/lines/0/numbers/A", LotNumber(stored: "A"))),
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
}
