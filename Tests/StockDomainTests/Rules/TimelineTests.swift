import StockDomain
import Testing

struct TimelineTests {
    private static let stock = Spot(LocationID(2))
    private static let shop = Spot(LocationID(3))
    private static let outside = Spot(LocationID(7))

    /// Entries as `moment posting quantity from>to`, places S (stock), H (shop) and O (outside), and behind them the
    /// posting that is taken back.
    private func timeline(_ rows: String) -> Timeline {
        let spots: [Substring: Spot] = ["S": Self.stock, "H": Self.shop, "O": Self.outside]
        return Timeline(
            rows.split(separator: "\n").map { row in
                let fields = row.split(separator: " ")
                let way = fields[3].split(separator: ">")
                return Timeline.Entry(
                    happenedAt: Instant(rawValue: Int64(fields[0])!), postingID: PostingID(Int64(fields[1])!),
                    reverses: fields.count > 4 ? PostingID(Int64(fields[4])!) : nil, quantity: Quantity(fields[2])!,
                    from: spots[way[0]]!, to: spots[way[1]]!)
            })
    }

    private func fault(_ rows: String, isSerial: Bool = false) -> GoodsAudit.Fault? {
        timeline(rows).firstFault(isSerial: isSerial) { $0 != Self.outside.location }
    }

    @Test func whatWasThereMayHaveLeft() {
        #expect(fault("1 1 5 O>S\n2 2 5 S>O") == nil)
    }

    @Test func nothingLeavesBeforeItCame() {
        // R28, in the order of happening and not of recording.
        #expect(
            fault("2 1 5 O>S\n1 2 5 S>O") == .short(Self.stock, by: 5, at: Instant(rawValue: 1), PostingID(2)))
    }

    @Test func withinOnePostingTakesComeBeforePuts() {
        #expect(fault("1 1 5 O>S\n1 1 5 S>O") != nil)
    }

    @Test func equalMomentsGoInTheOrderOfPostings() {
        #expect(fault("1 1 5 O>S\n1 2 5 S>O") == nil)
    }

    @Test func aSerialLeavesOnlyWhereItIs() {
        // R11
        #expect(
            fault("1 1 1 O>S\n2 2 1 S>H\n3 3 1 O>S", isSerial: true)
                == .elsewhere(expected: Self.outside, was: Self.shop, at: Instant(rawValue: 3), PostingID(3)))
    }

    @Test func aSerialIsWhereTheLastPostingBroughtIt() {
        // R5: a return told to be earlier than the delivery that gave the number. H stands for the numbering.
        let story = timeline("5 1 1 H>O")
        func fault(_ row: String) -> GoodsAudit.Fault? {
            story.fault(writing: timeline(row).entries, isSerial: true) { $0 == Self.stock.location }
        }
        #expect(
            fault("4 9 1 O>H")
                == .elsewhere(expected: Self.outside, was: Self.shop, at: Instant(rawValue: 4), PostingID(9)))
        #expect(fault("6 9 1 O>H") == nil)
        #expect(fault("5 9 1 O>H 1") == nil)
    }

    @Test func aReversalAtItsOldMomentTakesTheGroundFromWhatCameLater() {
        // R18c: received, sold, and now the receipt is taken back at its own moment.
        #expect(fault("1 1 5 O>S\n1 9 5 S>O 1\n2 2 5 S>O") != nil)
    }

    @Test func whatWasTakenBackAtItsOwnMomentNeverWas() {
        // A serial whose delivery was taken back could not be delivered again with an earlier date: the delivery and
        // its reversal stood in the time line, where the serial had gone before.
        #expect(fault("1 1 1 O>S\n5 2 1 S>O\n5 3 1 O>S 2\n3 9 1 S>O", isSerial: true) == nil)
    }

    @Test func whatIsTakenBackAtAnotherMomentHappenedBoth() {
        // An unbuild is a happening of its own.
        #expect(fault("1 1 1 O>S\n5 2 1 S>O\n6 3 1 O>S 2\n3 9 1 S>O", isSerial: true) != nil)
    }
}

struct StockChangesTests {
    private func changes(_ movements: [Movement], reverses: PostingID? = nil) -> StockChanges {
        let posting = Posting(
            kind: .production, actorID: ActorID(1), happenedAt: Instant(rawValue: 0), recordedAt: Instant(rawValue: 0),
            reverses: reverses, movements: movements)
        return StockChanges(of: posting) {
            $0 == LocationID(8) ? .production : $0 == LocationID(7) ? .customer : .internal
        }
    }

