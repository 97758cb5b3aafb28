import SQLCore
import StockDomain

extension Store {
    /// What befell a package, latest first: goods put in and taken out, and where it stood.
    public func events(of package: PackageID, limit: Int) throws -> [PackageEvent] {
        let all = try standEvents(of: package, limit) + goodsEvents(of: package, limit)
        return Array(
            all.enumerated().sorted {
                ($1.element.happenedAt, $1.element.recordedAt, $1.offset)
                    < ($0.element.happenedAt, $0.element.recordedAt, $0.offset)
            }.map(\.element).prefix(limit))
    }

    private func goodsEvents(of package: PackageID, _ limit: Int) throws -> [PackageEvent] {
        try tx.rows(
            """
            SELECT p.happened_at, p.recorded_at, a.name, p.kind, d.number, p.reason, r.sku, n.number, m.quantity,
                   m.from_package_id, m.to_package_id, f.code, t.code, p.reverses
              FROM movement m
              JOIN posting p ON p.id = m.posting_id
              JOIN actor a ON a.id = p.actor_id
              JOIN product r ON r.id = m.product_id
              JOIN location f ON f.id = m.from_location_id
              JOIN location t ON t.id = m.to_location_id
              LEFT JOIN document d ON d.id = p.document_id
              LEFT JOIN lot n ON n.id = m.lot_id
             WHERE m.from_package_id = \(bind: package)
                OR m.to_package_id = \(bind: package)
             ORDER BY m.posting_id DESC, m.position DESC
             LIMIT \(bind: limit)
            """
        ).reversed().map { row in
            let number = (row[7] as String?).map { " “\($0)”" } ?? ""
            let goods = "\((row[8] as Quantity).grouped) of \(row[6] as String)\(number)"
            let from: String = row[11]
            let to: String = row[12]
            let (wasIn, isIn) = (row[9] as PackageID? == package, row[10] as PackageID? == package)
            let how =
                wasIn && isIn
                ? "\(goods) went from \(from) to \(to) in it" : isIn ? "\(goods) put in" : "\(goods) taken out"
            let back = row[13] as PostingID? == nil ? "" : ", taking back what was booked"
            return PackageEvent(
                happenedAt: row[0], recordedAt: row[1], actorName: row[2],
                what: "\(how) (\((row[3] as PostingKind).inWords)\(back)).", document: row[4], reason: row[5])
        }
    }

    private func standEvents(of package: PackageID, _ limit: Int) throws -> [PackageEvent] {
        try tx.rows(
            """
            SELECT n.happened_at, n.recorded_at, a.name, l.code, k.number
              FROM package_nesting n
              JOIN actor a ON a.id = n.actor_id
              LEFT JOIN location l ON l.id = n.location_id
              LEFT JOIN package k ON k.id = n.parent_id
             WHERE n.package_id = \(bind: package)
             ORDER BY n.position DESC
             LIMIT \(bind: limit)
            """
        ).reversed().map { row in
            let place = (row[3] as String?).map { "Stood in \($0)" } ?? "Stood nowhere yet"
            let parent = (row[4] as String?).map { ", in package \($0)" } ?? ""
            return PackageEvent(
                happenedAt: row[0], recordedAt: row[1], actorName: row[2], what: "\(place)\(parent).")
        }
    }
}
