import SQLCore
import StockDomain

/// A day on a pile: goods without one carry the last day of all, so that they sort last (R32).
enum PileDay {
    static let none = "9999-12-31"

    static func read(_ text: String) -> CalendarDate? {
        text == none ? nil : CalendarDate(text)
    }

    static func written(_ day: CalendarDate?) -> SQLValue {
        .text(day?.description ?? none)
    }
}

extension Store {
    /// Works out again what piles carry of their lot and place for reserving: dates, order of walking, blocks.
    ///
    /// - Parameter condition: which rows of `balance`; all other columns stay.
    func refreshPiles(_ condition: SQL) throws {
        try tx.execute(
            """
            UPDATE balance
               SET removal_on = COALESCE((SELECT COALESCE(l.removal_on, l.expires_on)
                                            FROM lot l WHERE l.id = balance.lot_id), \(bind: PileDay.none)),
                   expires_on = COALESCE((SELECT l.expires_on FROM lot l WHERE l.id = balance.lot_id),
                                         \(bind: PileDay.none)),
                   pick_sequence = COALESCE((SELECT o.pick_sequence FROM location o WHERE o.id = balance.location_id),
                                            \(bind: PlaceOrder.unordered)),
                   place_key = (SELECT o.place_key FROM location o WHERE o.id = balance.location_id),
                   blocked = \(sql: Balance.isHeldBack)
             WHERE \(sql: condition)
            """)
    }

    /// The same for all piles of these lots and of the serials that belong to them.
    public func refreshPiles(ofLots lots: [LotID]) throws {
        _ = try chunked(lots) { part -> [LotID] in
            try refreshPiles(Balance.belongs(to: part))
            return []
        }
    }
}

extension Balance {
    /// Whether a pile is of these lots, or of serials that belong to them.
    static func belongs(to lots: [LotID]) -> SQL {
        "(lot_id IN \(list: lots) OR lot_id IN (SELECT id FROM lot WHERE batch_id IN \(list: lots)))"
    }

    /// The columns of a new pile.
    static let fieldNames = [
        "id", "product_id", "location_id", "lot_id", "package_id", "quantity", "reserved", "may_be_negative",
        "incoming_at", "blocked", "removal_on", "expires_on", "pick_sequence", "place_key",
    ]

    /// The last four of them.
    static func orderFields(_ dates: LotDates, _ walk: PlaceOrder) -> [SQLValue] {
        [
            PileDay.written(dates.removalOn ?? dates.expiresOn), PileDay.written(dates.expiresOn),
            walk.sequence.sqlValue, .text(walk.key),
        ]
    }
}
