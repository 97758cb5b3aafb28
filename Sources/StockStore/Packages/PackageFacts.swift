import SQLCore
import StockDomain

/// Where a package stood at a past moment.
public struct PastStand: Sendable, Equatable {
    public let parentID: PackageID?
    public let locationID: LocationID?
}

extension Store {
    /// Where a package stood at a past moment; nil when nobody knows, because it came by import or did not exist.
    public func stand(of package: PackageID, at moment: PastMoment) throws -> PastStand? {
        try tx.row(
            """
            SELECT parent_id, location_id
              FROM package_nesting
             WHERE package_id = \(bind: package)
               AND happened_at <= \(bind: moment.at)
               AND recorded_at <= \(bind: moment.knownAt ?? Instant(rawValue: Int64.max))
             ORDER BY happened_at DESC, position DESC
             LIMIT 1
            """
        ).map { PastStand(parentID: $0[0], locationID: $0[1]) }
    }

    /// A package and all that stood in it at a past moment.
    public func packageTree(_ root: PackageID, at moment: PastMoment) throws -> [PackageID] {
        var found = [root]
        var index = 0
        while index < found.count {
            let parent = found[index]
            let once: [PackageID] = try tx.rows(
                "SELECT DISTINCT package_id FROM package_nesting WHERE parent_id = \(bind: parent) ORDER BY package_id"
            ).map { $0[0] }
            for child in once where try stand(of: child, at: moment)?.parentID == parent && !found.contains(child) {
                found.append(child)
            }
            index += 1
        }
        return found
    }

    /// When something was first taken out of packages since they were last empty; nil while nobody has. What was taken
    /// back does not count.
    public func openedAt(_ packages: [PackageID]) throws -> Instant? {
        let rows = try chunked(packages) {
            try tx.rows(
                """
                SELECT p.happened_at, p.id, CAST(SUM(CASE WHEN m.to_package_id IN \(list: $0) THEN m.quantity ELSE 0 END
                                                   - CASE WHEN m.from_package_id IN \(list: $0) THEN m.quantity ELSE 0 END)
                                                 AS BIGINT)
                  FROM movement m
                  JOIN posting p ON p.id = m.posting_id
                 WHERE (m.from_package_id IN \(list: $0) OR m.to_package_id IN \(list: $0))
                   AND p.reverses IS NULL
                   AND NOT EXISTS (SELECT 1 FROM posting r WHERE r.reverses = p.id)
                 GROUP BY p.happened_at, p.id
                 ORDER BY p.happened_at, p.id
                """)
        }
        var inside = Quantity.zero
        var openedAt: Instant?
        for row in rows {
            let change: Quantity = row[2]
            inside += change
            if inside == .zero { openedAt = nil } else if change < .zero { openedAt = openedAt ?? row[0] as Instant }
        }
        return openedAt
    }

    /// Whoever got a package that has left: the partner of the posting that brought it where it is.
    public func holder(of packages: [PackageID]) throws -> PartnerID? {
        if packages.isEmpty { return nil }
        return try tx.row(
            """
            SELECT p.partner_id
              FROM movement m
              JOIN posting p ON p.id = m.posting_id
             WHERE m.to_package_id IN \(list: packages)
             ORDER BY m.happened_at DESC, m.posting_id DESC
             LIMIT 1
            """
        ).flatMap { $0[0] as PartnerID? }
    }

    /// Packages by number.
    ///
    /// - Parameters:
    ///   - places: only those that stand there.
    ///   - part: of the number.
    public func packageRows(
        at places: [LocationID]?, part: String?, after number: String?, limit: Int
    ) throws -> [PackageRow] {
        var conditions: SQL = "WHERE k.number > \(bind: number ?? "")"
        if let places { conditions = conditions + " AND k.location_id IN \(list: places)" }
        if let part {
            let pattern = "%" + part.escapedForLike + "%"
            conditions = conditions + " AND k.number LIKE \(bind: pattern) ESCAPE '\\'"
        }
        return try tx.rows(
            """
            SELECT k.id, k.number, k.parent_id, k.location_id, l.code, o.number,
                   (SELECT COUNT(*) FROM balance b WHERE b.package_id = k.id AND b.quantity <> 0)
              FROM package k
              LEFT JOIN location l ON l.id = k.location_id
              LEFT JOIN package o ON o.id = k.parent_id
             \(sql: conditions)
             ORDER BY k.number
             LIMIT \(bind: limit)
            """
        ).map { PackageRow(package: Package(row: $0), locationCode: $0[4], parent: $0[5], piles: $0[6]) }
    }
}

extension String {
    /// With a backslash before what `LIKE` reads as a pattern.
    fileprivate var escapedForLike: String {
        reduce(into: "") { text, character in
            if "\\%_".contains(character) { text.append("\\") }
            text.append(character)
        }
    }
}
