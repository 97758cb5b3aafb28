extension RecallScope {
    /// The answer in words, accounting for every unit (R46).
    public var inWords: String { RecallSentence(self).text }
}

/// Says a recall scope in sentences; parts that are zero are left out.
struct RecallSentence {
    private let scope: RecallScope
    private let unit: String

    init(_ scope: RecallScope) {
        self.scope = scope
        unit = scope.lot.product.unit
    }

    var text: String {
        let parts =
            [withCustomers, unreachable, justLeft, onHand, inTransit, consumed, movedOut, withoutTheirNumber]
            + [supplierReturned, scrapped, lost, originUnknown] + scope.descendants.map(descendant)
            + [returnedAll, unknownNumbers, completeness, notAffected]
        return parts.compactMap(\.self).joined(separator: " ")
    }

    /// Every unit there ever was: what came in once, and what came back from people who never got it.
    private var all: Quantity {
        scope.totals.cameIn - scope.totals.customerReturned + scope.originUnknown - scope.givenAgain
    }

    /// `12 are`, or `12 units are` where the sentence before was not about units.
    private func some(_ quantity: Quantity, _ plural: String, _ singular: String, _ rest: String) -> String? {
        if quantity <= .zero { return nil }
        return "\(quantity.grouped) \(quantity.isSingular ? singular : plural) \(rest)"
    }
}

// MARK: - Customers

extension RecallSentence {
    private var named: [Consignee] { scope.consignees.filter { !$0.isAnonymous } }

    private var withCustomers: String {
        let holders = named.filter { $0.ofLot > .zero }
        let known = holders.map(\.ofLot).sum()
        let counter = scope.deliveredNet - known
        if all <= .zero { return "Nothing of this number has been booked." }
        if scope.deliveredNet == .zero { return nobodyHasAny }
        let sold = "\(counter.isSingular ? "was" : "were") sold over the counter."
        if holders.isEmpty { return "\(amount(counter)) \(sold)" }
        let with = "\(amount(known)) \(known.isSingular ? "is" : "are") with \(holders.count.counted("customer"))"
        return counter > .zero ? "\(with), \(counter.grouped) \(sold)" : with + "."
    }

    private var nobodyHasAny: String {
        all.isSingular
            ? "The one \(all.word(for: unit)) is with no customer."
            : "None of \(all.inWords(unit)) is with a customer."
    }

    /// `30 of 400 units`, or `30 units` where all are with customers.
    private func amount(_ quantity: Quantity) -> String {
        scope.deliveredNet == all ? quantity.inWords(unit) : "\(quantity.grouped) of \(all.inWords(unit))"
    }

    private var unreachable: String? {
        let count = named.filter { !$0.canBeReached }.count
        return count == 0 ? nil : "\(count.counted("customer")) cannot be reached."
    }

    private var justLeft: String? {
        let quantity = scope.stoppable.filter { $0.state == .left24h && isOfLot($0.lot) }.map(\.quantity).sum()
        return some(quantity, "of them", "of them", "left in the last 24 hours.")
    }

    private var returnedAll: String? {
        let count = scope.returnedAll.filter { !$0.isAnonymous }.count
        return count == 0 ? nil : "\(count.counted("customer")) returned everything."
    }

    private var notAffected: String? {
        guard let others = scope.notAffected, others.customers > 0 else { return nil }
        return "In the same time \(others.units.inWords(unit)) of this product went to "
            + "\(others.customers.counted("customer")) who \(others.customers == 1 ? "has" : "have") none of it."
    }
}

// MARK: - The rest of the lot

extension RecallSentence {
    /// Whether a row is about the lot asked about, or a serial of it.
    private func isOfLot(_ name: LotName) -> Bool {
        name == scope.lot || name.id.map(scope.asked.contains) ?? false
            || (scope.lot.kind == .lot && name.kind == .serial && name.product == scope.lot.product)
    }

