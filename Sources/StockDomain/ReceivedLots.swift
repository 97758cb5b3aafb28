/// Lots that come in again (R10a).
extension Receiving {
    /// Another delivery under a lot number that exists: asks when the source or the dates differ.
    func decideKnownLot(
        _ lot: Lot, _ share: LineNumbers.Share, _ line: LineToDo, _ facts: NumberFacts, _ decision: inout Decision
    ) {
        let sources = facts.sources[lot.id] ?? []
        if sources.isEmpty, !datesAreBelieved(share.entry.dated(by: lot), line, &decision) { return }
        guard let difference = difference(lot, share.entry, sources, line.product) else {
            decision.movements.append(movement(line, .known(lot.id), share.quantity, share.entry))
            return
        }
        let answer = decision.ask(
            line.questionID(share.entry, "lot_exists"), difference.code, difference.detail, ["same", "new"],
            given: context.answers)
        switch answer {
        case "same": decision.movements.append(movement(line, .known(lot.id), share.quantity, share.entry))
        case "new":
            if let number = otherNumber(than: lot.number, share.entry, line.product, facts, &decision) {
                create(number, share, .lot, line, facts, &decision)
            }
        default: break
        }
    }

    /// A lot that an earlier entry of the document brings into the world: asks when the dates differ, since only one
    /// of them could be kept (R10a).
    func decidePlannedLot(
        _ planned: PlannedNewLot, _ share: LineNumbers.Share, _ line: LineToDo, _ facts: NumberFacts,
        _ decision: inout Decision
    ) {
        let same = movement(line, .new(planned.identity), share.quantity, share.entry)
        guard planned.dates.differ(from: share.entry, of: line.product), planned.identity.kind == .lot else {
            decision.movements.append(same)
            return
        }
        let number = planned.identity.number
        let answer = decision.ask(
            line.questionID(share.entry, "lot_exists"), "lot_exists_other_dates",
            "Lot “\(number)” of \(line.product.sku) stands here with two different dates. Is it the same lot with the "
                + "dates given first, or a new one that happens to have this number?",
            ["same", "new"], given: context.answers)
        switch answer {
        case "same": decision.movements.append(same)
        case "new":
            if let other = otherNumber(than: number, share.entry, line.product, facts, &decision) {
                create(other, share, .lot, line, facts, &decision)
            }
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
        if lot.dates.differ(from: entry, of: product) {
            return (
                "lot_exists_other_dates",
                "Lot “\(lot.number)” of \(product.sku) has other dates than those given here. \(ask)"
            )
        }
        return nil
    }

    /// For goods that only share a number: the product's next own one, else the number with the supplier's code.
    ///
    /// - Returns: nil when the next own number is still to be drawn.
    private func otherNumber(
        than number: LotNumber, _ entry: NumberEntry, _ product: Product, _ facts: NumberFacts,
        _ decision: inout Decision
    ) -> LotNumber? {
        if product.numbering.isOwn { return decision.nextOwnNumber(of: product.id, from: context.ownNumbers) }
        var count = 1
        while true {
            let other = number.toldApart(by: context.suffixOfOthers, count)
            let planned = decision.newLot(LotIdentity(product: product.id, kind: .lot, number: other))
            let isOfOthers = planned?.dates.differ(from: entry, of: product) ?? (facts.known[other] != nil)
            if !isOfOthers { return other }
            count += 1
        }
    }
}

extension NumberEntry {
    /// The same with the days of a lot that was created before its goods came, where it tells none (R17, R40).
    fileprivate func dated(by lot: Lot) -> NumberEntry {
        var dated = self
        dated.expiresOn = expiresOn ?? lot.dates.expiresOn
        dated.productionDate = productionDate ?? lot.dates.productionDate
        return dated
    }
}

extension LotDates {
    /// Whether an entry tells other days of a lot than these.
    func differ(from entry: NumberEntry, of product: Product) -> Bool {
        let otherExpiry = product.expiration.isEnabled && entry.expiresOn.map { expiresOn != $0 } ?? false
        let otherProduction = entry.productionDate.map { productionDate != $0 } ?? false
        return otherExpiry || otherProduction
    }
}

extension DoingContext {
    /// What is put behind a number that other goods have already: whom these came from.
    public var suffixOfOthers: String { partner?.code ?? "2" }
}

extension LotNumber {
    /// The number of other goods that came under this one: `A-SUP`, then `A-SUP-2`.
    public func toldApart(by suffix: String, _ count: Int) -> LotNumber {
        LotNumber(stored: "\(text)-\(suffix)" + (count > 1 ? "-\(count)" : ""))
    }
}
