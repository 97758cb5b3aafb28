import SQLCore
import StockDomain

extension RecordSubject: SQLBindable, SQLReadable {}

extension Store {
    /// Writes down what differs between a thing before and after; nothing when nothing does (R55).
    public func record<Thing: Recorded>(
        _ old: Thing?, became new: Thing, _ id: Int64, by actor: ActorID, at now: Instant, reason: String? = nil
    ) throws {
        let changes = FieldChange.between(old, and: new)
        let keys = try drawKeys("field_change", changes.count)
        try tx.insert(
            into: "field_change",
            ["id", "at", "actor_id", "subject", "subject_id", "field", "old", "new", "reason"],
            rows: zip(keys, changes).lazy.map { key, change in
                [
                    .integer(key), now.sqlValue, actor.sqlValue, Thing.subject.sqlValue, .integer(id),
                    .text(change.field), change.old.sqlValue, change.new.sqlValue, reason.sqlValue,
                ]
            })
    }

    /// Changes, the newest first.
    ///
    /// - Parameters:
    ///   - key: of which thing; nil for all.
    ///   - id: those before this one.
    public func fieldChanges(of key: RecordKey?, before id: Int64?, limit: Int) throws -> [ChangeRow] {
        var sql: SQL = """
            SELECT c.id, c.at, a.name, c.subject, c.subject_id, c.field, c.old, c.new, c.reason
              FROM field_change c
              JOIN actor a ON a.id = c.actor_id
             WHERE c.id < \(bind: id ?? Int64.max)
            """
        if let key { sql = sql + " AND c.subject = \(bind: key.subject) AND c.subject_id = \(bind: key.id)" }
        return try tx.rows(sql + " ORDER BY c.id DESC LIMIT \(bind: limit)").map { row in
            ChangeRow(
                id: row[0], at: row[1], actor: row[2], subject: row[3], subjectID: row[4],
                change: FieldChange(field: row[5], old: row[6], new: row[7]), reason: row[8])
        }
    }

    /// Whether the thing is there.
    public func exists(_ key: RecordKey) throws -> Bool {
        switch key.subject {
        case .product: try tx.row("SELECT id FROM product WHERE id = \(bind: key.id)") != nil
        case .category: try tx.row("SELECT id FROM category WHERE id = \(bind: key.id)") != nil
        case .partner: try tx.row("SELECT id FROM partner WHERE id = \(bind: key.id)") != nil
        case .location: try tx.row("SELECT id FROM location WHERE id = \(bind: key.id)") != nil
        case .lot: try tx.row("SELECT id FROM lot WHERE id = \(bind: key.id)") != nil
        case .document: try tx.row("SELECT id FROM document WHERE id = \(bind: key.id)") != nil
        case .recall: try tx.row("SELECT id FROM recall WHERE id = \(bind: key.id)") != nil
        case .token: try tx.row("SELECT id FROM actor WHERE id = \(bind: key.id) AND kind = 'token'") != nil
        case .settings: key.id == 0
        }
    }
}