    private var onHand: String? {
        let places = Set(scope.onHand.filter { isOfLot($0.lot) }.map(\.location.code)).sorted()
        let inPlaces = places.count > 3 ? "\(places.count) places" : places.enumerated
        let documents = Set(
            scope.stoppable.filter { ($0.state == .reserved || $0.state == .packed) && isOfLot($0.lot) }
                .compactMap { $0.document?.number }
        ).sorted()
        let forWhom = documents.count > 3 ? "\(documents.count) documents" : documents.enumerated
        let stop = some(
            scope.reserved, "of them are", "of them is", "reserved" + (forWhom.isEmpty ? "" : " for \(forWhom)"))
        return some(
            scope.totals.onHand, "are", "is",
            "on hand" + (inPlaces.isEmpty ? "" : " in \(inPlaces)")
                + (stop.map { "; \($0) and can be stopped." } ?? "."))
    }

    private var inTransit: String? {
        some(scope.totals.inTransit, "are", "is", "in transit and can be stopped.")
    }

    private var consumed: String? {
        let products = Set(scope.madeInto.map(\.lot.product)).count
        let quantity = scope.totals.consumed
        if products == 0 { return some(quantity, "were", "was", "consumed.") }
        if quantity <= .zero { return nil }
        return "\(quantity.grouped) became part of \(products.counted("product"))."
    }

    private var movedOut: String? {
        let quantity = scope.totals.movedOut - scope.withoutTheirNumber - scope.givenAgain
        return quantity > .zero ? "\(quantity.grouped) went on under other numbers." : nil
    }

    private var withoutTheirNumber: String? {
        some(scope.withoutTheirNumber, "came", "came", "back and stopped carrying the number.")
    }

    private var unknownNumbers: String? {
        let ofDeliveryOnly = scope.gaps.filter { $0.code == .unknownNumbersOnHand && $0.weight == .weakensSource }
        return ofDeliveryOnly.isEmpty ? nil : ofDeliveryOnly.map(\.detail).joined(separator: " ")
    }

    private var supplierReturned: String? {
        some(scope.totals.supplierReturned, "went", "went", "back to the supplier.")
    }

    private var scrapped: String? { some(scope.totals.scrapped, "were", "was", "scrapped.") }

    private var lost: String? { some(scope.totals.lost, "were", "was", "lost.") }

    private var originUnknown: String? {
        some(scope.originUnknown, "of all", "of all", "came back from customers who had none on record.")
    }

    /// `Of 200 packs of COOKIE made of it, 150 are with 12 customers and 20 are on hand.`
    private func descendant(_ totals: ProductTotals) -> String? {
        let buyers = totals.customers == 0 ? "sold over the counter" : "with \(totals.customers.counted("customer"))"
        let parts = [some(totals.deliveredNet, "are", "is", buyers), some(totals.onHand, "are", "is", "on hand")]
            .compactMap(\.self)
        if parts.isEmpty { return nil }
        let made = totals.made > .zero ? "\(totals.made.inWords(totals.product.unit)) of " : ""
        return "Of \(made)\(totals.product.sku) made of it, \(parts.enumerated)."
    }

    private var completeness: String {
        let hiding = scope.gaps.filter { $0.weight == .hidesCustomers }
        if hiding.isEmpty { return "Complete: yes." }
        let reasons = hiding.map { gap in
            let what = gap.product == scope.lot.product ? "" : "of \(gap.product.sku) "
            return "\(gap.units.inWords(gap.product.unit)) \(what)\(gap.code.inWords)"
        }
        return "Complete: no (\(reasons.joined(separator: "; ")))."
    }
}

extension Gap.Code {
    /// After an amount: `93 units sold without a name`.
    fileprivate var inWords: String {
        switch self {
        case .unknownNumbersOnHand: "with an unknown number"
        case .found: "found"
        case .lost: "lost"
        case .originUnknown: "returned by customers who had none"
        case .unnumberedStock: "on hand without number"
        case .untrackedStep: "made without number"
        case .anonymousPartner: "sold without a name"
        case .placeNotCounted: "in a partner's place not counted"
        case .noSupplierNumber: "without the supplier's number"
        case .openingStock: "from opening stock"
        case .capturedAtDelivery: "numbered at delivery"
        case .notTrackedBefore: "not tracked before"
        case .soldBeforeTracking: "sold before tracking"
        }
    }
}
