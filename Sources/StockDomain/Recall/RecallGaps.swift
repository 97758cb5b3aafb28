/// The gaps of an answer, per code and product: units of different products are never added (R45b, R47).
struct RecallGaps {
    private let facts: RecallFacts
    private let holdings: [Holding]
    /// Of those who returned more than they had.
    private let returners: [Holding]
    /// Of the lot asked about and of all that became part of it.
    private let receipts: [Booking]

    init(_ facts: RecallFacts, _ holdings: [Holding], receipts: [Booking]) {
        self.facts = facts
        self.holdings = holdings
        self.receipts = receipts
        returners = holdings.filter { !$0.excess.isEmpty }
    }

    /// In the order of `Gap.Code`, then by SKU.
    var all: [Gap] {
        Gap.Code.allCases.flatMap { code in
            sums(code).filter { $0.value > .zero }
                .map { (product: facts.product($0.key), units: $0.value) }
                .sorted { ($0.product.sku, $0.product.id) < ($1.product.sku, $1.product.id) }
                .map { product, units in gap(code, units, product) }
        }
    }

    /// What is on hand under numbers still to be given is with nobody: it hides no customer (R5b).
    private func gap(_ code: Gap.Code, _ units: Quantity, _ product: ProductName) -> Gap {
        if code == .unknownNumbersOnHand, facts.unknownNumbersOnHand[product.id] != nil {
            let carry = units.isSingular ? "carries an unknown number" : "carry unknown numbers"
            return Gap(
                code: code, units: units, product: product,
                detail: "\(units.inWords(product.unit)) of \(product.sku) on hand \(carry): check by scanning.",
                weight: .weakensSource)
        }
        return Gap(
            code: code, units: units, product: product, detail: detail(of: code, units, product), weight: code.weight)
    }

    private func detail(of code: Gap.Code, _ units: Quantity, _ product: ProductName) -> String {
        code == .notTrackedBefore
            ? LevelBoundary(facts).sentence(units, product)
            : code.detail(units, product, facts.partnerPlaceCountDays)
    }

    /// What customers returned beyond what they had, per lot.
    private var excess: [(LotID, Quantity)] {
        returners.flatMap { $0.excess.compactMap { name, quantity in name.id.map { ($0, quantity) } } }
    }

    /// The same of what was not sold before tracking, which is a gap of its own (R7a).
    private var originUnknown: [[LotName: Quantity]] {
        returners.map { holding in
            holding.excess.filter { name, _ in
                !(name.id.flatMap { facts.lots[$0] }?.marks.contains(.soldBeforeTracking) ?? false)
            }
        }
    }

    private func sums(_ code: Gap.Code) -> [ProductID: Quantity] {
        switch code {
        case .unknownNumbersOnHand: facts.unknownNumbersOnHand.merging(unknownNumbers, uniquingKeysWith: +)
        case .found: differences.mapValues(\.found)
        case .lost: differences.mapValues(\.lost)
        case .originUnknown: perProduct(originUnknown)
        case .notTrackedBefore: LevelBoundary(facts).notTrackedBefore
        case .soldBeforeTracking: LevelBoundary(facts).soldBeforeTracking(excess)
        case .unnumberedStock: facts.unnumberedStock
        case .untrackedStep: perProduct(facts.unnumberedOutputSums.map { ($0.product, $0.quantity) })
        case .anonymousPartner: perProduct(holdings.filter(\.isAnonymous).map(\.net))
        case .placeNotCounted: uncountedAtPartners
        case .noSupplierNumber:
            perProduct(receipts.filter { $0.supplierNumber == nil }.map { ($0.lot.product.id, $0.quantity) })
        case .openingStock: openingStock
        case .capturedAtDelivery: DeliveryCapture(facts, of: facts.upstream).units(facts)
        }
    }

    /// Goods whose own number nobody knew, so that they may belong to any lot of their product (R20a).
    private var unknownNumbers: [ProductID: Quantity] {
        perProduct(
            facts.unknownNumbers.filter { !facts.downstream.contains($0.lotID) }.map { ($0.productID, $0.quantity) })
    }

