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
        for blocked in search.removal.limits.releasedOnly ? [false] : [false, true] where goesOn {
            try tx.walkFirst(search.candidates(blocked: blocked)) { row in
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
        var found: [Balance] = []
        for statement in [search.unavailable(before: last), search.ruledOut(before: last)] {
            guard let statement else { continue }
            var count = 0
            try tx.walkFirst(statement) { row in
                found.append(Balance(row: row))
                count += 1
                return count < RemovalSearch.mostPassedOver
            }
        }
        return Array(found.sorted(by: search.removal.strategy.precedes).prefix(RemovalSearch.mostPassedOver))
    }
}

/// The statements of one search. Each must be read in the order of an index, only as far as it is needed, however many
/// piles the product has: so no other column than the one sorted by may lead the engine to another index.
extension RemovalSearch {
    fileprivate static let mostPassedOver = Why.mostNamed + Why.mostCounted + 1

    /// Free piles within the limits.
    func candidates(blocked: Bool) -> SQL {
        Balance.columns + """
             WHERE product_id = \(bind: product)
               AND blocked = \(sql: SQL(verbatim: blocked ? "1" : "0"))
               AND quantity > reserved
               AND \(sql: reach)\(sql: kept)
             ORDER BY \(sql: order)
            """
    }

    /// Piles of which nothing may be taken, whatever their dates.
    func unavailable(before last: Balance?) -> SQL {
        Balance.columns + """
             WHERE product_id = \(bind: product)
               AND quantity > 0
               AND (blocked = 1 OR quantity <= reserved)
            """ + end(before: last)
    }

    /// Free piles outside the limits; nil when there are no limits but being released.
    func ruledOut(before last: Balance?) -> SQL? {
        left.map { left in
            Balance.columns + """
                 WHERE product_id = \(bind: product)
                   AND blocked = 0
                   AND quantity > reserved
                   AND (\(sql: left))
                """ + end(before: last)
        }
    }

    private func end(before last: Balance?) -> SQL {
        """
         AND \(sql: reach)\(sql: last.map(range) ?? "")
         ORDER BY \(sql: order)
        """
    }

    private var reach: SQL {
        let lot: SQL = isTracked ? "lot_id IS NOT NULL" : "lot_id IS NULL"
        return "location_id + 0 IN \(list: places) AND \(sql: lot)"
    }

    private var order: SQL {
        SQL(verbatim: sortKeys.map { isBackwards ? "\($0.rawValue) DESC" : $0.rawValue }.joined(separator: ", "))
    }

    /// What ranks before a pile.
    private func range(before pile: Balance) -> SQL {
        let columns = SQL(verbatim: sortKeys.map(\.rawValue).joined(separator: ", "))
        let values = sortKeys.map { $0.value(of: pile) }
        let first: SQL = "\(bind: values[0])"
        let row = values.dropFirst().reduce(first) { "\(sql: $0), \(bind: $1)" }
        return " AND (\(sql: columns)) \(sql: isBackwards ? ">" : "<") (\(sql: row))"
    }

    /// *Last in* reads the index of *first in* backwards.
    private var isBackwards: Bool { removal.strategy == .lifo }

    /// As the partial indexes of `balance` have them.
    private var sortKeys: [SortKey] {
        let arrival: [SortKey] = isTracked ? [.incomingAt, .lot, .id] : [.incomingAt, .id]
        switch removal.strategy {
        case .fifo, .lifo, .leastPackages: return arrival
        case .fefo: return [.removalOn] + arrival
        case .closest: return [.pickSequence, .placeKey] + arrival
        }
    }

    /// A column that leads to no index, unless it is the one sorted by.
    private func compared(_ key: SortKey, otherwise hidden: SQL) -> SQL {
        sortKeys.first == key ? SQL(verbatim: key.rawValue) : hidden
    }

    /// What must hold for goods to be proposed; the same that `objection` judges, whether released apart.
    private var kept: SQL {
        conditions.reduce("") { "\(sql: $0) AND \(sql: $1.holds)" }
    }

    /// The opposite; nil when there is no limit but being released.
    private var left: SQL? {
        conditions.reduce(nil) { found, condition in
            found.map { "\(sql: $0) OR \(sql: condition.fails)" } ?? condition.fails
        }
    }

    private var conditions: [(holds: SQL, fails: SQL)] {
        let limits = removal.limits
        let leaves = compared(.removalOn, otherwise: "removal_on || ''")
        let came = compared(.incomingAt, otherwise: "incoming_at + 0")
        var found: [(holds: SQL, fails: SQL)] = []
        if let day = limits.day {
            // The removal day is never after the expiry, unless somebody has typed it so.
            found.append(("\(sql: leaves) >= \(bind: day)", "\(sql: leaves) < \(bind: day)"))
        }
        if let least = [limits.day, limits.leastExpiry, limits.leastExpiryAfterLast].compactMap({ $0 }).max() {
            found.append(("expires_on >= \(bind: least)", "expires_on < \(bind: least)"))
        }
        if let least = limits.leastIncomingAfterLast {
            found.append(("\(sql: came) >= \(bind: least)", "\(sql: came) < \(bind: least)"))
        }
        if let last = limits.arrivedBy {
            found.append(("\(sql: came) <= \(bind: last)", "\(sql: came) > \(bind: last)"))
        }
        return found
    }
}

/// A column of `balance` by which strategies sort.
private enum SortKey: String {
    case incomingAt = "incoming_at"
    case lot = "lot_id"
    case id
    case removalOn = "removal_on"
    case pickSequence = "pick_sequence"
    case placeKey = "place_key"

    func value(of pile: Balance) -> SQLValue {
        switch self {
        case .incomingAt: pile.incomingAt.sqlValue
        case .lot: pile.key.lot.sqlValue
        case .id: pile.id.sqlValue
        case .removalOn: PileDay.written(pile.removalOn)
        case .pickSequence: pile.walk.sequence.sqlValue
        case .placeKey: pile.walk.key.sqlValue
        }
    }
}
