/// What a partner holds of each number, net of his own returns.
public struct HeldGoods: Sendable {
    public var inAll: [LotID: Quantity]
    /// What one delivery brought him, when a return names it.
    public var ofDelivery: [LotID: Quantity]?

    public init(_ inAll: [LotID: Quantity] = [:], ofDelivery: [LotID: Quantity]? = nil) {
        self.inAll = inAll
        self.ofDelivery = ofDelivery
    }
}

/// What a customer's return brings back (R27). It may create numbers (R6), after asking.
public struct Returning: Sendable {
    let context: DoingContext
    /// The place of customers.
    let source: Spot
    let destination: Spot
    /// Through which goods change an old number for one of the present level; nil where no level was changed (R7a).
    let numbering: Spot?

    public init(_ context: DoingContext, from source: Spot, to destination: Spot, renumberedAt numbering: Spot? = nil) {
        self.context = context
        self.source = source
        self.destination = destination
        self.numbering = numbering
    }

    /// Adds what the line moves, or why it cannot.
    ///
    /// - Parameter held: what the partner holds of each known number, net of his own returns.
    public func decide(
        _ line: LineToDo, _ facts: NumberFacts, held: HeldGoods, into decision: inout Decision
    ) {
        let line = takeOldNumbers(of: line, facts, held, &decision)
        if line.done == .zero, line.entries.isEmpty { return }
        switch LineNumbers.shares(
            of: line.entries, tracking: line.product.tracking, done: line.done, mayBeFewer: false)
        {
        case .failure(let faults):
            decision.faults += faults.list.map { $0.fault(line: line.pointer, product: line.product) }
        case .success(let shares):
            guard let kind = line.product.tracking.numberKind else {
                decision.movements.append(movement(line, nil, line.done, nil))
                return
            }
            for share in decision.naming(shares, of: line.product, from: context.ownNumbers) {
                decide(share, kind, line, facts, held, &decision)
            }
        }
    }

    private func decide(
        _ share: LineNumbers.Share, _ kind: LotKind, _ line: LineToDo, _ facts: NumberFacts,
        _ held: HeldGoods, _ decision: inout Decision
    ) {
        switch decision.meaning(of: share.entry, on: line, facts, given: context.answers) {
        case nil: return
        case .known(let lot)?:
            bringBack(lot, share, line, facts, decision.left(of: lot.id, held, on: line), &decision)
        case .new?:
            // A number of ours stands for one that cannot be read: nobody can have got it, so nobody is asked (R20a).
            let isUnknown = share.entry.isUnknown
            let isFromBefore = decision.takeSoldUnnumbered(share.quantity, of: line.product.id, facts.soldUnnumbered)
            guard isFromBefore || isUnknown || asksOrigin(share, line, has: .zero, &decision) else { return }
            let origin: Lot.Marks = isUnknown ? [.originUnknown, .numberUnknown] : .originUnknown
            let marks = isFromBefore ? .soldBeforeTracking : origin
            let lot = decision.create(share.entry, kind, line, facts, marks: marks, on: context.day)
            decision.movements.append(movement(line, lot, share.quantity, share.entry))
        }
    }

    private func bringBack(
        _ lot: Lot, _ share: LineNumbers.Share, _ line: LineToDo, _ facts: NumberFacts, _ has: Quantity,
        _ decision: inout Decision
    ) {
        let place = facts.whereabouts[lot.id]
        if lot.kind == .serial, let place, place.usage.holdsStock {
            decision.faults.append(
                Fault(
                    share.entry.pointer, "serial_elsewhere",
                    "\(lot.number) is already \(place.inWords(zone: context.zone)). It cannot come back from "
                        + "\(context.partner?.name ?? "a customer")."))
            return
        }
        var back = movement(line, .known(lot.id), share.quantity, share.entry, from: place?.spot)
        if has < share.quantity {
            if lot.kind == .serial, let place, place.usage == .customer, place.partnerID != context.partner?.id {
                guard let answer = askBringer(lot, share, line, place, &decision) else { return }
                if answer == "returned" { back.partnerID = place.partnerID }
            } else if !isSoldBefore(lot, share, line, facts, has: has, &decision),
                !asksOrigin(share, line, has: has, &decision)
            {
                return
            }
        }
        decision.movements.append(back)
        decision.bringBack(share.quantity, of: lot.id, on: line)
    }

    /// Whether what comes back beyond what the partner got under a number is more of what he got without one: the number
    /// was given to such goods when the first of them came back (R7a).
    private func isSoldBefore(
        _ lot: Lot, _ share: LineNumbers.Share, _ line: LineToDo, _ facts: NumberFacts, has: Quantity,
        _ decision: inout Decision
    ) -> Bool {
        guard lot.kind == .lot, lot.marks.contains(.soldBeforeTracking) else { return false }
        let more = share.quantity - max(.zero, has)
        return decision.takeSoldUnnumbered(more, of: line.product.id, facts.soldUnnumbered)
    }

    /// A serial that another customer has: either he sent it, and it is his return, or nobody knows (R11).
    private func askBringer(
        _ serial: Lot, _ share: LineNumbers.Share, _ line: LineToDo, _ place: Whereabouts, _ decision: inout Decision
    ) -> String? {
        decision.ask(
            line.questionID(share.entry, "not_held"), "not_held_by_partner",
            "\(context.partner?.name ?? "This partner") never got “\(serial.number)” of \(line.product.sku): it is "
                + "\(place.inWords(zone: context.zone)). Take it back with unknown origin, or as returned by its holder?",
            ["origin_unknown", "returned"], given: context.answers)
    }

    /// Whether goods that this partner does not hold are to be taken all the same, their origin unknown.
    private func asksOrigin(
        _ share: LineNumbers.Share, _ line: LineToDo, has: Quantity, _ decision: inout Decision
    ) -> Bool {
        decision.askOrigin(share, line, has: has, partner: context.partner, given: context.answers)
    }

    func movement(
        _ line: LineToDo, _ lot: PlannedLot?, _ quantity: Quantity, _ entry: NumberEntry?, from: Spot? = nil
    ) -> PlannedMovement {
        PlannedMovement(
            kind: .customerReturn, productID: line.product.id, lot: lot, quantity: quantity, from: from ?? source,
            to: destination, lineID: line.id, entered: entry?.entered, supplierNumber: nil)
    }
}

extension Decision {
    /// Whether goods that come back under a new number are some that the partner got without one (R7a); then he has so
    /// many fewer.
    mutating func takeSoldUnnumbered(
        _ quantity: Quantity, of product: ProductID, _ held: Quantity
    ) -> Bool {
        let taken = soldUnnumberedTaken[product, default: .zero] + quantity
        if taken > held { return false }
        soldUnnumberedTaken[product] = taken
        return true
    }
}
