/// Numbers that the product does not have yet (R10, R12).
extension Receiving {
    /// Asks when the number looks like one that the product has (R10).
    func decideUnknown(
        _ share: LineNumbers.Share, _ numberKind: LotKind, _ line: LineToDo, _ facts: NumberFacts,
        _ decision: inout Decision
    ) {
        let entry = share.entry
        // Our own numbers were looked at when they were drawn.
        let alike = entry.isUnknown ? nil : facts.alike[NameText.likeness(of: entry.number.text)]?.first
        if let alike {
            let answer = decision.askLikeness(entry, alike, line, given: context.answers)
            guard let answer else { return }
            if answer == "existing" {
                var same = share
                same.entry.number = alike.number
                decide(same, numberKind, line, facts.adding(alike), &decision)
                return
            }
        }
        create(entry.number, share, numberKind, line, facts, &decision)
    }

    /// Brings a number into the world with its dates, once they are believed.
    func create(
        _ number: LotNumber, _ share: LineNumbers.Share, _ numberKind: LotKind, _ line: LineToDo,
        _ facts: NumberFacts, _ decision: inout Decision
    ) {
        let entry = share.entry
        guard hasItsDate(entry, line, facts, &decision), datesAreBelieved(entry, line, &decision) else { return }
        let identity = LotIdentity(product: line.product.id, kind: numberKind, number: number)
        var dates = LotDates(
            typedExpiry: entry.expiresOn, productionDate: entry.productionDate, of: line.product.expiration,
            on: context.day)
        var batch: PlannedLot?
        if numberKind == .serial, let batchNumber = entry.batch {
            let found = plannedBatch(batchNumber, dates, line, facts, &decision)
            batch = found.lot
            dates = found.dates
        }
        decision.create(
            PlannedNewLot(
                identity: identity, dates: dates, batch: batch, marks: entry.isUnknown ? .numberUnknown : []))
        decision.movements.append(movement(line, .new(identity), share.quantity, entry))
    }

    /// The lot that a serial belongs to; the serial takes its dates (R12).
    func plannedBatch(
        _ number: LotNumber, _ dates: LotDates, _ line: LineToDo, _ facts: NumberFacts, _ decision: inout Decision
    ) -> (lot: PlannedLot, dates: LotDates) {
        if let known = facts.batches[number] { return (.known(known.id), known.dates) }
        let identity = LotIdentity(product: line.product.id, kind: .lot, number: number)
        if let planned = decision.newLot(identity) { return (.new(identity), planned.dates) }
        decision.create(PlannedNewLot(identity: identity, dates: dates))
        return (.new(identity), dates)
    }
}

extension NumberFacts {
    /// The same with one more number known by its exact text.
    fileprivate func adding(_ lot: Lot) -> NumberFacts {
        var facts = self
        facts.known[lot.number] = lot
        return facts
    }
}
