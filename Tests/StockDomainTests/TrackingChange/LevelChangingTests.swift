import StockDomain
import Testing

/// What a guided change does with the stock of a place, as tables (R7).
struct LevelChangingTests {
    /// From, to, piles as `number quantity`, numbers given as `number=quantity<old`, and what comes of it: `-` for plain
    /// goods, steps as `old + old → new`, differences with a sign.
    @Test(arguments: [
        (Tracking.none, Tracking.lot, ["- 5"], ["A=3", "B=2"], ["- 5 → A 3 + B 2"]),
        (.none, .lot, ["- 5"], ["A=3"], ["- -2", "- 3 → A 3"]),
        (.none, .serial, ["- 2"], ["S1", "S2", "S3"], ["- +1", "- 3 → S1 1 + S2 1 + S3 1"]),
        (.none, .lot, [], ["A=3"], ["- +3", "- 3 → A 3"]),
        (.lot, .serial, ["L1 2"], ["S1", "S2"], ["L1 2 → S1 1 + S2 1"]),
        (.lot, .serial, ["L1 2", "L2 1"], ["S1<L1", "S2<L2"], ["L1 -1", "L1 1 → S1 1", "L2 1 → S2 1"]),
        (.lot, .serial, [], ["S1"], ["S1 +1"]),
        (.lot, .serial, ["- 1", "L1 1"], ["S1", "S2<L1"], ["- 1 → S1 1", "L1 1 → S2 1"]),
        (.serial, .lot, ["S1 1", "S2 1"], ["A=2"], ["S1 1 + S2 1 → A 2"]),
        (.serial, .lot, ["S1 1", "S2 1"], ["A=1"], ["S1 1 + S2 1 → A 2", "A -1"]),
        (.serial, .lot, ["S1 1"], ["A=2"], ["S1 1 → A 1", "A +1"]),
        (.serial, .lot, ["S1 1", "S2 1"], [], ["S1 -1", "S2 -1"]),
        (.serial, .lot, ["S1 1", "S2 1"], ["A=1<S2", "B=1"], ["S2 1 → A 1", "S1 1 → B 1"]),
        (.serial, .lot, ["S1 1", "S2 1"], ["A=1", "B=1"], ["S1 1 + S2 1 → A 1 + B 1"]),
        (.lot, .none, ["L1 2", "L2 1"], [], ["L1 2 → - 2", "L2 1 → - 1"]),
        (.lot, .lot, ["L1 2", "- 4"], ["A=4"], ["- 4 → A 4"]),
        (.serial, .serial, ["S1 1", "- 2"], ["S2"], ["- -1", "- 1 → S2 1"]),
    ])
    func goodsTakeTheNumbersThatWereFound(
        from: Tracking, to: Tracking, piles: [String], given: [String], expected: [String]
    ) throws {
        let story = ChangeStory(from, to, piles, given)
        #expect(try story.told() == expected)
    }

    /// What stands against a change.
    @Test(arguments: [
        (Tracking.lot, Tracking.serial, ["L1 1", "L2 1"], ["S1"], "from_lot_required"),
        (.lot, .serial, ["L1 1"], ["S1<L9"], "unknown_number"),
        (.serial, .lot, ["S1 1"], ["A=1<S9"], "unknown_number"),
        (.none, .serial, ["- 2"], ["S1", "S1"], "serial_twice"),
        (.none, .serial, ["- 2"], ["S1=2"], "serial_quantity_must_be_one"),
        (.lot, .none, ["L1 2"], ["A"], "product_not_tracked"),
    ])
    func whatCannotBeIsRefused(from: Tracking, to: Tracking, piles: [String], given: [String], code: String) {
        let refusal = #expect(throws: Refusal.self) { try ChangeStory(from, to, piles, given).told() }
        #expect(refusal?.code == code)
    }

    @Test func aDifferenceNeedsAReason() {
        var story = ChangeStory(.none, .lot, ["- 5"], ["A=3"])
        story.reason = nil
        #expect(#expect(throws: Refusal.self) { try story.told() }?.code == "reason_required")
    }

    @Test func heldGoodsCannotLoseTheirNumber() {
        var story = ChangeStory(.lot, .none, ["L1 2"], [])
        story.held = [LotID(10)]
        #expect(#expect(throws: Refusal.self) { try story.told() }?.code == "lot_blocked")
    }

