import SQLCore
import StockDomain

extension Store {
    /// Rows of stock with the strictest block that covers each, now or as it was at a past moment.
    func standing(_ rows: [StockRow], at moment: PastMoment? = nil) throws -> [StockRow] {
        let blocks = try blocks(of: rows.compactMap(\.key.lot), at: moment)
        if blocks.isEmpty, moment == nil { return rows }
        let nesting = try nesting()
        let blocked = try moment.map { try blockedPlaces(at: $0.known) } ?? []
        return rows.map { row in
            let open = row.key.lot.flatMap { blocks[$0] } ?? []
            let covering = open.map(\.block).filter { nesting.covers($0.part, row.key.spot) }
            var standing = row
            standing.status = LotStatus(of: covering)
            if moment != nil {
                standing.isBlocked = !covering.isEmpty || blocked.contains(row.key.spot.location)
            }
            return standing
        }
    }

    /// The places that were blocked at a moment, and all that stand below them now.
    private func blockedPlaces(at moment: Instant) throws -> Set<LocationID> {
        let rows = try tx.rows(
            """
            WITH RECURSIVE held (id) AS (
                SELECT o.id
                  FROM location o
                 WHERE COALESCE((SELECT c.old
                                   FROM field_change c
                                  WHERE c.subject = 'location'
                                    AND c.subject_id = o.id
                                    AND c.field = 'blocked'
                                    AND c.at > \(bind: moment)
                                  ORDER BY c.id
                                  LIMIT 1),
                                CASE WHEN o.blocked = 1 THEN 'yes' ELSE 'no' END) = 'yes'
                UNION
                SELECT l.id FROM location l JOIN held h ON h.id = l.parent_id
            )
            SELECT id FROM held
            """)
        return Set(rows.map { $0[0] as LocationID })
    }
}

extension Store {
    /// Where these lots are in places of ours, now or at a past moment.
    public func stock(ofLots lots: [LotID], at moment: PastMoment?) throws -> [StockRow] {
        guard let moment else { return try stock(ofLots: lots) }
        return try lots.flatMap { try stock(StockFilter(lot: $0), at: moment, after: nil, limit: 10_000) }
    }
}
