import SQLCore
import StockDomain

extension Store {
    public func insertAttachment(
        _ content: [UInt8], named name: String, mediaType: String, on key: RecordKey, by actor: Actor, at now: Instant
    ) throws -> Attachment {
        let id = try drawKey("attachment")
        let digest = Digest(of: content)
        try tx.execute(
            """
            INSERT INTO attachment (id, subject, subject_id, name, media_type, size, digest, content, at, actor_id)
            VALUES (\(bind: id), \(bind: key.subject), \(bind: key.id), \(bind: name), \(bind: mediaType),
                    \(bind: content.count), \(bind: digest.bytes), \(bind: content), \(bind: now), \(bind: actor.id))
            """)
        return Attachment(
            id: id, name: name, mediaType: mediaType, size: content.count, digest: digest, at: now, actor: actor.name)
    }

    /// Files kept with a thing, the newest first.
    public func attachments(on key: RecordKey, before id: Int64?, limit: Int) throws -> [Attachment] {
        try tx.rows(
            Attachment.columns + """
                 WHERE f.subject = \(bind: key.subject)
                   AND f.subject_id = \(bind: key.id)
                   AND f.id < \(bind: id ?? Int64.max)
                 ORDER BY f.id DESC
                 LIMIT \(bind: limit)
                """
        ).map(Attachment.init(row:))
    }

    /// One file with its bytes.
    public func attachment(_ id: Int64) throws -> (attachment: Attachment, content: [UInt8])? {
        guard let row = try tx.row(Attachment.columns + " WHERE f.id = \(bind: id)"),
            let content: [UInt8] = try tx.value("SELECT content FROM attachment WHERE id = \(bind: id)")
        else { return nil }
        return (Attachment(row: row), content)
    }
}

extension Attachment {
    fileprivate static let columns: SQL = """
        SELECT f.id, f.name, f.media_type, f.size, f.digest, f.at, a.name
          FROM attachment f
          JOIN actor a ON a.id = f.actor_id
        """

    fileprivate init(row: SQLRow) {
        self.init(
            id: row[0], name: row[1], mediaType: row[2], size: row[3], digest: Digest(bytes: row[4]), at: row[5],
            actor: row[6])
    }
}
