/// Decides a guided change: which numbers the goods take, and what differs from the book (R7, R29).
///
/// The numbers given are what is there. What is missing or more at a spot becomes a count difference of the old number
/// that it belongs to; where that cannot be told (one of five serials that become a lot), of the new one.
public struct LevelChanging {
    let facts: LevelChangeFacts
    /// The old numbers of goods that are here, by number.
    let oldLots: [LotNumber: LotID]
    var plan = LevelChange()
    var faults: [Fault] = []
    var steps = ChangeSteps()
    var origins = NumberOrigins()

    private init(_ facts: LevelChangeFacts) {
        self.facts = facts
        let old = facts.concernedPiles.compactMap { $0.key.lot.flatMap { facts.lots[$0] } }
        oldLots = Dictionary(old.map { ($0.number, $0.id) }) { first, _ in first }
    }

    /// - Throws: everything that stands in the way in one refusal; faults before questions.
    public static func decide(_ facts: LevelChangeFacts) throws(Refusal) -> LevelChange {
        var changing = LevelChanging(facts)
        var asking = Decision()
        if let kind = facts.change.to.kindInside {
            let numbers = GivenNumbers(facts, kind: kind)
            changing.faults = numbers.faults
            asking = numbers.asking
            changing.number(numbers.found)
        } else {
            changing.takeNumbersOff()
        }
        asking.faults += changing.faults
        if asking.faults.isEmpty, asking.questions.isEmpty { asking.faults = changing.reasonFaults }
        _ = try asking.settled()
        return changing.plan
    }

    private var reasonFaults: [Fault] {
        guard let first = plan.differences.first, facts.change.differenceReason?.isEmpty ?? true else { return [] }
        let more = plan.differences.count > 1 ? " (and \(plan.differences.count - 1) more)" : ""
        let word = first.quantity > .zero ? "more" : "fewer"
        let amount = first.quantity > .zero ? first.quantity : -first.quantity
        return [
            Fault(
                "/difference_reason", "reason_required",
                "In \(facts.places.inWords(first.spot)) \(amount.grouped) \(facts.product.unit) \(word) have numbers than "
                    + "the book says\(more): a difference needs a reason.")
        ]
    }

    // MARK: No number any more

    /// Numbers end: a step per number, so that a recall of one still says how many units went on without.
    private mutating func takeNumbersOff() {
        faults += facts.given.prefix(1).map { entry in
            let fault = LineNumbers.Fault.notTracked(at: entry.pointer, entry.number)
            return fault.fault(line: "", product: facts.product.changed(to: TrackingLevel(.none)))
        }
        for pile in facts.concernedPiles {
            guard let lot = pile.key.lot else { continue }
            if facts.held.contains(lot) {
                faults.append(
                    Fault(
                        "", "lot_blocked",
                        "“\(facts.lots[lot]?.number.text ?? "")” of \(facts.product.sku) is not released. Goods without "
                            + "number cannot be held: release it, or scrap it, first."))
            }
            let consumed = LevelChange.Consumed(lot: lot, spot: pile.key.spot, quantity: pile.quantity)
            steps.add([consumed], [pile.produced(nil, pile.quantity, .inferred)], of: .source(lot))
        }
        plan.steps = steps.all
    }

    // MARK: New numbers

    private mutating func number(_ numbers: [GivenNumber]) {
        let piles = Dictionary(grouping: facts.concernedPiles, by: \.key.spot)
        let given = Dictionary(grouping: numbers, by: \.given.spot)
        for spot in Set(piles.keys).union(given.keys).sorted() {
            if facts.change.from.kindInside == .serial, facts.change.to.kindInside == .lot {
                join(piles[spot] ?? [], given[spot] ?? [], at: spot)
            } else {
                share(piles[spot] ?? [], given[spot] ?? [], at: spot)
            }
        }
        plan.steps = steps.all
        plan.newLots = newLots()
    }

    private mutating func newLots() -> [PlannedNewLot] {
        origins.all.map { origin in
            let dates = origin.dates(of: facts.product.expiration, in: facts.zone)
            if facts.product.expiration.isEnabled, facts.product.expiration.isRequired, dates.expiresOn == nil {
                faults.append(
                    Fault(
                        origin.pointer + "/expires_on", "expiry_required",
                        "\(facts.product.sku) needs an expiry date with each new number."))
            }
            return PlannedNewLot(identity: origin.identity, dates: dates, batch: origin.batch.map(PlannedLot.known))
        }
    }
}

extension GivenNumber {
    func produced(_ quantity: Quantity, incomingAt: Instant) -> LevelChange.Produced {
        LevelChange.Produced(
            lot: lot, spot: given.spot, quantity: quantity, incomingAt: incomingAt, entered: given.entered)
    }
}

extension Balance {
    func produced(_ lot: PlannedLot?, _ quantity: Quantity, _ entered: Entered) -> LevelChange.Produced {
        LevelChange.Produced(lot: lot, spot: key.spot, quantity: quantity, incomingAt: incomingAt, entered: entered)
    }
}

extension Spot: Comparable {
    /// By place, goods outside packages first.
    public static func < (left: Spot, right: Spot) -> Bool {
        (left.location, left.package?.rawValue ?? 0) < (right.location, right.package?.rawValue ?? 0)
    }
}
