import SQLCore
import StockDomain

extension Store {
    public func insertNote(_ text: String, on key: RecordKey, by actor: Actor, at now: Instant) throws -> Note {
        let id = try drawKey("note")
        try tx.execute(
            """
            INSERT INTO note (id, subject, subject_id, text, at, actor_id)
            VALUES (\(bind: id), \(bind: key.subject), \(bind: key.id), \(bind: text), \(bind: now), \(bind: actor.id))
            """)
        return Note(id: id, text: text, at: now, actor: actor.name)
    }

    /// Notes on a thing, the newest first.
    public func notes(on key: RecordKey, before id: Int64?, limit: Int) throws -> [Note] {
        try tx.rows(
            """
            SELECT n.id, n.text, n.at, a.name
              FROM note n
              JOIN actor a ON a.id = n.actor_id
             WHERE n.subject = \(bind: key.subject)
               AND n.subject_id = \(bind: key.id)
               AND n.id < \(bind: id ?? Int64.max)
             ORDER BY n.id DESC
             LIMIT \(bind: limit)
            """
        ).map { Note(id: $0[0], text: $0[1], at: $0[2], actor: $0[3]) }
    }
}
