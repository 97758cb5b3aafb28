import StockDomain
import Testing

/// Which movements a correction takes back, and what stands in their place (R18a–R18c).
struct CorrectingTests {
    private static let stock = Spot(LocationID(1))
    private static let customer = Spot(LocationID(2))

    /// Movements as `lot quantity`, out of the stock.
    private func movements(_ text: String) -> [Movement] {
        text.split(separator: ",").map { part in
            let words = part.split(separator: " ")
            return Movement(
                productID: ProductID(1), lotID: LotID(Int64(words[0])!), quantity: Quantity(words[1])!,
                from: Self.stock, to: Self.customer)
        }
    }

    private func posting(_ id: Int64, _ text: String) -> Posting {
        Posting(
            id: PostingID(id), kind: .delivery, actorID: ActorID(1), happenedAt: Instant(rawValue: id),
            recordedAt: Instant(rawValue: id), movements: movements(text))
    }

    private func text(_ movements: [Movement]) -> String {
        movements.map { "\($0.lotID?.rawValue ?? 0) \($0.quantity)" }.joined(separator: ", ")
    }

    @Test(arguments: [
        ("1 5", "1 5", ""), ("1 5", "1 2", "1 3"), ("1 5, 2 4", "2 4", "1 5"), ("1 5, 1 3", "1 6", "1 2"),
        // What is taken back of other goods leaves these as they are.
        ("1 5", "3 5", "1 5"),
    ])
    func whatWasTakenBackIsTakenOff(moved: String, back: String, left: String) {
        #expect(text(movements(moved).without(takenBack: movements(back).map(\.reversed))) == left)
    }

    @Test(arguments: [
        // All of it, a part of it, over several postings, and more than there is.
        (nil, "1: 1 5 / 9 5; 2: 1 3 / 9 3"), (2 as Int64?, "1: 1 2 / 9 2"), (7, "1: 1 5 / 9 5; 2: 1 2 / 9 2"), (9, ""),
    ])
    func theGoodsGetAnotherNumberPostingByPosting(quantity: Int64?, corrected: String) {
        let found = Correcting.exchange(
            quantity.map { Quantity(units: $0) }, in: [posting(1, "1 5, 2 7"), posting(2, "1 3")], to: LotID(9),
            entered: .typed
        ) { _, movement in movement.lotID == LotID(1) }
        let told = found.map { "\($0.original.id.rawValue): \(text($0.takenBack)) / \(text($0.instead))" }
        #expect(told.joined(separator: "; ") == corrected)
    }

    @Test func aReversalGoesBackAtItsOwnMoment() {
        let original = posting(4, "1 5, 2 7")
        let reversal = original.reversal(
            of: original.movements, by: ActorID(3), at: Instant(rawValue: 99), reason: "wrong")
        #expect(reversal.happenedAt == original.happenedAt)
        #expect(reversal.reverses == original.id)
        #expect(text(reversal.movements) == "2 7, 1 5")
        #expect(reversal.movements.allSatisfy { $0.from == Self.customer && $0.to == Self.stock })
    }

    private static let lastDay = CalendarDate("2026-05-01")!

    /// R34a, R41: held goods never, `use_by` goods until their last day, others with the correction's reason.
    @Test(
        arguments: [
            (true, .useBy, 0, .blocked(LotNumber(stored: "L"))), (false, .useBy, 0, nil),
            (false, .useBy, 1, .expired(LotNumber(stored: "L"), on: lastDay)), (false, .bestBefore, 1, nil),
        ] as [(Bool, Expiration.Kind, Int, HeldBack.Fault?)])
    func whatMayNotHaveLeftIsNotBookedAsGone(
        isHeld: Bool, kind: Expiration.Kind, daysLate: Int, fault: HeldBack.Fault?
    ) {
        let lot = Lot(
            productID: ProductID(1), kind: .lot, number: LotNumber(stored: "L"),
            dates: LotDates(expiresOn: Self.lastDay))
        var found: HeldBack.Fault?
        do throws(HeldBack.Fault) {
            try HeldBack.check(
                lot, isHeld: isHeld, of: Expiration(isEnabled: true, kind: kind),
                on: Self.lastDay.adding(days: daysLate))
        } catch {
            found = error
        }
        #expect(found == fault)
    }
}

/// Which serials may be one thing (R18), and what a mixture is (R19).
struct RenumberingRuleTests {
    private static let places = ["S": 1, "H": 2, "C": 8, "V": 9] as [Character: Int64]

    /// Entries as `hour VS`; places S and H are ours.
    private func story(_ text: String) -> [Timeline.Entry] {
        text.split(separator: ",").map { part in
            let words = part.split(separator: " ")
            let ends = words[1].map { Spot(LocationID(Self.places[$0]!)) }
            let hour = Int64(words[0])!
            return Timeline.Entry(
                happenedAt: Instant(rawValue: hour), postingID: PostingID(hour), quantity: .one, from: ends[0],
                to: ends[1])
        }
    }

    @Test(arguments: [
        // Received and sold under one number, brought back under the other.
        ("1 VS, 2 SC", "3 CS", true), ("1 VS", "", true),
        // Both came in; one left the shelf while the other stood in the shop.
        ("1 VS", "2 VS", false), ("1 VS, 3 SH", "2 SC", false),
    ])
    func twoSerialsMayBeOneThing(one: String, other: String, may: Bool) {
        var isPossible = true
        do throws(RenumberingFault) {
            try Renumbering.checkJoin(kind: .serial, story(one) + story(other)) { $0.rawValue <= 2 }
        } catch {
            isPossible = false
        }
        #expect(isPossible == may)
    }

    @Test func lotsMayAlwaysBeJoined() throws {
        try Renumbering.checkJoin(kind: .lot, story("1 VS, 2 VS")) { $0.rawValue <= 2 }
    }

    @Test func aMixtureIsAsOldAsItsOldestPart() {
        let early = LotDates(expiresOn: CalendarDate("2026-05-01"), removalOn: nil, typed: .expiry)
        let late = LotDates(expiresOn: CalendarDate("2026-06-01"), removalOn: CalendarDate("2026-05-20"))
        let mixed = LotDates.earliest(of: [late, early])
        #expect(mixed.expiresOn == CalendarDate("2026-05-01"))
        #expect(mixed.removalOn == CalendarDate("2026-05-20"))
        #expect(mixed.typed == .expiry)
    }
}
