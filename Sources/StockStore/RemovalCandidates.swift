import SQLCore
import StockDomain

/// Goods that may leave, read in the order of a strategy (R32, R34).
public struct RemovalSearch: Sendable {
    public var product: ProductID
    /// The places from which is taken.
    public var places: [LocationID]
    /// Whether piles with a number are meant, or those without.
    public var isTracked: Bool
    public var removal: Removal

    public init(of product: ProductID, at places: [LocationID], isTracked: Bool, by removal: Removal) {
        self.product = product
        self.places = places
        self.isTracked = isTracked
        self.removal = removal
    }
}

extension Store {
    /// Free piles that nothing speaks against, in the strategy's order, read only as far as `body` answers true.
    ///
    /// Where goods need not be released, those that are come first.
    public func walkCandidates(_ search: RemovalSearch, _ body: (Balance) throws -> Bool) throws {
        var goesOn = true
        for blocked in search.removal.limits.releasedOnly ? [0] : [0, 1] where goesOn {
            try tx.walk(
                Balance.columns + """
                     WHERE product_id = \(bind: search.product)
                       AND blocked = \(sql: SQL(verbatim: "\(blocked)"))
                       AND quantity > reserved
                       AND \(sql: search.reach)\(sql: search.removal.limits.kept)
                     ORDER BY \(sql: search.removal.strategy.order)
                    """
            ) { row in
                goesOn = try body(Balance(row: row))
                return goesOn
            }
        }
    }

    /// Piles that rank before `last` and are not to be taken: reserved, not released, or ruled out by a date; all of
    /// them when there is no last.
    ///
    /// - Returns: in the strategy's order, at most as many as are told.
    public func passedOver(_ search: RemovalSearch, before last: Balance?) throws -> [Balance] {
        let limit = Why.mostNamed + Why.mostCounted + 1
        let range = last.map(search.removal.strategy.range) ?? ""
        let end: SQL = """
             AND \(sql: search.reach)\(sql: range)
             ORDER BY \(sql: search.removal.strategy.order)
             LIMIT \(bind: limit)
            """
        var found = try tx.rows(
            Balance.columns + """
                 WHERE product_id = \(bind: search.product)
                   AND quantity > 0
                   AND (blocked = 1 OR quantity <= reserved)
                """ + end
        ).map(Balance.init(row:))
        if let left = search.removal.limits.left {
            found += try tx.rows(
                Balance.columns + """
                     WHERE product_id = \(bind: search.product)
                       AND blocked = 0
                       AND quantity > reserved
                       AND (\(sql: left))
                    """ + end
            ).map(Balance.init(row:))
        }
        let strategy = search.removal.strategy
        found = found.filter { pile in last.map { strategy.precedes(pile, $0) } ?? true }
        return Array(found.sorted(by: strategy.precedes).prefix(limit))
    }
}

extension RemovalSearch {
    fileprivate var reach: SQL {
        let lot: SQL = isTracked ? "lot_id IS NOT NULL" : "lot_id IS NULL"
        return "location_id IN \(list: places) AND \(sql: lot)"
    }
}

extension RemovalStrategy {
    /// As the partial indexes of `balance` have it; *last in* reads that of *first in* backwards.
    fileprivate var order: SQL {
        switch self {
        case .fifo, .leastPackages: "incoming_at, lot_id, id"
        case .lifo: "incoming_at DESC, lot_id DESC, id DESC"
        case .fefo: "removal_on, incoming_at, lot_id, id"
        case .closest: "pick_sequence, place_key, incoming_at, lot_id, id"
        }
    }

    /// What can rank before a pile; some that do not are told apart afterwards.
    fileprivate func range(before pile: Balance) -> SQL {
        switch self {
        case .fifo: " AND incoming_at <= \(bind: pile.incomingAt)"
        case .lifo: " AND incoming_at >= \(bind: pile.incomingAt)"
        case .fefo: " AND removal_on <= \(bind: PileDay.written(pile.removalOn))"
        case .closest: " AND pick_sequence <= \(bind: pile.walk.sequence)"
        case .leastPackages: ""
        }
    }
}

extension RemovalLimits {
    /// What must hold for goods to be proposed; the same that `objection` judges, whether released apart.
    fileprivate var kept: SQL {
        conditions.reduce("") { "\(sql: $0) AND \(sql: $1.holds)" }
    }

    /// The opposite; nil when there is no limit but being released.
    fileprivate var left: SQL? {
        conditions.reduce(nil) { found, condition in
            found.map { "\(sql: $0) OR \(sql: condition.fails)" } ?? condition.fails
        }
    }

    private var conditions: [(holds: SQL, fails: SQL)] {
        var found: [(holds: SQL, fails: SQL)] = []
        if let day {
            // The removal day is never after the expiry, unless somebody has typed it so.
            found.append(("removal_on >= \(bind: day)", "removal_on < \(bind: day)"))
        }
        if let least = [day, leastExpiry, leastExpiryAfterLast].compactMap({ $0 }).max() {
            found.append(("expires_on >= \(bind: least)", "expires_on < \(bind: least)"))
        }
        if let least = leastIncomingAfterLast {
            found.append(("incoming_at >= \(bind: least)", "incoming_at < \(bind: least)"))
        }
        if let last = arrivedBy { found.append(("incoming_at <= \(bind: last)", "incoming_at > \(bind: last)")) }
        return found
    }
}
