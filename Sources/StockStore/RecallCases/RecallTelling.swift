import SQLCore
import StockDomain

extension Store {
    /// Writes down what happened in a case.
    public func record(
        _ code: String, _ detail: String, of recall: RecallID, by actor: ActorID?, at now: Instant
    ) throws {
        let next: Int =
            try tx.value("SELECT MAX(position) + 1 FROM recall_event WHERE recall_id = \(bind: recall)") ?? 0
        try tx.execute(
            """
            INSERT INTO recall_event (recall_id, position, at, actor_id, code, detail)
            VALUES (\(bind: recall), \(bind: next), \(bind: now), \(bind: actor), \(bind: code), \(bind: detail))
            """)
    }

    /// What happened in a case, first to last.
    public func events(of recall: RecallID) throws -> [RecallEvent] {
        try tx.rows(
            """
            SELECT e.at, a.name, e.code, e.detail
              FROM recall_event e
              LEFT JOIN actor a ON a.id = e.actor_id
             WHERE e.recall_id = \(bind: recall)
             ORDER BY e.position
            """
        ).map { RecallEvent(at: $0[0], actor: $0[1], code: $0[2], detail: $0[3]) }
    }

    // MARK: Notices

    public func insert(
        _ notices: [(partner: PartnerID, notice: SentNotice)], of recall: RecallID, by actor: ActorID
    ) throws {
        let next: Int =
            try tx.value("SELECT MAX(position) + 1 FROM recall_notice WHERE recall_id = \(bind: recall)") ?? 0
        try tx.insert(
            into: "recall_notice",
            [
                "recall_id", "position", "partner_id", "round", "reminder", "method", "sent_at", "sent_by", "content",
            ],
            rows: notices.enumerated().lazy.map { index, sent in
                [
                    recall.sqlValue, (next + index).sqlValue, sent.partner.sqlValue, sent.notice.round.sqlValue,
                    sent.notice.isReminder.sqlValue, sent.notice.method.sqlValue, sent.notice.at.sqlValue,
                    actor.sqlValue, .text(sent.notice.text),
                ]
            })
    }

    /// What was sent to whom, first to last.
    public func notices(of recall: RecallID) throws -> [PartnerID: [SentNotice]] {
        let rows = try tx.rows(
            """
            SELECT n.partner_id, n.sent_at, a.name, n.method, n.round, n.reminder, n.content
              FROM recall_notice n
              JOIN actor a ON a.id = n.sent_by
             WHERE n.recall_id = \(bind: recall)
             ORDER BY n.position
            """)
        return Dictionary(grouping: rows) { $0[0] as PartnerID }.mapValues { rows in
            rows.map { row in
                SentNotice(
                    at: row[1], by: row[2], method: row[3], round: row[4], isReminder: row[5], text: row[6])
            }
        }
    }

    // MARK: Answers

    public func insert(_ answers: [RecallAnswer], of recall: RecallID, by actor: ActorID?) throws {
        let next: Int =
            try tx.value("SELECT MAX(position) + 1 FROM recall_answer WHERE recall_id = \(bind: recall)") ?? 0
        try tx.insert(
            into: "recall_answer",
            [
                "recall_id", "position", "partner_id", "product_id", "have", "destroyed", "returned", "corrected",
                "sold", "remark", "answered_at", "written_by",
            ],
            rows: answers.enumerated().lazy.map { index, answer in
                let amounts = answer.amounts
                return [
                    recall.sqlValue, (next + index).sqlValue, answer.partner.sqlValue, answer.product.sqlValue,
                    amounts.have.sqlValue, amounts.destroyed.sqlValue, amounts.returned.sqlValue,
                    amounts.corrected.sqlValue, amounts.sold.sqlValue, answer.comment.sqlValue, answer.at.sqlValue,
                    actor.sqlValue,
                ]
            })
    }

    /// What was answered by whom, first to last.
    public func answers(of recall: RecallID) throws -> [PartnerID: [RecallAnswer]] {
        let rows = try tx.rows(
            """
            SELECT n.partner_id, n.product_id, n.have, n.destroyed, n.returned, n.corrected, n.sold, n.remark,
                   n.answered_at, a.name
              FROM recall_answer n
              LEFT JOIN actor a ON a.id = n.written_by
             WHERE n.recall_id = \(bind: recall)
             ORDER BY n.position
            """)
        return Dictionary(grouping: rows) { $0[0] as PartnerID }.mapValues { rows in
            rows.map { row in
                RecallAnswer(
                    partner: row[0], product: row[1],
                    amounts: AnsweredAmounts(
                        have: row[2], destroyed: row[3], returned: row[4], corrected: row[5], sold: row[6]),
                    comment: row[7], at: row[8], writtenBy: row[9])
            }
        }
    }

    // MARK: Effectiveness checks

    public func insert(checksOf partners: [PartnerID], round: Int, of recall: RecallID) throws {
        try tx.insert(
            into: "recall_check", ["recall_id", "partner_id", "round"],
            rows: partners.map { [recall.sqlValue, $0.sqlValue, round.sqlValue] })
    }

    public func checks(of recall: RecallID) throws -> [EffectivenessCheck] {
        try tx.rows(
            """
            SELECT k.partner_id, k.done_at, a.name, k.method, k.effective, k.remark
              FROM recall_check k
              LEFT JOIN actor a ON a.id = k.done_by
             WHERE k.recall_id = \(bind: recall)
             ORDER BY k.partner_id
            """
        ).map { row in
            let at: Instant? = row[1]
            return EffectivenessCheck(
                partner: row[0],
                outcome: at.map {
                    EffectivenessCheck.Outcome(
                        at: $0, by: row[2] ?? "", method: row[3] ?? .other, wasEffective: row[4] ?? false,
                        comment: row[5])
                })
        }
    }

    /// Writes down what came of a check; a later outcome takes the place of an earlier one.
    public func record(
        _ outcome: EffectivenessCheck.Outcome, with partner: PartnerID, of recall: RecallID, by actor: ActorID
    ) throws {
        try tx.execute(
            """
            UPDATE recall_check
               SET done_at = \(bind: outcome.at),
                   done_by = \(bind: actor),
                   method = \(bind: outcome.method),
                   effective = \(bind: outcome.wasEffective),
                   remark = \(bind: outcome.comment)
             WHERE recall_id = \(bind: recall)
               AND partner_id = \(bind: partner)
            """)
    }

    // MARK: Links

    /// What signs the links of this company; nil until the first case is started.
    public func recallSecret() throws -> [UInt8]? {
        try tx.value("SELECT secret FROM recall_secret WHERE id = 1")
    }

    public func keepRecallSecret(_ secret: [UInt8]) throws {
        try tx.execute(
            "INSERT INTO recall_secret (id, secret) VALUES (1, \(bind: secret)) ON CONFLICT (id) DO NOTHING")
    }
}