    /// Per product what was found beyond what the same lot had lost before, and lost and not found again.
    private var differences: [ProductID: (found: Quantity, lost: Quantity)] {
        var perLot: [LotID: Quantity] = [:]
        for movement in facts.movements {
            guard let lot = movement.lotID.map(facts.rightLot) else { continue }
            let booked = movement.booked
            if booked.from == .loss || booked.from == .scrap { perLot[lot, default: .zero] += booked.quantity }
            if booked.to == .loss { perLot[lot, default: .zero] -= booked.quantity }
        }
        var sums: [ProductID: (found: Quantity, lost: Quantity)] = [:]
        for (lot, found) in perLot {
            let product = facts.name(lot).product.id
            sums[product, default: (.zero, .zero)].found += max(.zero, found)
            sums[product]?.lost += max(.zero, -found)
        }
        return sums
    }

    /// Stock in places of partners that nobody has counted for long.
    private var uncountedAtPartners: [ProductID: Quantity] {
        let oldest = facts.zone.day(of: facts.now).adding(days: -facts.partnerPlaceCountDays)
        return perProduct(
            facts.piles.compactMap { pile in
                guard let place = facts.places[pile.locationID], facts.keeper(of: place) != nil else { return nil }
                let counted = facts.ancestry(of: place).contains { (facts.lastCounted[$0.id] ?? .never) >= oldest }
                return counted ? nil : (facts.name(pile.lotID).product.id, pile.quantity)
            })
    }

    /// What came in as opening stock, of the lot asked about and all that became part of it.
    private var openingStock: [ProductID: Quantity] {
        let movements = facts.movements.filter { $0.lotID.map(facts.upstream.contains) ?? false } + facts.arrivals
        return perProduct(movements.filter { $0.booked.from == .opening }.map { ($0.productID, $0.booked.quantity) })
    }

    private func perProduct(_ quantities: [(ProductID, Quantity)]) -> [ProductID: Quantity] {
        quantities.reduce(into: [:]) { $0[$1.0, default: .zero] += $1.1 }
    }

    private func perProduct(_ quantities: [[LotName: Quantity]]) -> [ProductID: Quantity] {
        perProduct(quantities.flatMap { $0.map { ($0.key.product.id, $0.value) } })
    }
}

extension CalendarDate {
    /// Before every day that a company can have seen.
    fileprivate static let never = CalendarDate(daysSince1970: Int.min / 2)
}

extension Gap.Code {
    /// - Parameter days: after which a partner's place must be counted again.
    fileprivate func detail(_ units: Quantity, _ product: ProductName, _ days: Int) -> String {
        let amount = units.inWords(product.unit)
        let was = units.isSingular ? "was" : "were"
        let sku = product.sku
        return switch self {
        case .unknownNumbersOnHand:
            "\(amount) of \(sku) here or with customers came in with an unknown number and may belong to the lot: check "
                + "them and fill the number in."
        case .found: "\(amount) of \(sku) \(was) found in a count: more may be where no record shows them."
        case .lost: "\(amount) of \(sku) \(was) lost and not found again."
        case .originUnknown:
            "\(amount) of \(sku) came back from customers who had none on record: others may have some too."
        case .unnumberedStock: "\(amount) of \(sku) on hand without number may belong to the lot."
        case .untrackedStep: "\(amount) of \(sku) \(was) made without number: the trace ends there."
        case .anonymousPartner: "\(amount) of \(sku) \(was) sold to customers without a name: nobody can be called."
        case .placeNotCounted:
            "\(amount) of \(sku) at a partner's place, not counted for \(days) days."
        case .noSupplierNumber: "\(amount) of \(sku) \(was) received without the supplier's number."
        case .notTrackedBefore: "\(amount) of \(sku) \(was) not tracked before."
        case .soldBeforeTracking:
            "\(amount) of \(sku) \(was) sold before it was tracked so: some may belong to the lot."
        case .openingStock: "\(amount) of \(sku) came in as opening stock: no receipt tells where from."
        case .capturedAtDelivery:
            "\(amount) of \(sku) got the number at delivery: the trace ends there. The receipts it may have come from are "
                + "an estimate."
        }
    }
}
