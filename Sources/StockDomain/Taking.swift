/// What a line takes out of stock: deliveries, transfers, scraps, supplier returns, components of production (R6, R11,
/// R20–R23, R26, R28, R34–R36, R41).
public struct Taking: Sendable {
    let context: DoingContext
    public let kind: PostingKind
    /// The place from which the line takes; places below it count too.
    public let place: Location
    public let destination: Spot
    /// How goods are chosen where no number is named.
    public let removal: Removal

    public init(
        _ context: DoingContext, kind: PostingKind, from place: Location, to destination: Spot,
        by removal: Removal = Removal()
    ) {
        self.context = context
        self.kind = kind
        self.place = place
        self.destination = destination
        var removal = removal
        // What is not released reaches no user, whatever the customer asks (R34a).
        if kind.reachesUsers { removal.limits.releasedOnly = true }
        self.removal = removal
    }

    /// Goods that a line takes, with the entry that named them; nil where the strategy has chosen.
    struct Taken {
        let pick: Pick
        let entry: NumberEntry?
    }

    /// Adds what the line moves, or why it cannot; `stock` loses what was taken, so that lines do not take the same.
    public func decide(_ line: LineToDo, _ facts: NumberFacts, _ stock: inout Stock, into decision: inout Decision) {
        if line.done == .zero { return }
        guard let shares = shares(of: line, &decision) else { return }
        let isNamed = !shares.isEmpty || line.package != nil
        let proposed = kind.reachesUsers && isNamed ? proposal(for: line, stock) : []
        let passed = kind.reachesUsers ? stock.reachable(tracked: line.isTracked) : []
        var taken: [Taken] = []
        for share in shares { taken += take(share, line, facts, &stock, &decision) }
        let rest = line.done - shares.map(\.quantity).sum()
        if rest > .zero {
            if let fault = unnamed(rest, line, stock) {
                decision.faults.append(fault)
            } else {
                taken += takeByStrategy(rest, line, &stock, &decision)
            }
        }
        var movements = movements(of: taken, line, stock, passing: passed)
        if kind.reachesUsers {
            TakingJudgement(self, line, stock).judge(taken, against: proposed, &movements, &decision)
        }
        decision.movements += movements
    }

    private func shares(of line: LineToDo, _ decision: inout Decision) -> [LineNumbers.Share]? {
        switch LineNumbers.shares(
            of: line.entries, tracking: line.product.tracking, done: line.done, mayBeFewer: true)
        {
        case .success(let named): return named
        case .failure(let faults):
            decision.faults += faults.list.map { $0.fault(line: line.pointer, product: line.product) }
            return nil
        }
    }

    /// What the strategy would take for the whole line.
    private func proposal(for line: LineToDo, _ stock: Stock) -> [Pick] {
        removal.picks(
            line.done, from: stock.reachable(tracked: line.isTracked), preferring: stock.proposedBefore(for: line.id))
    }

    /// Whether a pile may leave by this kind of document: what is not released reaches no customer (R34a).
    func mayLeave(_ pile: Balance) -> Bool {
        !kind.reachesUsers || !pile.isBlocked
    }

    /// What could be taken: what stands at the destination already need not go there.
    private func goods(_ reachable: [Balance], for line: LineToDo) -> [Balance] {
        reachable.filter { $0.key.spot != destination && line.reaches($0) }
    }

    // MARK: Named numbers

