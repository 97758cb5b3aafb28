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
        } else if let alike = decision.newNumber(like: entry, of: line.product.id, numberKind) {
            decideAlike(alike, share, numberKind, line, facts, &decision)
            return
        }
        create(entry.number, share, numberKind, line, facts, &decision)
    }

    /// Two new numbers of one document that a reader would confuse: asks as well, or a slip makes two lots of one (R10).
    private func decideAlike(
        _ alike: LotNumber, _ share: LineNumbers.Share, _ numberKind: LotKind, _ line: LineToDo, _ facts: NumberFacts,
        _ decision: inout Decision
    ) {
        let entry = share.entry
        let answer = decision.ask(
            line.questionID(entry, "number_like"), "number_like_existing",
            "“\(entry.number)” looks like “\(alike)”, which stands here too. Is it a new number or the same one?",
            ["new", "existing"], given: context.answers)
        switch answer {
        case "new": create(entry.number, share, numberKind, line, facts, &decision)
        case "existing" where numberKind == .serial:
            decision.faults.append(
                Fault(
                    entry.pointer, "serial_twice",
                    "Serial “\(alike)” of \(line.product.sku) stands here already. Leave “\(entry.number)” out."))
        case "existing": create(alike, share, numberKind, line, facts, &decision)
        default: break
        }
    }

    /// Brings a number into the world with its dates, once they are believed.
    func create(
        _ number: LotNumber, _ share: LineNumbers.Share, _ numberKind: LotKind, _ line: LineToDo,
        _ facts: NumberFacts, _ decision: inout Decision
    ) {
        let entry = share.entry
        let identity = LotIdentity(product: line.product.id, kind: numberKind, number: number)
        if let planned = decision.newLot(identity) {
            decidePlannedLot(planned, share, line, facts, &decision)
            return
        }
        guard hasItsDate(entry, line, facts, &decision), datesAreBelieved(entry, line, &decision) else { return }
        var dates = LotDates(
            typedExpiry: entry.expiresOn, productionDate: entry.productionDate, of: line.product.expiration,
            on: context.day)
        var batch: PlannedLot?
        if numberKind == .serial, let batchNumber = entry.batch {
            let found = plannedBatch(batchNumber, dates, line, facts, &decision)
            if found.dates.differ(from: entry, of: line.product) {
                decision.faults.append(entry.otherDaysThanItsLot)
                return
            }
            batch = found.lot
            dates = found.dates
        }
        decision.create(
            PlannedNewLot(
                identity: identity, dates: dates, batch: batch, marks: entry.isUnknown ? .numberUnknown : []))
        if !entry.isUnknown { decision.rememberLikeness(of: identity) }
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

extension NumberEntry {
    /// Of a serial that came with other days than its lot has (R12).
    fileprivate var otherDaysThanItsLot: Fault {
        Fault(
            pointer + "/lot", "days_of_batch",
            "“\(number)” came with other dates than its lot “\(batch?.text ?? "")” has, and takes those of its lot. Leave "
                + "its dates out, or name another lot.")
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
