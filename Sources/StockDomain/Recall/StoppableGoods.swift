extension RecallFacts {
    /// What can still be kept from customers: set aside, packed, on the way, or gone in the last 24 hours (R45).
    func stoppableGoods(_ holdings: [Holding]) -> [StoppableGoods] {
        let rows = reservedGoods() + goodsInTransit() + justDelivered(holdings)
        let order = StoppableGoods.State.allCases
        func rank(_ goods: StoppableGoods) -> Int { order.firstIndex(of: goods.state) ?? 0 }
        return rows.sorted {
            (rank($0), $0.document?.number ?? "", $0.lot, $0.quantity)
                < (rank($1), $1.document?.number ?? "", $1.lot, $1.quantity)
        }
    }

    private func reservedGoods() -> [StoppableGoods] {
        struct Key: Hashable {
            let document: DocumentName
            let lot: LotID
            let isPacked: Bool
            let partner: PartnerID?
        }
        var sums: [Key: Quantity] = [:]
        for goods in reservations {
            let key = Key(
                document: goods.document, lot: rightLot(goods.lotID), isPacked: goods.isPacked, partner: goods.partnerID
            )
            sums[key, default: .zero] += goods.quantity
        }
        return sums.map { key, quantity in
            StoppableGoods(
                document: key.document, partner: key.partner.flatMap { partners[$0] },
                state: key.isPacked ? .packed : .reserved, lot: name(key.lot), quantity: quantity)
        }
    }

    /// Goods in transit, each with the document that sent them; what no document explains stands without one.
    private func goodsInTransit() -> [StoppableGoods] {
        var rows: [StoppableGoods] = []
        let inTransit = piles.filter { usage(of: $0.locationID) == .transit && $0.quantity > .zero }
        for (lot, piles) in Dictionary(grouping: inTransit, by: { rightLot($0.lotID) }) {
            var rest = piles.map(\.quantity).sum()
            for (document, sent) in sentOff(lot) {
                let quantity = min(rest, sent)
                guard quantity > .zero else { continue }
                rest -= quantity
                rows.append(row(lot, quantity, document))
            }
            if rest > .zero { rows.append(row(lot, rest, nil)) }
        }
        return rows

        func row(_ lot: LotID, _ quantity: Quantity, _ document: DocumentName?) -> StoppableGoods {
            StoppableGoods(document: document, partner: nil, state: .inTransit, lot: name(lot), quantity: quantity)
        }
    }

    /// Per document what it sent off and has not brought in, the latest document first.
    private func sentOff(_ lot: LotID) -> [(document: DocumentName, quantity: Quantity)] {
        var sums: [DocumentName: Quantity] = [:]
        for movement in movements where movement.lotID.map(rightLot) == lot {
            guard let document = movement.document else { continue }
            if movement.to == .transit { sums[document, default: .zero] += movement.quantity }
            if movement.from == .transit { sums[document, default: .zero] -= movement.quantity }
        }
        return sums.filter { $0.value > .zero }.sorted { $0.key.id > $1.key.id }.map { ($0.key, $0.value) }
    }

    private func justDelivered(_ holdings: [Holding]) -> [StoppableGoods] {
        let aDayAgo = now.adding(seconds: -86_400)
        return holdings.flatMap { $0.stillOut(after: aDayAgo) }.map { delivery in
            StoppableGoods(
                document: delivery.document, partner: delivery.partnerID.flatMap { partners[$0] }, state: .left24h,
                lot: delivery.lot, quantity: delivery.quantity)
        }
    }
}
