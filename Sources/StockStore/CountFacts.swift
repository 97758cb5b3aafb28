import SQLCore
import StockDomain

extension Store {
    /// What came to a spot (above zero) and left it (below) after a moment of the warehouse, by number.
    public func moved(
        _ product: ProductID, at spot: Spot, happeningAfter moment: Instant
    ) throws -> [LotID?: Quantity] {
        try moved(product, at: spot, "m.happened_at > \(bind: moment)")
    }

    /// The same of what was recorded after a moment, whenever it happened.
    public func moved(
        _ product: ProductID, at spot: Spot, recordedAfter moment: Instant
    ) throws -> [LotID?: Quantity] {
        let last: PostingID? = try tx.value(
            "SELECT id FROM posting WHERE recorded_at <= \(bind: moment) ORDER BY id DESC LIMIT 1")
        return try moved(product, at: spot, "m.posting_id > \(bind: last ?? ID(0))")
    }

    private func moved(_ product: ProductID, at spot: Spot, _ condition: SQL) throws -> [LotID?: Quantity] {
        let package = spot.package?.rawValue ?? 0
        // A number that was joined to another counts as that other (R18).
        let rows = try tx.rows(
            """
            SELECT COALESCE(l.joined_to, m.lot_id), m.quantity,
                   CASE WHEN m.to_location_id = \(bind: spot.location)
                         AND COALESCE(m.to_package_id, 0) = \(bind: package) THEN 1 ELSE 0 END,
                   CASE WHEN m.from_location_id = \(bind: spot.location)
                         AND COALESCE(m.from_package_id, 0) = \(bind: package) THEN 1 ELSE 0 END
              FROM movement m
              LEFT JOIN lot l ON l.id = m.lot_id
             WHERE m.product_id = \(bind: product)
               AND \(sql: condition)
               AND (m.to_location_id = \(bind: spot.location) OR m.from_location_id = \(bind: spot.location))
            """)
        var moved: [LotID?: Quantity] = [:]
        for row in rows {
            let quantity: Quantity = row[1]
            if row[2] as Bool { moved[row[0] as LotID?, default: .zero] += quantity }
            if row[3] as Bool { moved[row[0] as LotID?, default: .zero] -= quantity }
        }
        return moved.filter { $0.value != .zero }
    }

    /// Works out again when places were last counted, from the counts that are done.
    public func refreshLastCounted(_ places: [LocationID]) throws {
        if places.isEmpty { return }
        // An imported count has a head only.
        try tx.execute(
            """
            UPDATE location
               SET last_counted_at =
                       (SELECT MAX(d.happened_at)
                          FROM document d
                          LEFT JOIN document_line l ON l.document_id = d.id
                         WHERE d.kind = 'count'
                           AND d.state = 'done'
                           AND COALESCE(l.location_id, d.location_id) = location.id)
             WHERE id IN \(list: places)
            """)
    }

    /// The serials that belong to a lot (R12).
    public func serials(ofBatch lot: LotID) throws -> [LotID] {
        try tx.rows("SELECT id FROM lot WHERE batch_id = \(bind: lot) ORDER BY id").map { $0[0] }
    }

    /// The key of a package, by the number on it.
    public func packageID(number: String) throws -> PackageID? {
        try tx.value("SELECT id FROM package WHERE number = \(bind: number)")
    }

    /// The numbers of packages.
    public func packageNumbers(_ packages: [PackageID]) throws -> [PackageID: String] {
        let rows = try chunked(packages) { try tx.rows("SELECT id, number FROM package WHERE id IN \(list: $0)") }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as PackageID, $0[1] as String) })
    }
}
