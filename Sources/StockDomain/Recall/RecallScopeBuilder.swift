extension RecallScope {
    /// Works out the answer from what the ledger says; the same whatever the order of rows (invariant 9).
    ///
    /// `notAffected` is left out: it depends on who is in the answer.
    public init(_ facts: RecallFacts) {
        let askedLots = facts.askedLots
        let holdings = Holdings(of: facts).partners
        let held = holdings.map { $0.consignee(askedLots: askedLots) }
        lot = facts.name(facts.asked)
        asked = askedLots
        foundBy = facts.foundBy
        knownAt = facts.knownAt
        totals = facts.totals(of: askedLots)
        reserved = facts.piles.filter { askedLots.contains(facts.rightLot($0.lotID)) }.map(\.reserved).sum()
        originUnknown = holdings.map { holding in
            holding.excess.filter { $0.key.id.map(askedLots.contains) ?? false }.values.sum()
        }.sum()
        let capture = DeliveryCapture(facts, of: askedLots)
        withoutTheirNumber = capture.unitsWithoutTheirNumber(facts)
        givenAgain = capture.givenAgain(facts)
        consignees = held.filter { !$0.products.isEmpty }
        returnedAll = held.filter { $0.products.isEmpty }
        onHand = facts.goodsOnHand()
        stoppable = facts.stoppableGoods(holdings)
        madeInto = facts.goodsMade()
        products = facts.productTotals(holdings) { _ in true }
        descendants = facts.productTotals(holdings) { !askedLots.contains($0) }
        let receipts = Bookings.receipts(facts).all
        sources = receipts.map { receipt in
            LotOrigin(supplier: receipt.partnerID.flatMap { facts.partners[$0] }, receipt: receipt)
        }
        estimatedSources = facts.estimatedSources
        gaps = RecallGaps(facts, holdings, receipts: receipts).all
    }
}

extension RecallFacts {
    /// What named and unnamed partners have per lot, returns of their own taken off; goods without a partner left out.
    public func holdings() -> [PartnerHolding] {
        Holdings(of: self).partners.flatMap { holding in
            guard let partner = holding.partner else { return [PartnerHolding]() }
            return holding.net.sorted { $0.key < $1.key }.compactMap { lot, quantity in
                lot.id.map { PartnerHolding(partner: partner.id, lot: $0, product: lot.product.id, quantity: quantity) }
            }
        }
    }

    /// What these lots are called, by SKU and number; those that were joined to others by their right numbers.
    public func names(of lots: some Sequence<LotID>) -> [LotName] {
        Set(lots.filter { self.lots[rightLot($0)] != nil }.map(rightLot)).map(name).sorted()
    }

    /// The figures of each product over all lots that the facts are about, by SKU.
    ///
    /// - Parameter good: lots that are called back no longer.
    public func figures(without good: Set<LotID>) -> [ProductFigures] {
        let lots = Set(downstream.map(rightLot)).subtracting(good)
        let byProduct = Dictionary(grouping: lots) { name($0).product }
        let figures = byProduct.map { product, lots in
            let lots = Set(lots)
            let here = piles.filter { lots.contains(rightLot($0.lotID)) && usage(of: $0.locationID) == .internal }
            return ProductFigures(
                product: product, balance: totals(of: lots), reserved: here.map(\.reserved).sum(),
                held: here.filter(\.isHeld).map { $0.quantity - $0.reserved }.sum())
        }
        return figures.sorted { ($0.product.sku, $0.product.id) < ($1.product.sku, $1.product.id) }
    }

    /// The movements that a term of these figures is the sum of, in the order of happening.
    ///
    /// - Parameters:
    ///   - product: SKU; nil for every product.
    ///   - good: lots that are called back no longer.
    public func movements(
        behind term: MassBalance.Term, of product: String?, without good: Set<LotID>
    ) -> [(movement: LotMovement, lot: LotName)] {
        let lots = Set(downstream.map(rightLot)).subtracting(good)
        return movements.compactMap { movement in
            guard let lot = movement.lotID.map(rightLot), lots.contains(lot),
                MassBalance.Term.of(movement).contains(term)
            else { return nil }
            let name = name(lot)
            return product.map { $0 == name.product.sku } ?? true ? (movement, name) : nil
        }.sorted { ($0.movement.happenedAt, $0.movement.postingID) < ($1.movement.happenedAt, $1.movement.postingID) }
    }

