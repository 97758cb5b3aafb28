/// Dates that come with new numbers (R4, R39, R40).
extension Receiving {
    /// Whether a date that the product demands is there; a serial may have that of its lot (R12).
    func hasItsDate(
        _ entry: NumberEntry, _ line: LineToDo, _ facts: NumberFacts, _ decision: inout Decision
    ) -> Bool {
        guard line.product.expiration.isEnabled, line.product.expiration.isRequired, entry.expiresOn == nil else {
            return true
        }
        if let batch = entry.batch, facts.batches[batch]?.dates.expiresOn != nil { return true }
        decision.faults.append(
            Fault(
                entry.pointer + "/expires_on", "expiry_required",
                "\(line.product.sku) needs an expiry date with each new number."))
        return false
    }

    /// Asks about an expiry before production, in the past, or after less than half the usual life; once for all
    /// numbers of the line with the same dates.
    func datesAreBelieved(_ entry: NumberEntry, _ line: LineToDo, _ decision: inout Decision) -> Bool {
        guard line.product.expiration.isEnabled, let expiry = entry.expiresOn,
            let doubt = doubt(expiry, entry.productionDate, line.product)
        else { return true }
        let first =
            line.entries.first { $0.expiresOn == expiry && $0.productionDate == entry.productionDate } ?? entry
        let answer = decision.ask(
            line.questionID(first, "date_doubtful"), "date_doubtful",
            "“\(first.number)” of \(line.product.sku) would expire on \(expiry.inWords): \(doubt). Keep the date?",
            ["keep"], given: context.answers)
        return answer != nil
    }

    private func doubt(_ expiry: CalendarDate, _ produced: CalendarDate?, _ product: Product) -> String? {
        if let produced, expiry < produced { return "that is before it was made, on \(produced.inWords)" }
        if expiry < context.day { return "that is over already" }
        guard let usual = product.expiration.shelfLifeDays, usual > 0 else { return nil }
        let left = expiry.daysSince1970 - context.day.daysSince1970
        return left * 2 < usual ? "\(left) days are less than half of the usual \(usual)" : nil
    }

    /// Says once per product that a date came which nothing uses (R4).
    func warnOfUnusedDate(_ line: LineToDo, _ facts: NumberFacts, _ decision: inout Decision) {
        guard !line.product.expiration.isEnabled, !facts.hasUnusedDates,
            let dated = line.entries.first(where: { $0.expiresOn != nil }),
            decision.productsWithUnusedDates.insert(line.product.id).inserted
        else { return }
        decision.warnings.append(
            Warning(
                dated.pointer + "/expires_on", "date_not_used",
                "“\(dated.number)” of \(line.product.sku) came with a date, but expiry is off for this product: "
                    + "turn it on?"))
    }
}
