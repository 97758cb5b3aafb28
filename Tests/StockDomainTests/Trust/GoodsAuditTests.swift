import StockDomain
import Testing

struct GoodsAuditTests {
    /// Places: S and T are ours, C is a customer's, V a supplier's.
    private static let places = ["S": 1, "T": 2, "C": 3, "V": 4] as [Character: Int64]
    private let start = Instant(rfc3339: "2026-05-01T00:00:00Z")!

    /// Movements as `posting VS 5`, one hour apart for each posting.
    private func audit(_ text: String, isSerial: Bool = false) -> GoodsAudit {
        var audit = GoodsAudit(isSerial: isSerial) { $0.rawValue <= 2 }
        for line in text.split(separator: ",") {
            let words = line.split(separator: " ")
            let ends = words[1].map { Spot(LocationID(GoodsAuditTests.places[$0]!)) }
            let posting = Int64(words[0])!
            audit.add(
                Timeline.Entry(
                    happenedAt: start.adding(seconds: 3600 * posting), postingID: PostingID(posting),
                    quantity: Quantity(words[2])!, from: ends[0], to: ends[1]))
        }
        audit.finish()
        return audit
    }

    @Test func pilesAreTheSumOfWhatCameAndWent() {
        let audit = audit("1 VS 10, 2 ST 4, 3 TC 1.5, 4 CT 0.5")
        #expect(audit.piles == [spot("S"): 6, spot("T"): 3])
        #expect(audit.faults.isEmpty)
    }

    @Test func whatLeavesBeforeItCameIsNamedOnceForEachPlace() {
        let audit = audit("1 SC 3, 2 SC 1, 3 VS 10, 4 TC 1")
        #expect(
            audit.faults == [
                .short(spot("S"), by: 3, at: start.adding(seconds: 3600), PostingID(1)),
                .short(spot("T"), by: 1, at: start.adding(seconds: 4 * 3600), PostingID(4)),
            ])
    }

    @Test func withinAPostingAllTakesComeBeforeAllPuts() {
        let audit = audit("1 VS 5, 1 ST 5")
        #expect(audit.faults == [.short(spot("S"), by: 5, at: start.adding(seconds: 3600), PostingID(1))])
    }

    @Test func aSerialIsWhereItsLastMovementBroughtIt() {
        let audit = audit("1 VS 1, 2 ST 1, 3 TC 1", isSerial: true)
        #expect(audit.place?.spot == spot("C"))
        #expect(audit.place?.postingID == PostingID(3))
        #expect(audit.faults.isEmpty)
    }

    @Test func aSerialThatLeavesWhereItIsNotIsNamed() {
        let audit = audit("1 VS 1, 2 SC 1, 3 VS 1", isSerial: true)
        #expect(
            audit.faults == [
                .elsewhere(
                    expected: spot("V"), was: spot("C"), at: start.adding(seconds: 3 * 3600), PostingID(3))
            ])
    }

    @Test func aSerialIsOneUnit() {
        #expect(audit("1 VS 2", isSerial: true).faults == [.notOneUnit(2, PostingID(1))])
    }

    private func spot(_ name: Character) -> Spot { Spot(LocationID(GoodsAuditTests.places[name]!)) }
}