    private func take(
        _ share: LineNumbers.Share, _ line: LineToDo, _ facts: NumberFacts, _ stock: inout Stock,
        _ decision: inout Decision
    ) -> [Taken] {
        let number = share.entry.number
        guard let lot = facts.known[number] else {
            decision.faults.append(
                Fault(
                    share.entry.pointer, "unknown_number",
                    "\(line.product.sku) has no number “\(number)”. A \(kind.inWords) cannot create one."))
            return []
        }
        let piles = goods(stock.reachable(of: lot.id), for: line).filter { $0.quantity > .zero }
        if lot.kind == .serial, piles.isEmpty {
            takeSerialElsewhere(lot, share, line, facts, &stock, &decision)
            return []
        }
        if kind != .production, !leavesWhole(share.quantity, of: piles, line.product) {
            decision.faults.append(
                Fault(
                    share.entry.pointer, "invalid_value",
                    "\(line.product.sku) is counted in \(line.product.unit) with \(line.product.decimals) decimals; "
                        + "\(share.quantity) of “\(number)” has more."))
            return []
        }
        let want = TakingWant(
            share.quantity, of: "\(line.product.sku) “\(number)”", at: share.entry.pointer,
            question: line.questionID(share.entry, "reserved"))
        let allowed = piles.filter(mayLeave)
        let setAside = stock.setAside(for: line.id, of: allowed)
        let picks = pickInOrder(share.quantity, from: allowed, preferring: setAside)
        return took(picks, want, of: piles, allowed, &stock, &decision).map { Taken(pick: $0, entry: share.entry) }
    }

    /// Whether so much can be taken as the product is counted. Divided over production steps, pieces may no longer be
    /// whole: then what stays must be.
    private func leavesWhole(_ quantity: Quantity, of piles: [Balance], _ product: Product) -> Bool {
        if quantity.fits(decimals: product.decimals) { return true }
        let there = piles.map(\.quantity)
        return (there + [there.sum()]).contains { $0 >= quantity && ($0 - quantity).fits(decimals: product.decimals) }
    }

    /// A serial that is not at the place: one in another place of ours asks, anything else is refused (R11).
    private func takeSerialElsewhere(
        _ serial: Lot, _ share: LineNumbers.Share, _ line: LineToDo, _ facts: NumberFacts, _ stock: inout Stock,
        _ decision: inout Decision
    ) {
        guard let whereabouts = facts.whereabouts[serial.id] else {
            decision.faults.append(
                Fault(
                    share.entry.pointer, "insufficient_stock",
                    "Serial \(serial.number) of \(line.product.sku) has never come in."))
            return
        }
        let whereItIs = whereabouts.inWords(zone: context.zone)
        guard whereabouts.usage == .internal, kind != .delivery, line.package == nil, whereabouts.spot != destination
        else {
            let expected = line.package.map { "package \($0.number)" } ?? place.code
            decision.faults.append(
                Fault(
                    share.entry.pointer, "serial_elsewhere",
                    "\(serial.number) is not in \(expected): it is \(whereItIs)."))
            return
        }
        let answer = decision.ask(
            line.questionID(share.entry, "serial_place"), "serial_other_place",
            "\(serial.number) is not in \(place.code): it is \(whereItIs). Take it from there?", ["take_from_there"],
            given: context.answers)
        if !takeFromOthers(serial, at: whereabouts.spot, share, line, &stock, &decision) || answer == nil { return }
        decision.movements.append(
            PlannedMovement(
                kind: kind, productID: line.product.id, lot: .known(serial.id), quantity: .one, from: whereabouts.spot,
                to: destination, lineID: line.id, entered: share.entry.entered))
    }

    /// Asks before a serial in another place is taken from the document for which it is set aside (R36).
    private func takeFromOthers(
        _ serial: Lot, at spot: Spot, _ share: LineNumbers.Share, _ line: LineToDo, _ stock: inout Stock,
        _ decision: inout Decision
    ) -> Bool {
        let pile = stock.piles(of: serial.id).first { $0.key.spot == spot }
        guard let pile, pile.free <= .zero else { return true }
        let others = GoodsOfOthers(of: [pile], stock, removal, answers: context.answers)
        let want = TakingWant(
            .one, of: "\(line.product.sku) “\(serial.number)”", at: share.entry.pointer,
            question: line.questionID(share.entry, "reserved"))
        return !others.take(.one, want, &stock, &decision).isEmpty
    }

    // MARK: By strategy