    @Test func datesComeFromTheOldNumberUnlessTyped() throws {
        let early = try #require(CalendarDate("2027-01-01"))
        let late = try #require(CalendarDate("2027-06-01"))
        var story = ChangeStory(.serial, .lot, ["S1 1", "S2 1"], ["A=2"])
        story.dates = [LotID(10): LotDates(expiresOn: late), LotID(11): LotDates(expiresOn: early)]
        #expect(try story.plan().newLots.map(\.dates.expiresOn) == [early])
    }
}

/// One place of one product before a guided change.
private struct ChangeStory {
    private static let spot = Spot(LocationID(1))
    let from: Tracking
    let to: Tracking
    let piles: [String]
    let given: [String]
    var reason: String? = "counted"
    var held: Set<LotID> = []
    var dates: [LotID: LotDates] = [:]

    init(_ from: Tracking, _ to: Tracking, _ piles: [String], _ given: [String]) {
        self.from = from
        self.to = to
        self.piles = piles
        self.given = given
    }

    private func lot(_ index: Int, _ number: Substring) -> Lot? {
        if number == "-" { return nil }
        let id = LotID(Int64(10 + index))
        return Lot(
            id: id, productID: ProductID(1), kind: from == .serial ? .serial : .lot,
            number: LotNumber(stored: String(number)), dates: dates[id] ?? LotDates())
    }

    private var facts: LevelChangeFacts {
        let product = Product(
            id: ProductID(1), sku: "P", name: "P", tracking: from, expiration: Expiration(isEnabled: !dates.isEmpty))
        let now = Instant(rawValue: 0)
        let words = piles.map { $0.split(separator: " ") }
        let lots = words.enumerated().compactMap { lot($0.offset, $0.element[0]) }
        return LevelChangeFacts(
            product: product,
            change: TrackingChange(
                productID: product.id, from: TrackingLevel(from), to: TrackingLevel(to), differenceReason: reason,
                createdAt: now, seenAt: now),
            piles: words.enumerated().map { index, parts in
                Balance(
                    id: Int64(index + 1),
                    key: BalanceKey(product: product.id, lot: lot(index, parts[0])?.id, spot: ChangeStory.spot),
                    quantity: Quantity(parts[1])!, reserved: 0, incomingAt: now, isBlocked: false)
            },
            lots: Dictionary(uniqueKeysWithValues: lots.map { ($0.id, $0) }),
            given: given.enumerated().map { ChangeStory.number($0.element, at: $0.offset) }, held: held,
            places: SpotNames(places: [LocationID(1): "HERE"]), numbering: Spot(LocationID(8)),
            loss: Spot(LocationID(9)), zone: .utc, now: now)
    }

    private static func number(_ text: String, at index: Int) -> ChangeNumber {
        let origin = text.split(separator: "<")
        let parts = origin[0].split(separator: "=")
        return ChangeNumber(
            spot: spot, number: LotNumber(stored: String(parts[0])),
            quantity: parts.count > 1 ? Quantity(parts[1])! : 1,
            fromLot: origin.count > 1 ? LotNumber(stored: String(origin[1])) : nil, enteredAt: Instant(rawValue: 0),
            pointer: "/numbers/\(index)")
    }

    func plan() throws(Refusal) -> LevelChange { try LevelChanging.decide(facts) }

    /// Differences before, steps, differences after.
    func told() throws(Refusal) -> [String] {
        let plan = try plan()
        func difference(_ difference: LevelChange.Difference) -> String {
            "\(name(difference.lot)) \(difference.quantity > .zero ? "+" : "")\(difference.quantity)"
        }
        return plan.before.map(difference)
            + plan.steps.map { step in
                let old = step.consumed.map { "\(name($0.lot.map(PlannedLot.known))) \($0.quantity)" }
                let new = step.produced.map { "\(name($0.lot)) \($0.quantity)" }
                return old.joined(separator: " + ") + " → " + new.joined(separator: " + ")
            } + plan.after.map(difference)
    }

    private func name(_ lot: PlannedLot?) -> String {
        switch lot {
        case .known(let id): facts.lots[id]?.number.text ?? "?"
        case .new(let identity): identity.number.text
        case nil: "-"
        }
    }
}
