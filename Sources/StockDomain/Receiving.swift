/// What a receipt line does to the stock (R10, R10a, R11, R12, R20).
public struct Receiving: Sendable {
    let context: DoingContext
    /// The place of suppliers, from where goods come.
    let source: Spot
    let destination: Spot
    /// `receipt`, or `opening` for stock that was there before.
    let kind: PostingKind

    public init(_ context: DoingContext, from source: Spot, to destination: Spot, kind: PostingKind = .receipt) {
        self.context = context
        self.source = source
        self.destination = destination
        self.kind = kind
    }

    /// Adds what the line moves, or why it cannot.
    public func decide(_ line: LineToDo, _ facts: NumberFacts, into decision: inout Decision) {
        if line.done == .zero { return }
        if line.done > line.planned {
            _ = decision.ask(
                line.questionID("more_than_expected"), "more_than_expected",
                "\(line.done.grouped) \(line.product.unit) of \(line.product.sku) came, \(line.planned.grouped) were "
                    + "expected. Take them all in?", ["accept"], given: context.answers)
        }
        switch LineNumbers.shares(
            of: line.entries, tracking: line.product.tracking, done: line.done, mayBeFewer: false)
        {
        case .failure(let faults):
            decision.faults += faults.list.map { $0.fault(line: line.pointer, product: line.product) }
        case .success(let shares):
            guard let numberKind = line.product.tracking.numberKind else {
                decision.movements.append(movement(line, nil, line.done, nil))
                return
            }
            for share in shares { decide(share, numberKind, line, facts, &decision) }
        }
    }

    private func decide(
        _ share: LineNumbers.Share, _ numberKind: LotKind, _ line: LineToDo, _ facts: NumberFacts,
        _ decision: inout Decision
    ) {
        if line.product.expiration.isEnabled, line.product.expiration.isRequired, share.entry.expiresOn == nil,
            facts.known[share.entry.number] == nil
        {
            decision.faults.append(
                Fault(
                    share.entry.pointer + "/expires_on", "expiry_required",
                    "\(line.product.sku) needs an expiry date with each new number."))
            return
        }
        switch (numberKind, facts.known[share.entry.number]) {
        case (.lot, let lot?): decideKnownLot(lot, share, line, facts, &decision)
        case (.serial, let serial?): decideKnownSerial(serial, share, line, facts, &decision)
        case (_, nil): decideUnknown(share, numberKind, line, facts, &decision)
        }
    }

    // MARK: New numbers