    /// What stands against scrapping goods of which nobody has said which they are: no strategy knows what broke (S120).
    ///
    /// What is set aside for a line has numbers, which its document shows; a package says what is in it.
    private func unnamed(_ rest: Quantity, _ line: LineToDo, _ stock: Stock) -> Fault? {
        guard kind.isScrap, line.isTracked, line.package == nil else { return nil }
        let there = goods(stock.reachable(tracked: true), for: line).filter { $0.quantity > .zero }
        let setAside = stock.setAside(for: line.id, of: there).values.sum()
        if there.isEmpty || line.entries.isEmpty && setAside >= rest { return nil }
        return Fault(
            line.pointer + "/numbers", "number_required",
            "Say which \(line.product.tracking.rawValue) of \(line.product.sku) is scrapped: no number is named for "
                + "\(rest.grouped) \(line.product.unit).")
    }

    private func takeByStrategy(
        _ quantity: Quantity, _ line: LineToDo, _ stock: inout Stock, _ decision: inout Decision
    ) -> [Taken] {
        let piles = goods(stock.reachable(tracked: line.isTracked), for: line)
        let setAside = stock.setAside[line.id]?.mapValues(\.quantity) ?? [:]
        let picks = removal.picks(quantity, from: piles, preferring: setAside)
        let want = TakingWant(
            quantity, of: line.product.sku, at: line.pointer + "/quantity", question: line.questionID("reserved"))
        var allowed = piles.filter { removal.limits.objection(to: $0) == nil }.sorted(by: removal.strategy.precedes)
        if removal.isSingleLot { allowed = allowed.filter { $0.key.lot == picks.first?.balance.key.lot } }
        return took(picks, want, of: piles, allowed, &stock, &decision).map { pick in
            Taken(pick: pick, entry: line.named(by: pick.balance, stock.numbers))
        }
    }

    /// The picks, with what is missing taken from other documents where somebody has said so, or nothing and why.
    private func took(
        _ picks: [Pick], _ want: TakingWant, of piles: [Balance], _ allowed: [Balance], _ stock: inout Stock,
        _ decision: inout Decision
    ) -> [Pick] {
        let missing = want.quantity - picks.map(\.quantity).sum()
        if missing <= .zero {
            stock.take(picks)
            return picks
        }
        let before = stock
        stock.take(picks)
        let reserved = GoodsOfOthers(of: stock.current(allowed), stock, removal, answers: context.answers)
        guard reserved.hold(missing) else {
            let got = want.quantity - missing
            decision.faults.append(shortage(of: want, got: got, piles, stock))
            stock = before
            return []
        }
        return picks + reserved.take(missing, want, &stock, &decision)
    }

    // MARK: Movements

    private func movements(
        of taken: [Taken], _ line: LineToDo, _ stock: Stock, passing piles: [Balance]
    ) -> [PlannedMovement] {
        let byStrategy = taken.filter { $0.entry == nil }.map(\.pick)
        let passed = byStrategy.isEmpty ? [] : removal.passedOver(by: taken.map(\.pick), among: piles)
        let telling = WhyTelling(removal, passing: passed) { stock.numbers[$0] }
        return taken.map { goods in
            let pile = goods.pick.balance
            var movement = PlannedMovement(
                kind: kind, productID: line.product.id, lot: pile.key.lot.map(PlannedLot.known),
                quantity: goods.pick.quantity, from: pile.key.spot, to: line.destination(of: pile, destination),
                lineID: line.id,
                entered: goods.entry?.entered ?? (line.isTracked ? .inferred : nil))
            if goods.entry == nil, kind.reachesUsers, line.isTracked {
                movement.why =
                    stock.setAside[line.id]?[pile.id]?.why
                    ?? telling.why(goods.pick)
            }
            return movement
        }
    }

    // MARK: Refusal

