/// What each partner still has, per lot: deliveries less his own returns of that lot, never below zero, and never less
/// because somebody else returned some (R27, R45).
struct Holdings {
    /// Everybody who got or returned something, by partner code; goods without a partner last.
    private(set) var partners: [Holding] = []

    init(of facts: RecallFacts) {
        var found = Found(partners: facts.partners)
        for delivery in Bookings.deliveries(facts).all { found.holding(of: delivery.partnerID).add(delivery: delivery) }
        for back in Bookings.returns(facts).all { found.holding(of: back.partnerID).add(return: back) }
        partners = found.holdings.sorted { left, right in
            switch (left.place, right.place) {
            case (let left?, let right?): left < right
            case (_?, nil): true
            case (nil, _): false
            }
        }
        for holding in partners { holding.settle() }
    }

    /// Those found so far.
    private struct Found {
        let partners: [PartnerID: Partner]
        private(set) var holdings: [Holding] = []
        private var byPartner: [PartnerID?: Holding] = [:]

        init(partners: [PartnerID: Partner]) { self.partners = partners }

        mutating func holding(of partner: PartnerID?) -> Holding {
            if let known = byPartner[partner] { return known }
            let new = Holding(partner.flatMap { partners[$0] })
            byPartner[partner] = new
            holdings.append(new)
            return new
        }
    }
}

/// One partner's part of the holdings; an object, because thousands of them are filled and sorted while somebody waits.
final class Holding {
    let partner: Partner?
    /// Without a name to call: counter sales, or no partner at all (R47).
    let isAnonymous: Bool
    /// By what the partner is sorted; nil without one.
    fileprivate let place: (code: String, id: PartnerID)?
    /// By time, like the bookings they come from.
    private(set) var deliveries: [Booking] = []
    private(set) var returns: [Booking] = []
    /// What he still has, per lot.
    private(set) var net: [LotName: Quantity] = [:]
    /// What he returned beyond what he had, per lot (origin unknown).
    private(set) var excess: [LotName: Quantity] = [:]
    /// Delivered, per lot.
    private var delivered: [LotName: Quantity] = [:]

    init(_ partner: Partner?) {
        self.partner = partner
        isAnonymous = partner?.isAnonymous ?? true
        place = partner.map { ($0.code, $0.id) }
    }

    func add(delivery: Booking) {
        deliveries.append(delivery)
        delivered[delivery.lot, default: .zero] += delivery.quantity
    }

    func add(return back: Booking) {
        returns.append(back)
    }

    /// Tells what he has from what he gave too much, now that everything is added.
    ///
    /// What he brought back without having it takes nothing off what he got later: he has that (R27).
    fileprivate func settle() {
        net = delivered
        delivered = [:]
        if returns.isEmpty { return }
        let concerned = Set(returns.map(\.lot))
        for lot in concerned { net[lot] = nil }
        let signed =
            deliveries.filter { concerned.contains($0.lot) }.map { ($0, $0.quantity) }
            + returns.map { ($0, -$0.quantity) }
        let inOrder = signed.sorted { left, right in
            (left.0.happenedAt, left.0.postingID) < (right.0.happenedAt, right.0.postingID)
        }
        for (booking, quantity) in inOrder {
            let has = (net[booking.lot] ?? .zero) + quantity
            net[booking.lot] = has > .zero ? has : nil
            if has < .zero { excess[booking.lot, default: .zero] -= has }
        }
    }

    /// The deliveries after a moment, as far as he has their goods, the latest first: what came back is taken off the
    /// earliest, so that the latest, which may still be on its way, is told in full.
    func stillOut(after moment: Instant) -> [Booking] {
        let latest = deliveries.reversed().prefix { $0.happenedAt > moment }
        if latest.isEmpty { return [] }
        var left = net
        return latest.compactMap { delivery in
            var stillOut = delivery
            stillOut.quantity = min(delivery.quantity, left[delivery.lot] ?? .zero)
            if stillOut.quantity <= .zero { return nil }
            left[delivery.lot, default: .zero] -= stillOut.quantity
            return stillOut
        }
    }

    func consignee(askedLots: Set<LotID>) -> Consignee {
        let net = net
        let ofLot = net.filter { $0.key.id.map(askedLots.contains) ?? false }.values.sum()
        return Consignee(
            partner: partner, ofLot: ofLot, products: net.perProduct, deliveries: deliveries, returns: returns)
    }
}

extension [LotName: Quantity] {
    /// The sum per product, by SKU; different products are never added (R45b).
    var perProduct: [ProductQuantity] {
        var sums: [ProductName: Quantity] = [:]
        for (lot, quantity) in self { sums[lot.product, default: .zero] += quantity }
        return sums.map { ProductQuantity(product: $0.key, quantity: $0.value) }
            .sorted { ($0.product.sku, $0.product.id) < ($1.product.sku, $1.product.id) }
    }
}
