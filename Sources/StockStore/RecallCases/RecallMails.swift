import SQLCore
import StockDomain

extension Store {
    /// Writes down that a mail is about to be sent.
    ///
    /// - Returns: its position among those of the case.
    public func begin(
        mailTo partner: PartnerID, isReminder: Bool, of recall: RecallID, by actor: ActorID, at now: Instant
    ) throws -> Int {
        let next: Int =
            try tx.value("SELECT MAX(position) + 1 FROM recall_mail WHERE recall_id = \(bind: recall)") ?? 0
        try tx.execute(
            """
            INSERT INTO recall_mail (recall_id, position, partner_id, reminder, begun_at, begun_by)
            VALUES (\(bind: recall), \(bind: next), \(bind: partner), \(bind: isReminder), \(bind: now), \(bind: actor))
            """)
        return next
    }

    /// Writes down what came of a mail.
    ///
    /// - Parameter detail: what the server said, or why it was not sent.
    public func end(
        mail position: Int, of recall: RecallID, wasSent: Bool, detail: String, at now: Instant
    ) throws {
        try tx.execute(
            """
            UPDATE recall_mail
               SET ended_at = \(bind: now),
                   sent = \(bind: wasSent),
                   detail = \(bind: detail)
             WHERE recall_id = \(bind: recall)
               AND position = \(bind: position)
            """)
    }

    /// Every attempt to mail a notice of a case, by addressee, first to last.
    public func mails(of recall: RecallID) throws -> [PartnerID: [NoticeMail]] {
        let rows = try tx.rows(
            """
            SELECT m.partner_id, m.begun_at, a.name, m.reminder, m.ended_at, m.sent, m.detail
              FROM recall_mail m
              JOIN actor a ON a.id = m.begun_by
             WHERE m.recall_id = \(bind: recall)
             ORDER BY m.position
            """)
        return Dictionary(grouping: rows) { $0[0] as PartnerID }.mapValues { rows in
            rows.map { row in
                let ended: Instant? = row[4]
                return NoticeMail(
                    begunAt: row[1], by: row[2], isReminder: row[3],
                    outcome: ended.map { NoticeMail.Outcome(at: $0, wasSent: row[5] ?? false, detail: row[6] ?? "") })
            }
        }
    }
}