    /// Says how much is missing and what holds the rest back, nearest reason first.
    private func shortage(of want: TakingWant, got: Quantity, _ piles: [Balance], _ stock: Stock) -> Fault {
        let there = piles.map(\.quantity).sum()
        let blocked = piles.filter { !mayLeave($0) }.map(\.quantity).sum()
        if blocked > .zero, got + blocked >= want.quantity {
            return Fault(
                want.pointer, "lot_blocked",
                "\(blocked.grouped) of \(want.what) are not released and cannot be \(kind == .production ? "used" : "delivered"); "
                    + "\(got.grouped) are free, \(want.quantity.grouped) are needed.")
        }
        let late = piles.filter { removal.limits.objection(to: $0) == .notThereThen }.map(\.quantity).sum()
        if late > .zero, got + late >= want.quantity {
            return Fault(
                want.pointer, "not_there_then",
                "\(late.grouped) of \(want.what) came in only afterwards: \(got.grouped) could have left then, "
                    + "\(want.quantity.grouped) are needed.")
        }
        let amount = there == .zero ? "There is no \(want.what)" : "Only \(got.grouped) of \(want.what) are free"
        return Fault(
            want.pointer, "insufficient_stock",
            "\(amount) in \(place.code); \(want.quantity.grouped) are needed.\(setAside(of: piles, stock))\(leftOut(of: piles))"
        )
    }

    /// Says how much is reserved, and for whom.
    private func setAside(of piles: [Balance], _ stock: Stock) -> String {
        let holders = Set(piles.flatMap { stock.holders[$0.id] ?? [] }.map(\.document)).sorted()
        if holders.isEmpty { return "" }
        let more = holders.count > Taking.mostHoldersNamed ? " and \(holders.count - Taking.mostHoldersNamed) more" : ""
        let named = holders.prefix(Taking.mostHoldersNamed).joined(separator: ", ")
        return " \(piles.map(\.reserved).sum().grouped) are reserved for \(named)\(more)."
    }

    private static let mostHoldersNamed = 5

    /// Counts what the strategy may not propose, by reason.
    private func leftOut(of piles: [Balance]) -> String {
        var amounts: [Objection: Quantity] = [:]
        for pile in piles {
            if let objection = removal.limits.objection(to: pile) {
                amounts[objection, default: .zero] += pile.quantity
            }
        }
        let parts = Objection.allCases.compactMap { objection in
            amounts[objection].map { "\($0.grouped) \(objection.inWords)" }
        }
        return parts.isEmpty ? "" : " Left out: \(parts.joined(separator: ", "))."
    }
}

/// How much of what is wanted, and where the request says so.
struct TakingWant {
    let quantity: Quantity
    /// The product, or product and number.
    let what: String
    let pointer: String
    /// The id of the question whether reserved goods may be taken.
    let question: String

    init(_ quantity: Quantity, of what: String, at pointer: String, question: String) {
        self.quantity = quantity
        self.what = what
        self.pointer = pointer
        self.question = question
    }
}

extension LineToDo {
    public var isTracked: Bool { product.isTrackedInside }
}

extension Taking {
    /// Whether goods go to a customer or into a product.
    public var reachesUsers: Bool { kind.reachesUsers }
}

extension PostingKind {
    /// Whether goods go to a customer or into a product, so that they must be good (R34, R41).
    public var reachesUsers: Bool { self == .delivery || self == .production }

    /// Whether goods end with it: as waste, as a sample or in our own use (R26).
    public var isScrap: Bool { PostingKind.scraps.contains(self) }

    /// What a scrap may be for.
    public static let scraps: [PostingKind] = [.scrap, .destroyed, .sample, .internalUse]

    /// In the middle of a sentence.
    public var inWords: String {
        switch self {
        case .opening: "opening stock"
        case .customerReturn: "customer return"
        case .supplierReturn: "supplier return"
        case .internalUse: "internal use"
        case .levelChange: "change of level"
        case .numbering: "numbering at delivery"
        case .destroyed: "destruction"
        default: rawValue
        }
    }
}

extension Objection {
    /// After an amount.
    var inWords: String {
        switch self {
        case .blocked: "not released"
        case .notThereThen: "came in later"
        case .expired: "expired"
        case .pastRemoval: "past removal"
        case .tooShortLife: "with too short a life for the customer"
        case .olderThanLast: "older than what the customer got last"
        case .reserved: "reserved"
        case .otherLot: "of other lots"
        }
    }
}