    /// A number that the product does not have: asks when it looks like one that it has (R10).
    private func decideUnknown(
        _ share: LineNumbers.Share, _ numberKind: LotKind, _ line: LineToDo, _ facts: NumberFacts,
        _ decision: inout Decision
    ) {
        let entry = share.entry
        let likeness = NameText.likeness(of: entry.number.text)
        if let alike = facts.alike[likeness]?.first {
            let answer = decision.ask(
                line.questionID(entry, "number_like"), "number_like_existing",
                "“\(entry.number)” looks like “\(alike.number)”, which \(line.product.sku) already has. "
                    + "Is it a new number or the existing one?",
                ["new", "existing"], given: context.answers)
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

    private func create(
        _ number: LotNumber, _ share: LineNumbers.Share, _ numberKind: LotKind, _ line: LineToDo,
        _ facts: NumberFacts, _ decision: inout Decision
    ) {
        let entry = share.entry
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
        if !decision.newLots.contains(where: { $0.identity == identity }) {
            decision.newLots.append(PlannedNewLot(identity: identity, dates: dates, batch: batch))
        }
        decision.movements.append(movement(line, .new(identity), share.quantity, entry))
    }

    /// The lot that a serial belongs to; the serial takes its dates (R12).
    private func plannedBatch(
        _ number: LotNumber, _ dates: LotDates, _ line: LineToDo, _ facts: NumberFacts, _ decision: inout Decision
    ) -> (lot: PlannedLot, dates: LotDates) {
        if let known = facts.batches[number] { return (.known(known.id), known.dates) }
        let identity = LotIdentity(product: line.product.id, kind: .lot, number: number)
        if let planned = decision.newLots.first(where: { $0.identity == identity }) {
            return (.new(identity), planned.dates)
        }
        decision.newLots.append(PlannedNewLot(identity: identity, dates: dates))
        return (.new(identity), dates)
    }

    // MARK: Known numbers

    /// Another delivery under a lot number that exists: asks when the source or the dates differ (R10a).
    private func decideKnownLot(
        _ lot: Lot, _ share: LineNumbers.Share, _ line: LineToDo, _ facts: NumberFacts, _ decision: inout Decision
    ) {
        guard let difference = difference(lot, share.entry, facts.sources[lot.id] ?? [], line.product) else {
            decision.movements.append(movement(line, .known(lot.id), share.quantity, share.entry))
            return
        }
        let answer = decision.ask(
            line.questionID(share.entry, "lot_exists"), difference.code, difference.detail, ["same", "new"],
            given: context.answers)
        switch answer {
        case "same": decision.movements.append(movement(line, .known(lot.id), share.quantity, share.entry))
        case "new": create(apart(lot.number, facts), share, .lot, line, facts, &decision)
        default: break
        }
    }

    private func difference(
        _ lot: Lot, _ entry: NumberEntry, _ sources: [LotSource], _ product: Product
    ) -> (code: String, detail: String)? {
        let ask = "Is it the same lot, or a new one that happens to have this number?"
        if let partner = context.partner, !sources.isEmpty, !sources.contains(where: { $0.partnerID == partner.id }) {
            return (
                "lot_exists_other_supplier",
                "\(product.sku) already has lot “\(lot.number)”, from another supplier than \(partner.code). \(ask)"
            )
        }
        let numbers = Set(sources.compactMap(\.supplierNumber))
        if let theirs = entry.supplierNumber, !numbers.isEmpty, !numbers.contains(theirs) {
            return (
                "lot_exists_other_supplier_number",
                "Lot “\(lot.number)” of \(product.sku) came under the supplier's number "
                    + "“\(numbers.sorted().joined(separator: "”, “"))”, not “\(theirs)”. \(ask)"
            )
        }
        let otherExpiry = entry.expiresOn.map { lot.dates.expiresOn != $0 } ?? false
        let otherProduction = entry.productionDate.map { lot.dates.productionDate != $0 } ?? false
        if product.expiration.isEnabled && otherExpiry || otherProduction {
            return (
                "lot_exists_other_dates",
                "Lot “\(lot.number)” of \(product.sku) has other dates than those given here. \(ask)"
            )
        }
        return nil
    }

    /// The typed number with the supplier's code, for goods that only share a number.
    private func apart(_ number: LotNumber, _ facts: NumberFacts) -> LotNumber {
        let base = number.text + "-" + (context.partner?.code ?? "2")
        var candidate = LotNumber(stored: base)
        var count = 2
        while facts.known[candidate] != nil {
            candidate = LotNumber(stored: "\(base)-\(count)")
            count += 1
        }
        return candidate
    }

    /// A serial that exists: one of ours cannot come in again; one that is elsewhere asks how it comes (R11).
    private func decideKnownSerial(
        _ serial: Lot, _ share: LineNumbers.Share, _ line: LineToDo, _ facts: NumberFacts, _ decision: inout Decision
    ) {
        guard let place = facts.whereabouts[serial.id] else {
            decision.movements.append(movement(line, .known(serial.id), .one, share.entry))
            return
        }
        let whereItIs = place.inWords(zone: context.zone)
        switch place.usage {
        case .supplier, .opening:
            decision.movements.append(movement(line, .known(serial.id), .one, share.entry, from: place.spot))
        case .internal, .transit, .view:
            decision.faults.append(
                Fault(
                    share.entry.pointer, "serial_elsewhere",
                    "\(serial.number) is already \(whereItIs). Scan another number or open that document."))
        case .customer, .production, .scrap, .loss:
            let answer = decision.ask(
                line.questionID(share.entry, "serial_elsewhere"), "serial_elsewhere",
                "\(serial.number) is \(whereItIs). How does it come in?", choices(for: place.usage),
                given: context.answers)
            guard let answer else { return }
            var back = movement(line, .known(serial.id), .one, share.entry, from: place.spot)
            if answer == "returned" {
                back.kind = .customerReturn
                back.partnerID = place.partnerID
            }
            decision.movements.append(back)
        }
    }

    private func choices(for usage: LocationUsage) -> [String] {
        switch usage {
        case .customer: ["returned", "bought_back"]
        case .production: ["taken_out"]
        default: ["found"]
        }
    }

    private func movement(
        _ line: LineToDo, _ lot: PlannedLot?, _ quantity: Quantity, _ entry: NumberEntry?, from: Spot? = nil
    ) -> PlannedMovement {
        PlannedMovement(
            kind: kind, productID: line.product.id, lot: lot, quantity: quantity, from: from ?? source,
            to: destination, lineID: line.id, entered: entry?.entered, supplierNumber: entry?.supplierNumber)
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