    func usage(of place: LocationID) -> LocationUsage { places[place]?.usage ?? .view }

    /// The mass balance of these lots, taken together (R51).
    func totals(of lots: Set<LotID>) -> MassBalance {
        func amount(at usage: LocationUsage) -> Quantity {
            piles.filter { lots.contains(rightLot($0.lotID)) && self.usage(of: $0.locationID) == usage }
                .map(\.quantity).sum()
        }
        return MassBalance(
            of: movements.filter { $0.lotID.map { lots.contains(rightLot($0)) } ?? false },
            onHand: amount(at: .internal), inTransit: amount(at: .transit))
    }

    /// Piles in places, by product, number and place; goods on the way are under `stoppableGoods`.
    fileprivate func goodsOnHand() -> [GoodsOnHand] {
        let rows: [GoodsOnHand] = piles.compactMap { pile in
            guard let place = places[pile.locationID], place.usage == .internal, pile.quantity != .zero else {
                return nil
            }
            return GoodsOnHand(
                location: place, keeper: keeper(of: place), package: pile.package, lot: name(pile.lotID),
                quantity: pile.quantity, reserved: pile.reserved)
        }
        return rows.sorted {
            ($0.lot, $0.location.code, $0.package ?? "") < ($1.lot, $1.location.code, $1.package ?? "")
        }
    }

    /// What steps made of the lot, at every level, with the goods without number at which the trace ends.
    fileprivate func goodsMade() -> [MadeGoods] {
        let outputs = scopeSteps.flatMap { step in
            step.rows.filter { $0.produced > .zero }.map { row in
                MadeGoods(lot: name(row.lotID), quantity: row.produced, document: row.document)
            }
        }
        let unnumbered = unnumberedOutputSums.map { output in
            MadeGoods(
                lot: LotName(id: nil, number: nil, kind: nil, product: product(output.product)),
                quantity: output.quantity, document: output.document)
        }
        return (outputs + unnumbered).sorted {
            ($0.lot, $0.document?.number ?? "", $0.quantity) < ($1.lot, $1.document?.number ?? "", $1.quantity)
        }
    }

    /// Sums per product over those lots of the scope that are `included`.
    fileprivate func productTotals(_ holdings: [Holding], including included: (LotID) -> Bool) -> [ProductTotals] {
        let made = made(including: included)
        var onHand: [ProductID: Quantity] = [:]
        for pile in piles where included(rightLot(pile.lotID)) && usage(of: pile.locationID) == .internal {
            onHand[name(pile.lotID).product.id, default: .zero] += pile.quantity
        }
        var delivered: [ProductID: (net: Quantity, customers: Int, lastHolding: Int)] = [:]
        for (index, holding) in holdings.enumerated() {
            for (lot, quantity) in holding.net where lot.id.map(included) ?? false {
                var sum = delivered[lot.product.id] ?? (.zero, 0, -1)
                sum.net += quantity
                if sum.lastHolding != index && !holding.isAnonymous { sum.customers += 1 }
                sum.lastHolding = index
                delivered[lot.product.id] = sum
            }
        }
        let lots = downstream.map(rightLot).filter(included)
        return Set(lots.compactMap { self.lots[$0]?.productID }).map { id in
            ProductTotals(
                product: product(id), made: made[id] ?? .zero, onHand: onHand[id] ?? .zero,
                deliveredNet: delivered[id]?.net ?? .zero, customers: delivered[id]?.customers ?? 0)
        }.sorted { ($0.product.sku, $0.product.id) < ($1.product.sku, $1.product.id) }
    }

    /// What steps made, per product; what a step that makes the product again took of it is subtracted (rework).
    private func made(including included: (LotID) -> Bool) -> [ProductID: Quantity] {
        var made: [ProductID: Quantity] = [:]
        for step in scopeSteps {
            var sums: [ProductID: (consumed: Quantity, produced: Quantity)] = [:]
            for row in step.rows {
                guard let product = lots[rightLot(row.lotID)]?.productID else { continue }
                sums[product, default: (.zero, .zero)].consumed += row.consumed
                if included(rightLot(row.lotID)) { sums[product]?.produced += row.produced }
            }
            for (product, sum) in sums where sum.produced > .zero {
                made[product, default: .zero] += max(.zero, sum.produced - sum.consumed)
            }
        }
        return made
    }
}
