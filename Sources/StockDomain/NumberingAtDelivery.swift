/// Gives goods their numbers as they leave, and takes them off as they come back; inside they are plain quantity (R5).
///
/// In one posting the plain goods go to the place *Numbering*, and each number comes from there and goes on to the
/// customer; a return runs the same way back.
public struct NumberingAtDelivery: Sendable {
    let context: DoingContext
    /// The place of numbering.
    let numbering: Spot
    /// The place of customers.
    let customers: Spot

    public init(_ context: DoingContext, at numbering: Spot, customers: Spot) {
        self.context = context
        self.numbering = numbering
        self.customers = customers
    }

    // MARK: On the way out

    /// Adds the numbers that a delivery line gives, or why it cannot; the plain goods are taken by `Taking`.
    public func give(_ line: LineToDo, _ facts: NumberFacts, into decision: inout Decision) {
        for share in shares(of: line, &decision) { give(share, line, facts, &decision) }
    }

    private func give(
        _ share: LineNumbers.Share, _ line: LineToDo, _ facts: NumberFacts, _ decision: inout Decision
    ) {
        if let lot = facts.known[share.entry.number] {
            giveKnown(lot, share, line, facts, &decision)
        } else if let alike = facts.alike[NameText.likeness(of: share.entry.number.text)]?.first {
            switch decision.askLikeness(share.entry, alike, line, given: context.answers) {
            case "existing":
                var same = share
                same.entry.number = alike.number
                giveKnown(alike, same, line, facts, &decision)
            case "new": giveNew(share, line, facts, &decision)
            default: break
            }
        } else {
            giveNew(share, line, facts, &decision)
        }
    }

    /// A serial that exists is given again only after it has come back; a lot number may be given as often as wanted.
    private func giveKnown(
        _ lot: Lot, _ share: LineNumbers.Share, _ line: LineToDo, _ facts: NumberFacts, _ decision: inout Decision
    ) {
        if lot.kind == .serial, let place = facts.whereabouts[lot.id], place.spot != numbering {
            decision.faults.append(
                Fault(
                    share.entry.pointer, "serial_elsewhere",
                    "\(lot.number) of \(line.product.sku) is \(place.inWords(zone: context.zone)), so no other unit can "
                        + "carry this number. Check the number, or book the return first."))
            return
        }
        send(.known(lot.id), share, line, &decision)
    }

    private func giveNew(
        _ share: LineNumbers.Share, _ line: LineToDo, _ facts: NumberFacts, _ decision: inout Decision
    ) {
        guard let kind = line.product.tracking.numberKind else { return }
        let identity = LotIdentity(product: line.product.id, kind: kind, number: share.entry.number)
        send(.new(identity), share, line, &decision)
        let batch = kind == .serial ? batch(of: share.entry, line, facts, &decision) : nil
        decision.create(
            PlannedNewLot(
                identity: identity, dates: LotDates(productionDate: share.entry.productionDate), batch: batch))
    }

    /// The lot that a new serial belongs to (R12).
    private func batch(
        of entry: NumberEntry, _ line: LineToDo, _ facts: NumberFacts, _ decision: inout Decision
    ) -> PlannedLot? {
        guard let number = entry.batch else { return nil }
        if let known = facts.batches[number] { return .known(known.id) }
        let identity = LotIdentity(product: line.product.id, kind: .lot, number: number)
        decision.create(PlannedNewLot(identity: identity, dates: LotDates()))
        return .new(identity)
    }

    private func send(
        _ lot: PlannedLot, _ share: LineNumbers.Share, _ line: LineToDo, _ decision: inout Decision
    ) {
        decision.movements.append(
            PlannedMovement(
                kind: .delivery, productID: line.product.id, lot: lot, quantity: share.quantity, from: numbering,
                to: customers, lineID: line.id, entered: share.entry.entered))
    }

    // MARK: On the way back

