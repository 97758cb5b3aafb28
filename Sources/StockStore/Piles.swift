import SQLCore
import StockDomain

extension Store {
    /// Takes from piles, leaving what is reserved and, where goods must be released, what is held.
    ///
    /// - Parameters:
    ///   - statesFact: whether held goods may be taken all the same, because it is about what has happened.
    ///   - moment: the age of goods that never came in, where stock may be negative.
    /// - Returns: the first incoming date of each pile.
    func take(
        _ takes: [(key: BalanceKey, quantity: Quantity, mustBeReleased: Bool)], statesFact: Bool, at moment: Instant
    ) throws -> [BalanceKey: Instant] {
        var ages: [BalanceKey: Instant] = [:]
        for (key, quantity, mustBeReleased) in takes {
            let strictestBlocked = mustBeReleased && !statesFact ? 0 : 1
            let row = try tx.row(
                """
                UPDATE balance
                   SET quantity = quantity - \(bind: quantity)
                 WHERE product_id = \(bind: key.product)
                   AND location_id = \(bind: key.spot.location)
                   AND COALESCE(lot_id, 0) = \(bind: key.lot?.rawValue ?? 0)
                   AND COALESCE(package_id, 0) = \(bind: key.spot.package?.rawValue ?? 0)
                   AND quantity - reserved >= \(bind: quantity)
                   AND blocked <= \(bind: strictestBlocked)
                RETURNING incoming_at
                """)
            if let row {
                ages[key] = row[0]
            } else if try mustBeReleased && isHeld(key) {
                throw LedgerFault.held(key)
            } else if let age = try takeBelowZero(quantity, of: key, at: moment) {
                ages[key] = age
            } else {
                throw LedgerFault.notEnough(key)
            }
        }
        return ages
    }

    private func isHeld(_ key: BalanceKey) throws -> Bool {
        try tx.value(
            """
            SELECT blocked
              FROM balance
             WHERE product_id = \(bind: key.product)
               AND location_id = \(bind: key.spot.location)
               AND COALESCE(lot_id, 0) = \(bind: key.lot?.rawValue ?? 0)
               AND COALESCE(package_id, 0) = \(bind: key.spot.package?.rawValue ?? 0)
            """) ?? false
    }

    /// Puts goods on piles; what comes from another pile keeps its age.
    ///
    /// - Parameters:
    ///   - ages: of the piles that were taken from.
    ///   - kept: ages that goods keep through a step, by the pile they go to.
    func put(
        _ puts: [(key: BalanceKey, quantity: Quantity, source: BalanceKey?)], ages: [BalanceKey: Instant],
        kept: [BalanceKey: Instant] = [:],
        places: [LocationID: PlaceFacts], posting: Posting, newLots: [Lot]
    ) throws {
        // Goods that come back, or that never left as it turns out, keep the age that they had (R27).
        let comesBack = posting.kind == .customerReturn || posting.reverses != nil
        let returned =
            comesBack
            ? try firstIncoming(of: puts.compactMap(\.key.lot), isTakenBack: posting.reverses != nil) : [:]
        let stayed = posting.kind.keepsAge ? ages.oldestBySpot : [:]
        let born = Dictionary(uniqueKeysWithValues: newLots.map { ($0.id, $0) })
        var fresh: [BalanceKey: Quantity] = [:]
        for (key, quantity, source) in puts {
            if let lot = key.lot, born[lot] != nil, source == nil {
                fresh[key, default: .zero] += quantity
                continue
            }
            let age =
                kept[key] ?? source.flatMap { ages[$0] } ?? stayed[key.spot] ?? key.lot.flatMap { returned[$0] }
                ?? posting.happenedAt
            try put(quantity, on: key, incoming: age)
        }
        try insertFresh(fresh, of: born, places: places) { kept[$0] ?? stayed[$0.spot] ?? posting.happenedAt }
    }

    /// Goods of one lot that was never here before: no pile can be in the way.
    private func insertFresh(
        _ piles: [BalanceKey: Quantity], of lots: [LotID: Lot], places: [LocationID: PlaceFacts],
        incoming: @escaping (BalanceKey) -> Instant
    ) throws {
        let ordered = piles.sorted { ($0.key.lot?.rawValue ?? 0) < ($1.key.lot?.rawValue ?? 0) }
        let keys = try drawKeys("balance", ordered.count)
        try tx.insert(
            into: "balance",
            Balance.fieldNames,
            rows: zip(keys, ordered).lazy.map { id, pile in
                let place = places[pile.key.spot.location]
                let dates = pile.key.lot.flatMap { lots[$0]?.dates } ?? LotDates()
                return [
                    .integer(id), pile.key.product.sqlValue, pile.key.spot.location.sqlValue, pile.key.lot.sqlValue,
                    pile.key.spot.package.sqlValue, pile.value.sqlValue, .integer(0), .integer(0),
                    incoming(pile.key).sqlValue, (place?.isBlocked ?? false).sqlValue,
                ] + Balance.orderFields(dates, place?.walk ?? PlaceOrder())
            })
        let ofBatches = ordered.compactMap(\.key.lot).filter { lots[$0]?.batchID != nil }
        // A serial obeys the blocks of its batch, which may be older than itself.
        if !ofBatches.isEmpty { try refreshPiles(ofLots: ofBatches) }
    }

    /// The earliest age wins where piles meet; an empty pile has none.
    private func put(_ quantity: Quantity, on key: BalanceKey, incoming age: Instant) throws {
        let changed = try tx.execute(
            """
            UPDATE balance
               SET incoming_at = CASE WHEN quantity > 0 AND incoming_at < \(bind: age)
                                      THEN incoming_at ELSE \(bind: age) END,
                   quantity = quantity + \(bind: quantity)
             WHERE product_id = \(bind: key.product)
               AND location_id = \(bind: key.spot.location)
               AND COALESCE(lot_id, 0) = \(bind: key.lot?.rawValue ?? 0)
               AND COALESCE(package_id, 0) = \(bind: key.spot.package?.rawValue ?? 0)
            """)
        if changed > 0 { return }
        let id = try drawKey("balance")
        try tx.execute(
            """
            INSERT INTO balance (id, product_id, location_id, lot_id, package_id, quantity, reserved, may_be_negative,
                                 incoming_at, blocked)
            VALUES (\(bind: id), \(bind: key.product), \(bind: key.spot.location), \(bind: key.lot),
                    \(bind: key.spot.package), \(bind: quantity), 0, 0, \(bind: age), 0)
            """)
        try refreshPiles("id = \(bind: id)")
    }

    /// When each lot first came in; returned goods keep it, unless the setting lets their age begin anew (R27).
    public func firstIncoming(of lots: [LotID], isTakenBack: Bool = false) throws -> [LotID: Instant] {
        if lots.isEmpty { return [:] }
        if try !isTakenBack && settings().returnedStockDate == .new { return [:] }
        let rows = try chunked(lots) {
            try tx.rows(
                """
                SELECT COALESCE(n.joined_to, n.id), MIN(m.happened_at)
                  FROM movement m
                  JOIN lot n ON n.id = m.lot_id
                 WHERE m.lot_id IN (\(sql: Store.family(of: $0)))
                 GROUP BY COALESCE(n.joined_to, n.id)
                """)
        }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as LotID, $0[1] as Instant) })
    }
}

extension [BalanceKey: Instant] {
    /// The age of the oldest goods at each spot.
    fileprivate var oldestBySpot: [Spot: Instant] {
        reduce(into: [:]) { oldest, pile in
            oldest[pile.key.spot] = Swift.min(oldest[pile.key.spot] ?? pile.value, pile.value)
        }
    }
}
