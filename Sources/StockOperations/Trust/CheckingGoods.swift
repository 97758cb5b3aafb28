import StockDomain
import StockStore

/// One kind of goods whose movements have all been worked through.
private struct AuditedGoods {
    let goods: Goods
    let kind: LotKind?
    let productOfLot: ProductID?
    var audit: GoodsAudit

    init(_ first: GoodsMovement, holdsStock: @escaping (LocationID) -> Bool) {
        goods = first.goods
        kind = first.kind
        productOfLot = first.productOfLot
        audit = GoodsAudit(isSerial: first.kind == .serial, holdsStock: holdsStock)
    }
}

extension Checking {
    /// How many kinds of goods are compared at once with what the ledger keeps of them.
    private static let batchLength = 1_000

    /// Replays the movements of each kind of goods, and compares the outcome with its piles and serial places.
    func checkGoods(_ progress: (Int) -> Void) throws {
        let usages = Dictionary(uniqueKeysWithValues: try store.locations().map { ($0.id, $0.usage) })
        var batch: [AuditedGoods] = []
        try store.walkMovementsByGoods { movement in
            if batch.last?.goods != movement.goods {
                if batch.count == Checking.batchLength {
                    try compare(&batch)
                    progress(report.movements)
                }
                batch.append(AuditedGoods(movement) { usages[$0]?.holdsStock ?? false })
            }
            batch[batch.count - 1].audit.add(movement.entry)
            if usages[movement.entry.from.location] == nil || usages[movement.entry.to.location] == nil {
                try add("place_missing", movement.entry.postingID) {
                    "\($0) moves goods at a place that does not exist."
                }
            }
            report.movements += 1
        }
        try compare(&batch)
        for pile in try store.pilesWithoutMovements() {
            try add("balance_differs") {
                "\(try name(pile.key)): the balance says \(pile.quantity.grouped), but these goods have never moved."
            }
        }
    }

    private func compare(_ batch: inout [AuditedGoods]) throws {
        for index in batch.indices { batch[index].audit.finish() }
        let piles = Dictionary(grouping: try store.piles(of: batch.map(\.goods))) {
            Goods(product: $0.key.product, lot: $0.key.lot)
        }
        let serials = try store.serialPlaces(of: batch.filter { $0.kind == .serial }.compactMap(\.goods.lot))
        for audited in batch {
            try checkIdentity(audited)
            try report(audited, piles[audited.goods] ?? [])
            try compare(audited, with: piles[audited.goods] ?? [])
            if audited.kind == .serial, let lot = audited.goods.lot { try compare(audited, with: serials[lot]) }
        }
        report.goods += batch.count
        batch.removeAll(keepingCapacity: true)
    }

    private func checkIdentity(_ audited: AuditedGoods) throws {
        let goods = audited.goods
        if goods.lot == nil {
            if try !store.hasProduct(goods.product) {
                try add("product_missing") { "Goods of \(try naming.product(goods.product)) have moved." }
            }
        } else if audited.productOfLot != goods.product {
            try add("wrong_product") {
                "Movements of \(try naming.product(goods.product)) carry \(try naming.goods(goods))."
            }
        }
    }

    // MARK: Past moments

    private func report(_ audited: AuditedGoods, _ piles: [Pile]) throws {
        let mayBeNegative = Set(piles.filter(\.mayBeNegative).map(\.key.spot))
        for fault in audited.audit.faults {
            switch fault {
            case .short(let spot, let missing, let at, let id):
                if mayBeNegative.contains(spot) { continue }
                try add("negative_stock", id) {
                    "At \(at.rfc3339) \($0) took \(missing.grouped) more of \(try naming.goods(audited.goods)) from "
                        + "\(try naming.spot(spot)) than was there."
                }
            case .elsewhere(let expected, let was, let at, let id):
                try add("serial_elsewhere", id) {
                    "At \(at.rfc3339) \($0) moved \(try naming.goods(audited.goods)) from \(try naming.spot(expected)), "
                        + "but it was at \(try naming.spot(was))."
                }
            case .notOneUnit(let quantity, let id):
                try add("serial_quantity", id) {
                    "\($0) moved \(quantity.grouped) of \(try naming.goods(audited.goods)), which is one unit."
                }
            }
        }
    }

    // MARK: Now

    private func compare(_ audited: AuditedGoods, with piles: [Pile]) throws {
        var expected = audited.audit.piles
        for pile in piles {
            let sum = expected.removeValue(forKey: pile.key.spot) ?? .zero
            if sum != pile.quantity { try addDifference(pile.key, kept: pile.quantity, sum: sum) }
        }
        for (spot, sum) in expected.sorted(by: { $0.key < $1.key }) where sum != .zero {
            let key = BalanceKey(product: audited.goods.product, lot: audited.goods.lot, spot: spot)
            try addDifference(key, kept: .zero, sum: sum)
        }
    }

    private func addDifference(_ key: BalanceKey, kept: Quantity, sum: Quantity) throws {
        try add("balance_differs") {
            "\(try name(key)): the balance says \(kept.grouped), the movements add up to \(sum.grouped)."
        }
    }

    private func compare(_ audited: AuditedGoods, with kept: SerialPlace?) throws {
        guard let place = audited.audit.place else { return }
        if let kept, kept.spot == place.spot {
            // What was taken back left it where it was before; the ledger keeps the posting that brought it back.
            if kept.postingID == place.postingID || audited.audit.reversals.contains(kept.postingID) { return }
        }
        try add("serial_place_differs", place.postingID) {
            let known = try kept.map { "at \(try naming.spot($0.spot))" } ?? "nowhere"
            return "\(try naming.goods(audited.goods)) is kept as \(known), but \($0) brought it to "
                + "\(try naming.spot(place.spot))."
        }
    }

    /// `lot “A-7” of 22752 in WH-Stock`.
    func name(_ key: BalanceKey) throws -> String {
        try "\(naming.goods(Goods(product: key.product, lot: key.lot))) in \(naming.spot(key.spot))"
    }
}

extension Spot {
    /// By place, loose goods before packages.
    fileprivate static func < (left: Spot, right: Spot) -> Bool {
        (left.location, left.package?.rawValue ?? 0) < (right.location, right.package?.rawValue ?? 0)
    }
}
