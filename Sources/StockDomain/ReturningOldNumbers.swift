/// Units that left before their product's level was changed come back under their old number (R7a).
///
/// In one posting the old number goes from its customer to the place *Numbering*, and from there the goods go on under
/// a number of the present level, or without one: the old number is an ancestor of the new.
extension Returning {
    /// Adds what the line's old numbers move.
    ///
    /// - Returns: what is left of the line, without them.
    func takeOldNumbers(
        of line: LineToDo, _ facts: NumberFacts, _ held: HeldGoods, _ decision: inout Decision
    ) -> LineToDo {
        if facts.ofOldLevel.isEmpty { return line }
        var rest = line
        rest.entries = []
        for entry in line.entries {
            guard let old = facts.oldNumber(of: entry), let numbering else {
                rest.entries.append(entry)
                continue
            }
            let quantity = quantity(of: entry, old, among: line)
            rest.done -= min(rest.done, quantity)
            let back = OldReturn(entry: entry, old: old, quantity: quantity, numbering: numbering)
            bringBack(back, line, facts, has: decision.left(of: old.id, held, on: line), &decision)
        }
        return rest
    }

    /// An old number with what comes back under it.
    private struct OldReturn {
        let entry: NumberEntry
        let old: Lot
        let quantity: Quantity
        let numbering: Spot
    }

    /// A serial is one unit, a new serial of an old lot too; an old lot without quantity takes the rest of the line.
    private func quantity(of entry: NumberEntry, _ old: Lot, among line: LineToDo) -> Quantity {
        if old.kind == .serial { return .one }
        if let told = entry.quantity { return told }
        if !entry.isUnknown, entry.number != old.number { return .one }
        let others = line.entries.filter { $0.pointer != entry.pointer }.map {
            $0.quantity ?? (line.product.tracking == .serial && !$0.isUnknown ? .one : .zero)
        }
        return max(.zero, line.done - others.sum())
    }

    private func bringBack(
        _ back: OldReturn, _ line: LineToDo, _ facts: NumberFacts, has: Quantity, _ decision: inout Decision
    ) {
        let place = facts.whereabouts[back.old.id]
        if let place, place.usage.holdsStock || place.spot == back.numbering {
            decision.faults.append(
                Fault(
                    back.entry.pointer, "serial_elsewhere",
                    "\(back.old.number) is already \(place.inWords(zone: context.zone)). It cannot come back from "
                        + "\(context.partner?.name ?? "a customer")."))
            return
        }
        if line.product.tracking == .none, facts.held.contains(back.old.id) {
            decision.faults.append(
                Fault(
                    back.entry.pointer, "lot_blocked",
                    "“\(back.old.number)” of \(line.product.sku) is not released, and goods without number cannot be "
                        + "held. Release it first, or track the product again."))
            return
        }
        let share = LineNumbers.Share(entry: back.entry, quantity: back.quantity)
        if has < back.quantity,
            !decision.askOrigin(share, line, has: has, partner: context.partner, given: context.answers)
        {
            return
        }
        let news = newNumbers(of: back, line, &decision)
        guard !news.isEmpty else { return }
        var gone = movement(line, .known(back.old.id), back.quantity, back.entry, from: place?.spot)
        gone.to = back.numbering
        decision.bringBack(back.quantity, of: back.old.id, on: line)
        for var part in [gone] + news {
            part.oldNumber = back.old.id
            decision.movements.append(part)
        }
    }

    /// Under what the goods go on: serials of the old lot, a lot called as the old serial was, or nothing.
    ///
    /// - Returns: nothing when numbers of our own are still to be drawn.
    private func newNumbers(
        of back: OldReturn, _ line: LineToDo, _ decision: inout Decision
    ) -> [PlannedMovement] {
        switch line.product.tracking {
        case .none: return [movement(line, nil, back.quantity, nil, from: back.numbering)]
        case .lot:
            return [numbered(back.old.number, .lot, back.quantity, back, line, &decision)]
        case .serial where !back.quantity.isWhole:
            decision.faults.append(
                LineNumbers.Fault.serialsNeedWholeUnits(back.quantity).fault(line: line.pointer, product: line.product))
            return []
        case .serial where back.quantity > Quantity(units: Int64(NumberRun.most)):
            decision.faults.append(
                LineNumbers.Fault.tooManyOwnNumbers(back.quantity).fault(line: line.pointer, product: line.product))
            return []
        case .serial:
            let isNamed = !back.entry.isUnknown && back.entry.number != back.old.number
            return (0..<back.quantity.wholeUnits).compactMap { _ in
                let number =
                    isNamed
                    ? back.entry.number : decision.nextOwnNumber(of: line.product.id, from: context.ownNumbers)
                return number.map { numbered($0, .serial, .one, back, line, &decision) }
            }
        }
    }

    private func numbered(
        _ number: LotNumber, _ kind: LotKind, _ quantity: Quantity, _ back: OldReturn, _ line: LineToDo,
        _ decision: inout Decision
    ) -> PlannedMovement {
        let identity = LotIdentity(product: line.product.id, kind: kind, number: number)
        decision.create(
            PlannedNewLot(
                identity: identity, dates: back.old.dates, batch: kind == .serial ? .known(back.old.id) : nil))
        var entry = back.entry
        if number != entry.number { entry.entered = .generated }
        return movement(line, .new(identity), quantity, entry, from: back.numbering)
    }
}

extension NumberFacts {
    /// The number of another level that an entry means: its own, or the old lot of a new serial.
    fileprivate func oldNumber(of entry: NumberEntry) -> Lot? {
        if known[entry.number] != nil { return nil }
        if !entry.isUnknown, let old = ofOldLevel[entry.number] { return old }
        return entry.batch.flatMap { ofOldLevel[$0] }
    }
}
