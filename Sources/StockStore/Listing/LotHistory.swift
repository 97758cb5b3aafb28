import SQLCore
import StockDomain

extension Store {
    /// What happened to a number, latest first: its own movements and those of numbers that were joined to it, its
    /// blocks and its batch's, corrections, former numbers and changed fields.
    public func history(
        of lot: Lot, before cursor: LotHistoryCursor?, limit: Int
    ) throws -> [LotHistoryEntry] {
        let joined: [LotID] = try tx.rows("SELECT id FROM lot WHERE joined_to = \(bind: lot.id)").map { $0[0] }
        let own = [lot.id] + joined
        let obeyed = own + (lot.batchID.map { [$0] } ?? [])
        let reading = LotHistoryReading(store: self, cursor: cursor, limit: limit)
        let entries = try reading.movements(of: own) + reading.decisions(on: own, obeying: obeyed, lot)
        return Array(entries.sorted { $0.cursor > $1.cursor }.prefix(limit))
    }

    /// What people decided about a number, latest first: the same without its movements.
    public func decisions(on lot: Lot, limit: Int) throws -> [LotHistoryEntry] {
        let joined: [LotID] = try tx.rows("SELECT id FROM lot WHERE joined_to = \(bind: lot.id)").map { $0[0] }
        let own = [lot.id] + joined
        let reading = LotHistoryReading(store: self, cursor: nil, limit: limit)
        let entries = try reading.decisions(on: own, obeying: own + (lot.batchID.map { [$0] } ?? []), lot)
        return Array(entries.sorted { $0.cursor > $1.cursor }.prefix(limit))
    }
}

/// Reads each source of a lot's history up to the same limit; together they hold its first part.
private struct LotHistoryReading {
    let store: Store
    let cursor: LotHistoryCursor?
    let limit: Int

    typealias Source = LotHistoryCursor.Source

    /// The condition that a row lies before the cursor, and the order.
    ///
    /// - Parameter keys: what tells rows of the same moment apart: the key, and the position where there is one.
    private func part(_ source: Source, _ at: SQL, _ keys: SQL...) -> SQL {
        let order = keys.reduce(at + " DESC") { $0 + ", " + $1 + " DESC" }
        return rowsBefore(source, at, keys) + " ORDER BY \(sql: order) LIMIT \(bind: limit)"
    }

    private func rowsBefore(_ source: Source, _ at: SQL, _ keys: [SQL]) -> SQL {
        guard let cursor else { return "" }
        if source.rawValue < cursor.source.rawValue { return "AND \(sql: at) <= \(bind: cursor.at)" }
        if source.rawValue > cursor.source.rawValue { return "AND \(sql: at) < \(bind: cursor.at)" }
        let columns = keys.reduce(at) { $0 + ", " + $1 }
        var ends: SQL = "\(bind: cursor.at)"
        for end in [cursor.key, cursor.position].prefix(keys.count) { ends = ends + ", \(bind: end)" }
        return "AND (\(sql: columns)) < (\(sql: ends))"
    }

    /// Corrections, former names and changed fields of `lots`, and the blocks that they obey.
    func decisions(on lots: [LotID], obeying obeyed: [LotID], _ lot: Lot) throws -> [LotHistoryEntry] {
        try renumberings(of: lots) + corrections(of: lots) + openedBlocks(of: obeyed, lot: lot)
            + closedBlocks(of: obeyed, lot: lot) + fieldChanges(of: lots)
    }

    func movements(of lots: [LotID]) throws -> [LotHistoryEntry] {
        try store.tx.rows(
            """
            SELECT m.happened_at, m.posting_id, m.position, p.recorded_at, a.name, p.kind, m.quantity, r.unit, f.code,
                   t.code, d.number, c.name, p.reason, p.reverses
              FROM movement m
              JOIN posting p ON p.id = m.posting_id
              JOIN actor a ON a.id = p.actor_id
              JOIN product r ON r.id = m.product_id
              JOIN location f ON f.id = m.from_location_id
              JOIN location t ON t.id = m.to_location_id
              LEFT JOIN document d ON d.id = p.document_id
              LEFT JOIN partner c ON c.id = p.partner_id
             WHERE m.lot_id IN \(list: lots)
               \(sql: part(.movement, "m.happened_at", "m.posting_id", "m.position"))
            """
        ).map { row in
            let kind: PostingKind = row[5]
            let quantity: Quantity = row[6]
            let partner: String? = row[11]
            let back = (row[13] as PostingID?) == nil ? "" : "Taken back: "
            let whose = partner.map { ", \($0)" } ?? ""
            return LotHistoryEntry(
                recordedAt: row[3], actorName: row[4],
                what: "\(back)\(kind.inWords) of \(quantity.grouped) \(row[7] as String) from \(row[8] as String) to "
                    + "\(row[9] as String)\(whose)",
                reason: row[12], document: row[10],
                cursor: LotHistoryCursor(at: row[0], source: .movement, key: row[1], position: row[2]))
        }
    }

