import SQLCore
import StockDomain

extension Store {
    /// Where serials are now, with the words that a refusal needs; those that never moved are missing.
    public func whereabouts(of lots: [LotID]) throws -> [LotID: Whereabouts] {
        let rows = try chunked(lots) {
            try tx.rows(
                """
                SELECT s.lot_id, s.location_id, s.package_id, l.code, l.usage, s.partner_id, r.name, d.number,
                       p.happened_at, o.number, COALESCE(f.happened_at, p.happened_at), f.kind
                  FROM serial_at s
                  JOIN location l ON l.id = s.location_id
                  JOIN posting p ON p.id = s.posting_id
                  JOIN lot n ON n.id = s.lot_id
                  LEFT JOIN posting f ON f.id = n.first_posting_id
                  LEFT JOIN partner r ON r.id = s.partner_id
                  LEFT JOIN document d ON d.id = p.document_id
                  LEFT JOIN document o ON o.id = f.document_id
                 WHERE s.lot_id IN \(list: $0)
                """)
        }
        let packages = try packageNumbers(Set(rows.compactMap { $0[2] as PackageID? }).sorted())
        return Dictionary(
            uniqueKeysWithValues: rows.map { row in
                var whereabouts = Whereabouts(
                    spot: Spot(row[1] as LocationID, package: row[2]), placeCode: row[3], usage: row[4],
                    partnerID: row[5], partnerName: row[6], lastDocument: row[7], since: row[8],
                    firstDocument: row[9], firstAt: row[10], firstKind: row[11])
                whereabouts.packageNumber = whereabouts.spot.package.flatMap { packages[$0] }
                return (row[0] as LotID, whereabouts)
            })
    }

    /// The same, now or at a past moment.
    public func whereabouts(of lots: [LotID], at moment: PastMoment?) throws -> [LotID: Whereabouts] {
        guard let moment else { return try whereabouts(of: lots) }
        var found: [LotID: Whereabouts] = [:]
        for lot in lots { found[lot] = try whereabouts(of: lot, at: moment) }
        return found
    }

    /// Where the last movement until then brought a serial.
    private func whereabouts(of lot: LotID, at moment: PastMoment) throws -> Whereabouts? {
        try tx.row(
            """
            SELECT m.to_location_id, m.to_package_id, l.code, l.usage, p.partner_id, r.name, d.number, m.happened_at,
                   o.number, f.happened_at, f.kind
              FROM movement m
              JOIN posting p ON p.id = m.posting_id
              JOIN location l ON l.id = m.to_location_id
              JOIN lot n ON n.id = m.lot_id
              JOIN posting f ON f.id = n.first_posting_id
              LEFT JOIN partner r ON r.id = p.partner_id
              LEFT JOIN document d ON d.id = p.document_id
              LEFT JOIN document o ON o.id = f.document_id
             WHERE m.lot_id = \(bind: lot)
               AND m.happened_at <= \(bind: moment.at)
               AND p.recorded_at <= \(bind: moment.knownAt ?? Instant(rawValue: Int64.max))
             ORDER BY m.happened_at DESC, m.posting_id DESC, m.position DESC
             LIMIT 1
            """
        ).map { row in
            let usage: LocationUsage = row[3]
            let isWithPartner = usage == .customer || usage == .supplier
            return Whereabouts(
                spot: Spot(row[0] as LocationID, package: row[1]), placeCode: row[2], usage: usage,
                partnerID: isWithPartner ? row[4] : nil, partnerName: isWithPartner ? row[5] : nil,
                lastDocument: row[6], since: row[7], firstDocument: row[8], firstAt: row[9],
                firstKind: row[10])
        }
    }

    /// What a partner holds of these lots, net of his own returns; never below zero.
    public func held(by partner: PartnerID, lots: [LotID]) throws -> [LotID: Quantity] {
        let rows = try chunked(lots) {
            try tx.rows(
                """
                SELECT lot_id, \(sql: Store.netHeld)
                  FROM (\(sql: Store.holdings(of: partner, where: "l.id IN (\(sql: Store.family(of: $0)))"))) h
                 GROUP BY lot_id
                """)
        }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as LotID, $0[1] as Quantity) })
    }
}