    private func movement(_ lot: Int64?, _ quantity: Quantity, _ from: Int64, _ to: Int64) -> Movement {
        Movement(
            productID: ProductID(1), lotID: lot.map { LotID($0) }, quantity: quantity, from: Spot(LocationID(from)),
            to: Spot(LocationID(to)))
    }

    @Test func movementsIntoProductionConsumeAndOutOfItProduce() {
        let changes = changes([movement(1, 5, 2, 8), movement(2, 3, 8, 2)])
        #expect(changes.step[LotID(1)]?.consumed == 5)
        #expect(changes.step[LotID(2)]?.produced == 3)
    }

    @Test func aReversalHasTheSameRolesWithTheOtherSign() {
        let changes = changes([movement(2, 3, 2, 8), movement(1, 5, 8, 2)], reverses: PostingID(4))
        #expect(changes.step[LotID(1)]?.consumed == -5)
        #expect(changes.step[LotID(2)]?.produced == -3)
    }

    @Test func deliveriesAndTransfersLinkNothing() {
        #expect(changes([movement(1, 5, 2, 7), movement(1, 5, 2, 3)]).step.isEmpty)
    }

    @Test func movementsFromOnePileAreTakenTogether() {
        let changes = changes([movement(1, 5, 2, 7), movement(1, 3, 2, 3)])
        #expect(changes.takes.map(\.quantity) == [8])
        #expect(changes.puts.map(\.quantity) == [3])
        #expect(changes.puts[0].source == changes.takes[0].key)
    }
}

struct PostingFormTests {
    private func posting(reason: String? = nil) -> Posting {
        Posting(
            id: PostingID(7), kind: .receipt, documentID: DocumentID(3), partnerID: PartnerID(2), actorID: ActorID(1),
            happenedAt: Instant(rawValue: 1000), recordedAt: Instant(rawValue: -2000), reason: reason,
            movements: [
                Movement(
                    productID: ProductID(1), lotID: LotID(9), quantity: 5, from: Spot(LocationID(6)),
                    to: Spot(LocationID(2), package: PackageID(4)), entered: .scanned)
            ])
    }

    @Test func theCanonicalFormIsFixed() {
        // Form v1 is a promise: papers printed today must be verifiable in ten years.
        let hash = PostingForm.hash(of: posting(), introducing: [LotID(9): LotNumber(stored: "LÖT-7")])
        #expect(hash.hex == "d6745fd3f8db76182c64bab2fb201d581b0ab504dbb8bc0e64d862bae2f91be0")
    }

    @Test func everyFieldIsPartOfTheHash() {
        let base = PostingForm.hash(of: posting(), introducing: [:])
        #expect(PostingForm.hash(of: posting(reason: "x"), introducing: [:]) != base)
        #expect(PostingForm.hash(of: posting(), introducing: [LotID(9): LotNumber(stored: "A")]) != base)
        var other = posting()
        other.movements[0].quantity = 6
        #expect(PostingForm.hash(of: other, introducing: [:]) != base)
        other = posting()
        other.movements[0].to.package = nil
        #expect(PostingForm.hash(of: other, introducing: [:]) != base)
    }

    @Test func textCannotBeMovedFromOneFieldToTheNext() {
        #expect(
            PostingForm.hash(of: posting(reason: "1:a"), introducing: [:])
                != PostingForm.hash(of: posting(reason: "1"), introducing: [LotID(9): LotNumber(stored: "a")]))
    }
}

struct NameTextTests {
    @Test(arguments: [("LOT-01", "LOT 01"), ("LOT-01", "lot-0l"), ("SN-O1", "SN01"), ("A I B", "A1B")])
    func numbersThatAReaderConfusesAreAlike(one: String, other: String) {
        #expect(NameText.likeness(of: one) == NameText.likeness(of: other))
    }

    @Test(arguments: [("LOT-1", "LOT-2"), ("007", "7"), ("A.1", "A1")])
    func numbersThatDifferAreNot(one: String, other: String) {
        #expect(NameText.likeness(of: one) != NameText.likeness(of: other))
    }

    @Test func aSearchPassesOverLeadingZeros() {
        #expect(NameText.searchKey(of: "007") == NameText.searchKey(of: "7"))
        #expect(NameText.searchKey(of: "000") == "000")
    }

    @Test func numbersAreTrimmedAndComposed() throws {
        // R10
        #expect(try LotNumber("  A\u{0308}-1 ").text == "\u{00C4}-1")
        #expect(throws: LotNumber.Fault.empty) { try LotNumber("   ") }
        #expect(throws: LotNumber.Fault.controlCharacter) { try LotNumber("A\tB") }
        #expect(throws: LotNumber.Fault.tooLong(characters: 81)) { try LotNumber(String(repeating: "x", count: 81)) }
    }
}