    func renumberings(of lots: [LotID]) throws -> [LotHistoryEntry] {
        try store.tx.rows(
            """
            SELECT p.recorded_at, r.posting_id, a.name, r.former_number, r.number, r.joined_to, p.reason
              FROM renumbering r
              JOIN posting p ON p.id = r.posting_id
              JOIN actor a ON a.id = p.actor_id
             WHERE r.lot_id IN \(list: lots)
               \(sql: part(.renumbering, "p.recorded_at", "r.posting_id"))
            """
        ).map { row in
            let (former, right): (String, String) = (row[3], row[4])
            let isJoin = (row[5] as LotID?) != nil
            return LotHistoryEntry(
                recordedAt: row[0], actorName: row[2],
                what: isJoin
                    ? "“\(former)” was joined: the goods were “\(right)” all along"
                    : "The number was “\(former)” until then",
                reason: row[6], cursor: LotHistoryCursor(at: row[0], source: .renumbering, key: row[1]))
        }
    }

    func corrections(of lots: [LotID]) throws -> [LotHistoryEntry] {
        try store.tx.rows(
            """
            SELECT k.at, k.id, a.name, k.kind, k.quantity, f.number, t.number, k.reason
              FROM correction k
              JOIN actor a ON a.id = k.actor_id
              LEFT JOIN lot f ON f.id = k.from_lot_id
              LEFT JOIN lot t ON t.id = k.to_lot_id
             WHERE (k.from_lot_id IN \(list: lots) OR k.to_lot_id IN \(list: lots))
               \(sql: part(.correction, "k.at", "k.id"))
            """
        ).map { row in
            let (quantity, from, to): (Quantity, String?, String?) = (row[4], row[5], row[6])
            let what =
                row[3] as String == "partner"
                ? "Booked on the wrong partner: \(quantity.grouped) were corrected"
                : "\(quantity.grouped) that were booked as “\(from ?? "no number")” were “\(to ?? "no number")”"
            return LotHistoryEntry(
                recordedAt: row[0], actorName: row[2], what: what, reason: row[7],
                cursor: LotHistoryCursor(at: row[0], source: .correction, key: row[1]))
        }
    }

    func openedBlocks(of lots: [LotID], lot: Lot) throws -> [LotHistoryEntry] {
        try turnsOfBlocks(of: lots, lot, .blockOpened, at: "k.opened_at", by: "k.opened_by", because: "k.reason") {
            "Now \($0)"
        }
    }

    func closedBlocks(of lots: [LotID], lot: Lot) throws -> [LotHistoryEntry] {
        try turnsOfBlocks(
            of: lots, lot, .blockClosed, at: "k.closed_at", by: "k.closed_by", because: "k.closing_reason"
        ) { "No longer \($0)" }
    }

    private func turnsOfBlocks(
        of lots: [LotID], _ lot: Lot, _ source: LotHistoryCursor.Source, at moment: SQL, by actor: SQL,
        because reason: SQL, _ what: (String) -> String
    ) throws -> [LotHistoryEntry] {
        try store.tx.rows(
            """
            SELECT \(sql: moment), k.id, a.name, k.kind, l.code, p.number, \(sql: reason), k.lot_id
              FROM block k
              JOIN actor a ON a.id = \(sql: actor)
              LEFT JOIN location l ON l.id = k.location_id
              LEFT JOIN package p ON p.id = k.package_id
             WHERE k.lot_id IN \(list: lots)
               \(sql: part(source, moment, "k.id"))
            """
        ).map { row in
            LotHistoryEntry(
                recordedAt: row[0], actorName: row[2], what: what(standing(row, of: lot)), reason: row[6],
                cursor: LotHistoryCursor(at: row[0], source: source, key: row[1]))
        }
    }

    /// Such as `on hold in WH-Stock`, from the columns kind, place, package and lot.
    private func standing(_ row: SQLRow, of lot: Lot) -> String {
        let (place, package): (String?, String?) = (row[4], row[5])
        let batch = (row[7] as LotID) == lot.batchID ? " with its lot" : ""
        return LotStatus(row[3] as Block.Kind).inWords + batch + (place.map { " in \($0)" } ?? "")
            + (package.map { " in package \($0)" } ?? "")
    }

    /// What was changed of the lots but their status, of which their blocks tell.
    func fieldChanges(of lots: [LotID]) throws -> [LotHistoryEntry] {
        try store.tx.rows(
            """
            SELECT k.at, k.id, a.name, k.field, k.old, k.new, k.reason
              FROM field_change k
              JOIN actor a ON a.id = k.actor_id
             WHERE k.subject = 'lot'
               AND k.field <> \(bind: LotStanding.field)
               AND k.subject_id IN \(list: lots)
               \(sql: part(.fieldChange, "k.at", "k.id"))
            """
        ).map { row in
            let (old, new): (String?, String?) = (row[4], row[5])
            return LotHistoryEntry(
                recordedAt: row[0], actorName: row[2],
                what:
                    "\((row[3] as String).replacing("_", with: " ")) was changed from \(old ?? "nothing") to \(new ?? "nothing")",
                reason: row[6],
                cursor: LotHistoryCursor(at: row[0], source: .fieldChange, key: row[1]))
        }
    }
}
