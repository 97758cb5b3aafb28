import SQLCore
import StockDomain

extension Store {
    /// Lots and serials that a partner holds now, by lot key.
    ///
    /// Goods with him count net of his own returns; those in places of his count as they stand there.
    ///
    /// - Parameters:
    ///   - places: the places that are his, and those below them.
    ///   - lot: only keys behind this one.
    public func unitsHeld(
        by partner: PartnerID, inPlaces places: [LocationID], after lot: LotID?, limit: Int
    ) throws -> [PartnerUnits] {
        var held: [LotID: (quantity: Quantity, since: Instant, document: String?)] = [:]
        for row in try delivered(to: partner, after: lot, limit: limit) { held[row.lot] = row.units }
        for row in try standing(in: places, after: lot, limit: limit) {
            let delivered = held[row.lot]
            held[row.lot] = (
                (delivered?.quantity ?? .zero) + row.units.quantity,
                max(delivered?.since ?? row.units.since, row.units.since), delivered?.document
            )
        }
        let names = try namesOfLots(held.keys.sorted())
        return held.keys.sorted().prefix(limit).compactMap { id in
            guard let units = held[id], let name = names[id] else { return nil }
            return PartnerUnits(
                lotID: id, number: name.number, sku: name.sku, unit: name.unit, quantity: units.quantity,
                since: units.since, document: units.document)
        }
    }

    private typealias Held = (lot: LotID, units: (quantity: Quantity, since: Instant, document: String?))

    private func delivered(to partner: PartnerID, after lot: LotID?, limit: Int) throws -> [Held] {
        let behind: SQL = "COALESCE(l.joined_to, l.id) > \(bind: lot ?? LotID(0))"
        let sums = try tx.rows(
            """
            SELECT lot_id, \(sql: Store.netHeld), MAX(delivery_id)
              FROM (\(sql: Store.holdings(of: partner, where: behind))) h
             GROUP BY lot_id
            HAVING \(sql: Store.netHeld) > 0
             ORDER BY lot_id
             LIMIT \(bind: limit)
            """
        ).map { row in (lot: row[0] as LotID, quantity: row[1] as Quantity, delivery: row[2] as PostingID?) }
        let deliveries = try moments(of: sums.compactMap(\.delivery))
        return sums.map { sum in
            let delivery = sum.delivery.flatMap { deliveries[$0] }
            return (sum.lot, (sum.quantity, delivery?.happenedAt ?? Instant(rawValue: 0), delivery?.document))
        }
    }

    private func standing(in places: [LocationID], after lot: LotID?, limit: Int) throws -> [Held] {
        if places.isEmpty { return [] }
        return try tx.rows(
            """
            SELECT lot_id, CAST(SUM(quantity) AS BIGINT), MAX(incoming_at)
              FROM balance
             WHERE location_id IN \(list: places)
               AND lot_id > \(bind: lot ?? LotID(0))
               AND quantity > 0
             GROUP BY lot_id
             ORDER BY lot_id
             LIMIT \(bind: limit)
            """
        ).map { row in (row[0], (row[1], row[2], nil)) }
    }

    private func moments(
        of postings: [PostingID]
    ) throws -> [PostingID: (happenedAt: Instant, document: String?)] {
        let rows = try chunked(postings) {
            try tx.rows(
                """
                SELECT p.id, p.happened_at, d.number
                  FROM posting p
                  LEFT JOIN document d ON d.id = p.document_id
                 WHERE p.id IN \(list: $0)
                """)
        }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as PostingID, ($0[1] as Instant, $0[2] as String?)) })
    }

    private func namesOfLots(_ lots: [LotID]) throws -> [LotID: (number: LotNumber, sku: String, unit: String)] {
        let rows = try chunked(lots) {
            try tx.rows(
                """
                SELECT l.id, l.number, g.sku, g.unit
                  FROM lot l
                  JOIN product g ON g.id = l.product_id
                 WHERE l.id IN \(list: $0)
                """)
        }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as LotID, ($0[1], $0[2], $0[3])) })
    }
}
