/// What a customer's return brings back (R27). It may create numbers (R6), after asking.
public struct Returning: Sendable {
    let context: DoingContext
    /// The place of customers.
    let source: Spot
    let destination: Spot

    public init(_ context: DoingContext, from source: Spot, to destination: Spot) {
        self.context = context
        self.source = source
        self.destination = destination
    }

    /// Adds what the line moves, or why it cannot.
    ///
    /// - Parameter held: what the partner holds of each known number, net of his own returns.
    public func decide(
        _ line: LineToDo, _ facts: NumberFacts, held: [LotID: Quantity], into decision: inout Decision
    ) {
        if line.done == .zero { return }
        switch LineNumbers.shares(
            of: line.entries, tracking: line.product.tracking, done: line.done, mayBeFewer: false)
        {
        case .failure(let faults):
            decision.faults += faults.list.map { $0.fault(line: line.pointer, product: line.product) }
        case .success(let shares):
            if line.product.tracking == .none {
                decision.movements.append(movement(line, nil, line.done, nil))
            }
            for share in shares { decide(share, line, facts, held, &decision) }
        }
    }

    private func decide(
        _ share: LineNumbers.Share, _ line: LineToDo, _ facts: NumberFacts, _ held: [LotID: Quantity],
        _ decision: inout Decision
    ) {
        guard let kind = line.product.tracking.numberKind else { return }
        guard let lot = facts.known[share.entry.number] else {
            if asksOrigin(share, line, has: .zero, &decision) {
                let identity = LotIdentity(product: line.product.id, kind: kind, number: share.entry.number)
                let dates = LotDates(
                    typedExpiry: share.entry.expiresOn, productionDate: share.entry.productionDate,
                    of: line.product.expiration, on: context.day)
                decision.create(PlannedNewLot(identity: identity, dates: dates))
                decision.movements.append(movement(line, .new(identity), share.quantity, share.entry))
            }
            return
        }
        let place = facts.whereabouts[lot.id]
        if lot.kind == .serial, let place, place.usage.holdsStock {
            decision.faults.append(
                Fault(
                    share.entry.pointer, "serial_elsewhere",
                    "\(lot.number) is already \(place.inWords(zone: context.zone)). It cannot come back from "
                        + "\(context.partner?.name ?? "a customer")."))
            return
        }
        let has = held[lot.id] ?? .zero
        if has < share.quantity, !asksOrigin(share, line, has: has, &decision) { return }
        decision.movements.append(movement(line, .known(lot.id), share.quantity, share.entry, from: place?.spot))
    }

    /// Whether goods that this partner does not hold are to be taken all the same, their origin unknown.
    private func asksOrigin(
        _ share: LineNumbers.Share, _ line: LineToDo, has: Quantity, _ decision: inout Decision
    ) -> Bool {
        decision.askOrigin(share, line, has: has, partner: context.partner, given: context.answers)
    }

    private func movement(
        _ line: LineToDo, _ lot: PlannedLot?, _ quantity: Quantity, _ entry: NumberEntry?, from: Spot? = nil
    ) -> PlannedMovement {
        PlannedMovement(
            kind: .customerReturn, productID: line.product.id, lot: lot, quantity: quantity, from: from ?? source,
            to: destination, lineID: line.id, entered: entry?.entered, supplierNumber: nil)
    }
}