    /// Adds what a customer's return brings: each number off its goods, the goods as plain quantity to `destination`.
    ///
    /// - Parameter held: what the partner holds of each known number, net of his own returns.
    public func takeOff(
        _ line: LineToDo, _ facts: NumberFacts, held: HeldGoods, to destination: Spot,
        into decision: inout Decision
    ) {
        let shares = shares(of: line, &decision)
        if shares.isEmpty { return }
        for share in decision.naming(shares, of: line.product, from: context.ownNumbers) {
            takeOff(share, line, facts, held, &decision)
        }
        decision.movements.append(
            PlannedMovement(
                kind: .customerReturn, productID: line.product.id, quantity: line.done, from: numbering,
                to: destination, lineID: line.id))
    }

    private func takeOff(
        _ share: LineNumbers.Share, _ line: LineToDo, _ facts: NumberFacts, _ held: HeldGoods,
        _ decision: inout Decision
    ) {
        guard let lot = facts.known[share.entry.number] else {
            let isFromBefore = decision.takeSoldUnnumbered(share.quantity, of: line.product.id, facts.soldUnnumbered)
            let isUnknown = share.entry.isUnknown
            guard isFromBefore || isUnknown || asksOrigin(share, line, has: .zero, &decision) else { return }
            let origin: Lot.Marks = isUnknown ? [.numberUnknown, .originUnknown] : .originUnknown
            takeOffUnheard(share, line, marks: isFromBefore ? .soldBeforeTracking : origin, &decision)
            return
        }
        let place = facts.whereabouts[lot.id]
        if let place, place.usage.holdsStock || place.spot == numbering {
            decision.faults.append(
                Fault(
                    share.entry.pointer, "serial_elsewhere",
                    "\(lot.number) of \(line.product.sku) is already \(place.inWords(zone: context.zone)). It cannot "
                        + "come back from \(context.partner?.name ?? "a customer")."))
            return
        }
        let has = decision.left(of: lot.id, held, on: line)
        if has < share.quantity, !asksOrigin(share, line, has: has, &decision) { return }
        decision.movements.append(back(.known(lot.id), share, line, from: place?.spot))
        decision.bringBack(share.quantity, of: lot.id, on: line)
    }

    /// A number that we never gave, one of goods that left without (R7a), or one of ours for goods whose own cannot be
    /// read (R20a): it comes into the world as it is taken off.
    private func takeOffUnheard(
        _ share: LineNumbers.Share, _ line: LineToDo, marks: Lot.Marks, _ decision: inout Decision
    ) {
        guard let kind = line.product.tracking.numberKind else { return }
        let identity = LotIdentity(product: line.product.id, kind: kind, number: share.entry.number)
        decision.create(PlannedNewLot(identity: identity, dates: LotDates(), marks: marks))
        decision.movements.append(back(.new(identity), share, line, from: nil))
    }

    private func back(
        _ lot: PlannedLot, _ share: LineNumbers.Share, _ line: LineToDo, from: Spot?
    ) -> PlannedMovement {
        PlannedMovement(
            kind: .customerReturn, productID: line.product.id, lot: lot, quantity: share.quantity,
            from: from ?? customers, to: numbering, lineID: line.id, entered: share.entry.entered)
    }

    private func asksOrigin(
        _ share: LineNumbers.Share, _ line: LineToDo, has: Quantity, _ decision: inout Decision
    ) -> Bool {
        decision.askOrigin(share, line, has: has, partner: context.partner, given: context.answers)
    }

    // MARK: Numbers of a line

    /// The numbers that a line names, which must be as many as it moves; none after a fault.
    private func shares(of line: LineToDo, _ decision: inout Decision) -> [LineNumbers.Share] {
        if line.done == .zero { return [] }
        switch LineNumbers.shares(
            of: line.entries, tracking: line.product.tracking, done: line.done, mayBeFewer: false)
        {
        case .success(let shares): return shares
        case .failure(let faults):
            decision.faults += faults.list.map { $0.fault(line: line.pointer, product: line.product) }
            return []
        }
    }
}
