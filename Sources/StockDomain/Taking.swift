/// What a line takes out of stock: deliveries, transfers, scraps, supplier returns (R6, R11, R20–R22, R26, R28).
public struct Taking: Sendable {
    let context: DoingContext
    let kind: PostingKind
    /// The place from which the line takes; places below it count too.
    public let place: Location
    let destination: Spot

    public init(_ context: DoingContext, kind: PostingKind, from place: Location, to destination: Spot) {
        self.context = context
        self.kind = kind
        self.place = place
        self.destination = destination
    }

    /// The stock that a line may take from.
    public struct Stock: Sendable {
        /// Piles of the product at the place and below, oldest first, without what this document has reserved.
        public var piles: [Balance]
        /// What other documents have set aside, by pile.
        public var reservedFor: [Int64: [String]]
        /// What was set aside for lines of this document, by line: taken before anything else.
        public var setAside: [LineID: [Int64: Quantity]]

        public init(
            piles: [Balance] = [], reservedFor: [Int64: [String]] = [:], setAside: [LineID: [Int64: Quantity]] = [:]
        ) {
            self.piles = piles
            self.reservedFor = reservedFor
            self.setAside = setAside
        }
    }

    /// Adds what the line moves, or why it cannot; `stock` loses what was taken, so that lines do not take the same.
    public func decide(_ line: LineToDo, _ facts: NumberFacts, _ stock: inout Stock, into decision: inout Decision) {
        if line.done == .zero { return }
        let shares: [LineNumbers.Share]
        switch LineNumbers.shares(
            of: line.entries, tracking: line.product.tracking, done: line.done, mayBeFewer: true)
        {
        case .failure(let faults):
            decision.faults += faults.list.map { $0.fault(line: line.pointer, product: line.product) }
            return
        case .success(let named): shares = named
        }
        for share in shares { take(share, line, facts, &stock, &decision) }
        let rest = line.done - shares.map(\.quantity).sum()
        if rest > .zero { takeOldest(rest, line, &stock, &decision) }
    }

    /// Whether a pile may leave by this kind of document: blocked places hold back what would reach a customer (R34a).
    private func mayLeave(_ pile: Balance) -> Bool {
        kind != .delivery || !pile.isBlocked
    }

    // MARK: Named numbers

    private func take(
        _ share: LineNumbers.Share, _ line: LineToDo, _ facts: NumberFacts, _ stock: inout Stock,
        _ decision: inout Decision
    ) {
        let number = share.entry.number
        guard let lot = facts.known[number] else {
            decision.faults.append(
                Fault(
                    share.entry.pointer, "unknown_number",
                    "\(line.product.sku) has no number “\(number)”. A \(kind.inWords) cannot create one."))
            return
        }
        let piles = stock.piles.filter { $0.key.lot == lot.id && $0.quantity > .zero }
        if lot.kind == .serial, piles.isEmpty {
            takeSerialElsewhere(lot, share, line, facts, &decision)
            return
        }
        let picks = pickInOrder(share.quantity, from: piles.filter(mayLeave))
        let got = picks.map(\.quantity).sum()
        if got < share.quantity {
            decision.faults.append(
                shortage(
                    of: share.quantity, got: got, piles, "\(line.product.sku) “\(number)”", share.entry.pointer, stock))
            return
        }
        add(picks, line, share.entry.entered, &stock, &decision)
    }

    /// A serial that is not at the place: one in another place of ours asks, anything else is refused (R11).
    private func takeSerialElsewhere(
        _ serial: Lot, _ share: LineNumbers.Share, _ line: LineToDo, _ facts: NumberFacts, _ decision: inout Decision
    ) {
        guard let whereabouts = facts.whereabouts[serial.id] else {
            decision.faults.append(
                Fault(
                    share.entry.pointer, "insufficient_stock",
                    "Serial \(serial.number) of \(line.product.sku) has never come in."))
            return
        }
        let whereItIs = whereabouts.inWords(zone: context.zone)
        guard whereabouts.usage == .internal, kind != .delivery else {
            decision.faults.append(
                Fault(
                    share.entry.pointer, "serial_elsewhere",
                    "\(serial.number) is not in \(place.code): it is \(whereItIs)."))
            return
        }
        let answer = decision.ask(
            line.questionID(share.entry, "serial_place"), "serial_other_place",
            "\(serial.number) is not in \(place.code): it is \(whereItIs). Take it from there?", ["take_from_there"],
            given: context.answers)
        if answer == nil { return }
        decision.movements.append(
            PlannedMovement(
                kind: kind, productID: line.product.id, lot: .known(serial.id), quantity: .one, from: whereabouts.spot,
                to: destination, lineID: line.id, entered: share.entry.entered))
    }

    // MARK: By strategy

    private func takeOldest(
        _ quantity: Quantity, _ line: LineToDo, _ stock: inout Stock, _ decision: inout Decision
    ) {
        let isTracked = line.product.tracking != .none
        let piles = stock.piles.filter { ($0.key.lot != nil) == isTracked }
        let picks = pickInOrder(quantity, from: piles.filter(mayLeave), preferring: stock.setAside[line.id] ?? [:])
        let got = picks.map(\.quantity).sum()
        if got < quantity {
            decision.faults.append(
                shortage(of: quantity, got: got, piles, line.product.sku, line.pointer + "/quantity", stock))
            return
        }
        add(picks, line, isTracked ? .inferred : nil, &stock, &decision)
    }

    private func add(
        _ picks: [Pick], _ line: LineToDo, _ entered: Entered?, _ stock: inout Stock, _ decision: inout Decision
    ) {
        for pick in picks {
            decision.movements.append(
                PlannedMovement(
                    kind: kind, productID: line.product.id, lot: pick.balance.key.lot.map(PlannedLot.known),
                    quantity: pick.quantity, from: pick.balance.key.spot, to: destination, lineID: line.id,
                    entered: entered))
            stock.take(pick)
        }
    }

    // MARK: Refusal

    /// Says how much is missing and what holds the rest back, nearest reason first.
    private func shortage(
        of wanted: Quantity, got: Quantity, _ piles: [Balance], _ what: String, _ pointer: String, _ stock: Stock
    ) -> Fault {
        let there = piles.map(\.quantity).sum()
        let blocked = piles.filter { !mayLeave($0) }.map(\.quantity).sum()
        if blocked > .zero, got + blocked >= wanted {
            return Fault(
                pointer, "lot_blocked",
                "\(blocked.grouped) of \(what) stand in a blocked place and cannot be delivered; "
                    + "\(got.grouped) are free, \(wanted.grouped) are needed.")
        }
        let holders = Set(piles.filter { $0.reserved > .zero }.flatMap { stock.reservedFor[$0.id] ?? [] }).sorted()
        let reserved = holders.isEmpty ? "" : " The rest is reserved for \(holders.joined(separator: ", "))."
        let amount = there == .zero ? "There is no \(what)" : "Only \(got.grouped) of \(what) are free"
        return Fault(
            pointer, "insufficient_stock", "\(amount) in \(place.code); \(wanted.grouped) are needed.\(reserved)")
    }
}

extension Taking.Stock {
    /// What is left after a pick.
    mutating func take(_ pick: Pick) {
        guard let index = piles.firstIndex(where: { $0.id == pick.balance.id }) else { return }
        piles[index].quantity -= pick.quantity
    }
}

extension PostingKind {
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
