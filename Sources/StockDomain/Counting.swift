/// What a count finds different from the book (R25).
public struct Counting: Sendable {
    let context: DoingContext
    /// The place that was counted.
    let place: Location
    /// Where found goods come from and lost ones go.
    let loss: Spot

    public init(_ context: DoingContext, at place: Location, loss: Spot) {
        self.context = context
        self.place = place
        self.loss = loss
    }

    /// Adds the differences of one line. A line says all that is there of its product: numbers that it does not name
    /// are missing.
    ///
    /// - Parameter piles: of the product at this very place.
    public func decide(
        _ line: LineToDo, _ facts: NumberFacts, piles: [Balance], into decision: inout Decision
    ) {
        guard let kind = line.product.tracking.numberKind else {
            countPlain(line, piles, &decision)
            return
        }
        let book = piles.map(\.quantity).sum()
        // "480 of 480" checks serials without their numbers and posts nothing.
        if line.entries.isEmpty, line.done == book { return }
        switch LineNumbers.shares(
            of: line.entries, tracking: line.product.tracking, done: line.done, mayBeFewer: false)
        {
        case .failure(let faults):
            decision.faults += faults.list.map { $0.fault(line: line.pointer, product: line.product) }
        case .success(let shares):
            for share in shares { count(share, kind, line, facts, piles, &decision) }
            let named = Set(shares.compactMap { facts.known[$0.entry.number]?.id })
            for pile in piles where pile.key.lot.map({ !named.contains($0) }) ?? true {
                lose(pile.quantity, of: pile, line, .inferred, &decision)
            }
        }
    }

    private func countPlain(_ line: LineToDo, _ piles: [Balance], _ decision: inout Decision) {
        if let entry = line.entries.first {
            let fault = LineNumbers.Fault.notTracked(at: entry.pointer, entry.number)
            decision.faults.append(fault.fault(line: line.pointer, product: line.product))
            return
        }
        let book = piles.map(\.quantity).sum()
        if line.done > book {
            let key = piles.first?.key.spot ?? Spot(place.id)
            decision.movements.append(movement(line, nil, line.done - book, from: loss, to: key, nil))
        } else {
            var missing = book - line.done
            for pile in piles where missing > .zero {
                let part = min(missing, pile.quantity)
                lose(part, of: pile, line, nil, &decision)
                missing -= part
            }
        }
    }

    private func count(
        _ share: LineNumbers.Share, _ kind: LotKind, _ line: LineToDo, _ facts: NumberFacts, _ piles: [Balance],
        _ decision: inout Decision
    ) {
        guard let lot = facts.known[share.entry.number] else {
            let identity = LotIdentity(product: line.product.id, kind: kind, number: share.entry.number)
            let dates = LotDates(
                typedExpiry: share.entry.expiresOn, productionDate: share.entry.productionDate,
                of: line.product.expiration, on: context.day)
            decision.create(PlannedNewLot(identity: identity, dates: dates))
            decision.movements.append(
                movement(line, .new(identity), share.quantity, from: loss, to: Spot(place.id), share.entry))
            return
        }
        let own = piles.filter { $0.key.lot == lot.id }
        let book = own.map(\.quantity).sum()
        if share.quantity > book {
            find(share.quantity - book, lot, share, line, facts, at: own.first?.key.spot ?? Spot(place.id), &decision)
        } else {
            var missing = book - share.quantity
            for pile in own where missing > .zero {
                let part = min(missing, pile.quantity)
                lose(part, of: pile, line, share.entry.entered, &decision)
                missing -= part
            }
        }
    }

    /// More of a number than the book says: a serial that is booked elsewhere asks and moves.
    private func find(
        _ quantity: Quantity, _ lot: Lot, _ share: LineNumbers.Share, _ line: LineToDo, _ facts: NumberFacts,
        at spot: Spot, _ decision: inout Decision
    ) {
        guard lot.kind == .serial, let whereabouts = facts.whereabouts[lot.id] else {
            decision.movements.append(movement(line, .known(lot.id), quantity, from: loss, to: spot, share.entry))
            return
        }
        if whereabouts.usage != .loss {
            let answer = decision.ask(
                line.questionID(share.entry, "found_elsewhere"), "number_found_elsewhere",
                "\(lot.number) was counted in \(place.code) but is \(whereabouts.inWords(zone: context.zone)). "
                    + "Move it here?", ["move"], given: context.answers)
            if answer == nil { return }
        }
        var move = movement(line, .known(lot.id), quantity, from: whereabouts.spot, to: spot, share.entry)
        if whereabouts.usage.holdsStock { move.kind = .transfer }
        decision.movements.append(move)
    }

    private func lose(
        _ quantity: Quantity, of pile: Balance, _ line: LineToDo, _ entered: Entered?, _ decision: inout Decision
    ) {
        decision.movements.append(
            PlannedMovement(
                kind: .count, productID: line.product.id, lot: pile.key.lot.map(PlannedLot.known), quantity: quantity,
                from: pile.key.spot, to: loss, lineID: line.id, entered: entered))
    }

    private func movement(
        _ line: LineToDo, _ lot: PlannedLot?, _ quantity: Quantity, from: Spot, to: Spot, _ entry: NumberEntry?
    ) -> PlannedMovement {
        PlannedMovement(
            kind: .count, productID: line.product.id, lot: lot, quantity: quantity, from: from, to: to,
            lineID: line.id, entered: entry?.entered)
    }
}
