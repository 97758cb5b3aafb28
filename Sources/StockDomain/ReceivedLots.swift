/// Lots that come in again (R10a).
extension Receiving {
    /// Another delivery under a lot number that exists: asks when the source or the dates differ.
    func decideKnownLot(
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
        case "new":
            if let number = otherNumber(than: lot.number, line.product, facts, &decision) {
                create(number, share, .lot, line, facts, &decision)
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

    /// For goods that only share a number: the product's next own one, else the number with the supplier's code.
    ///
    /// - Returns: nil when the next own number is still to be drawn.
    private func otherNumber(
        than number: LotNumber, _ product: Product, _ facts: NumberFacts, _ decision: inout Decision
    ) -> LotNumber? {
        if product.numbering.isOwn { return decision.nextOwnNumber(of: product.id, from: context.ownNumbers) }
        var count = 1
        while facts.known[number.toldApart(by: context.suffixOfOthers, count)] != nil { count += 1 }
        return number.toldApart(by: context.suffixOfOthers, count)
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
