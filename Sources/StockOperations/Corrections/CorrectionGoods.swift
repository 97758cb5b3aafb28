import StockDomain
import StockStore

/// The goods that were really handled: which number, from where, and whether they may have gone there.
extension DocumentCorrecting {
    /// The right number, which only goods from outside may bring into the world (R6).
    func rightLot(
        _ number: LotNumber, insteadOf wrong: Lot, mayBeNew: Bool
    ) throws -> (lot: Lot, isNew: Bool) {
        if let known = try store.lots(numbers: [number], kind: wrong.kind, of: wrong.productID)[number] {
            if known.id == wrong.id {
                throw Refusal.rule("same_number", "The goods are booked as “\(known.number)” already.", at: "/to")
            }
            return (known, false)
        }
        guard mayBeNew, let product = try store.product(wrong.productID) else {
            throw Refusal.rule(
                "unknown_number",
                "There is no “\(number)”. A \(document.kind.inWords) cannot create one: choose the number of goods that "
                    + "were there, or renumber “\(wrong.number)” if the goods never had that number.", at: "/to")
        }
        let meant = try NumberLikeness(store, command).meant(
            by: number, wrong.kind, of: wrong.productID, except: nil, "to:number_like")
        if let meant { return (meant, false) }
        try store.checkCompanyWide(number, of: product, at: "/to", moment.settings)
        if product.expiration.isEnabled, product.expiration.isRequired {
            throw Refusal.rule(
                "expiry_required", "Create “\(number)” with its expiry first: \(product.sku) needs one.", at: "/to")
        }
        let day = moment.settings.zone.day(of: document.happenedAt ?? moment.now)
        let dates = LotDates(typedExpiry: nil, productionDate: nil, of: product.expiration, on: day)
        let lot = Lot(
            id: try store.drawLotKeys(1)[0], productID: wrong.productID, kind: wrong.kind, number: number,
            dates: dates)
        return (lot, true)
    }

    /// The same goods where they stood: at the place that was booked, else wherever the document takes from.
    ///
    /// - Throws: `lot_blocked`, `lot_expired` when they may not have gone where the document took them.
    func comingFromWhereItStood(_ correction: CorrectedPosting, _ lot: Lot) throws -> CorrectedPosting {
        var piles = try store.balances(ofLots: [lot.id])
        let instead = try correction.instead.flatMap { movement -> [Movement] in
            guard holdsStock(movement.from), places[movement.from.location]?.usage != .transit else {
                return [movement]
            }
            let parts = try parts(of: movement, from: &piles)
            try parts.forEach { try checkMayLeave($0, lot, correction.original, piles) }
            return parts
        }
        return CorrectedPosting(
            original: correction.original, takenBack: correction.takenBack, instead: instead)
    }

    /// Takes from the pile at the booked spot first, then from others of the document's place; what is not there stays
    /// at the booked spot, where the ledger will miss it.
    private func parts(of movement: Movement, from piles: inout [Balance]) throws -> [Movement] {
        let below = Set(try (document.locationID.map(store.locationAndBelow) ?? []) + [movement.from.location])
        let order =
            piles.indices.filter { piles[$0].key.spot == movement.from }
            + piles.indices.filter {
                piles[$0].key.spot != movement.from && below.contains(piles[$0].key.spot.location)
                    && piles[$0].key.spot != movement.to
            }
        var rest = movement.quantity
        var parts: [Movement] = []
        for index in order where rest > .zero {
            var part = movement
            part.quantity = min(rest, piles[index].quantity)
            if part.quantity <= .zero { continue }
            part.from = piles[index].key.spot
            piles[index].quantity -= part.quantity
            rest -= part.quantity
            parts.append(part)
        }
        if rest > .zero {
            var missing = movement
            missing.quantity = rest
            parts.append(missing)
        }
        return parts
    }

    /// Refuses what a delivery or a step would refuse: a correction is no way around it (R34a, R41).
    private func checkMayLeave(_ movement: Movement, _ lot: Lot, _ original: Posting, _ piles: [Balance]) throws {
        let usage = places[movement.to.location]?.usage
        guard usage == .customer || usage == .production, let product = try store.product(lot.productID) else { return }
        let isBlocked = piles.first { $0.key.spot == movement.from }?.isBlocked ?? false
        let blocks = CorrectedBlocks(store: store, moment: moment, places: places)
        let isHeld = try isBlocked && blocks.holdBack(lot, at: movement.from, of: original)
        let day = moment.settings.zone.day(of: original.happenedAt)
        do throws(HeldBack.Fault) {
            try HeldBack.check(lot, isHeld: isHeld, of: product.expiration, on: day)
        } catch {
            switch error {
            case .blocked(let number):
                throw Refusal.rule(
                    "lot_blocked",
                    "“\(number)” is not released, so it cannot be booked as gone. Release it first, if it is good.",
                    at: "/to")
            case .expired(let number, let last):
                throw Refusal.rule(
                    "lot_expired", "“\(number)” had expired on \(last.inWords), so it cannot be booked as gone.",
                    at: "/to")
            }
        }
    }
}
