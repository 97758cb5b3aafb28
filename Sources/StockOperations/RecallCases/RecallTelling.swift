import StockDomain
import StockStore

extension Operations {
    /// The notices of a started case, by customer: what would be sent now, and what was sent when.
    ///
    /// - Parameter link: the whole address for the token of a link.
    /// - Throws: `not_found`; `recall_state` of a draft, whose list is not frozen yet.
    public func notices(
        of number: String, isDrill: Bool, as actor: Actor, link: @escaping @Sendable (_ token: String) -> String
    ) async throws -> (view: RecallView, notices: [NoticeView]) {
        let now = clock()
        return try await read(as: actor) { store in
            let recall = try store.existingRecall(number, isDrill: isDrill)
            guard recall.started != nil, let secret = try store.recallSecret() else {
                throw Refusal(
                    .conflict, "recall_state",
                    "\(recall.number) is a draft: nobody is told before it is started, which freezes the list.")
            }
            let view = try RecallViewing(store, at: now, store.settings()).view(of: recall)
            return (view, view.consigned.map { $0.notice(of: recall, secret: secret, link: link) })
        }
    }

    /// Writes down that customers were told, with the words that each got: those who were not told before, or
    /// reminders to those who are silent.
    ///
    /// - Throws: `not_found`, `recall_state`, `not_a_consignee`, `nobody_to_tell`.
    public func writeDownNotices(
        of number: String, isDrill: Bool, _ request: NoticeRequest, _ command: Command,
        link: @escaping @Sendable (_ token: String) -> String, answer: @escaping RecallTold
    ) async throws -> Answer {
        try await write(command, needs: .moveGoods, .company, answer: answer) { store, moment in
            let recall = try store.existingRecall(number, isDrill: isDrill)
            try recall.check(.notify, by: command.actor.id, needsSecondPerson: false)
            let viewing = RecallViewing(store, at: moment.now, moment.settings)
            let view = try viewing.view(of: recall)
            let chosen = try view.addressees(request)
            let secret = try store.recallSecret() ?? []
            try store.insert(
                chosen.map { consigned in
                    let notice = consigned.notice(of: recall, secret: secret, link: link)
                    return (
                        consigned.partner.id,
                        SentNotice(
                            at: moment.now, by: command.actor.name, method: request.method, round: recall.round,
                            isReminder: consigned.notifiedAt != nil, text: notice.text.body)
                    )
                }, of: recall.id, by: command.actor.id)
            let kind = request.isReminder ? "reminded" : "told"
            try store.record(
                request.isReminder ? "reminded" : "notified",
                "\(chosen.count.counted("customer")) \(kind) by \(request.method.rawValue).", of: recall.id,
                by: command.actor.id, at: moment.now)
            return try viewing.view(of: recall)
        }
    }
}

extension Consigned {
    func notice(of recall: RecallCase, secret: [UInt8], link: (String) -> String) -> NoticeView {
        let token = AnswerLink(recall: recall.id, partner: partner.id, turn: turn).token(secret: secret)
        return NoticeView(
            consigned: self, token: token, text: NoticeText(recall, to: self, link: link(token)))
    }
}

extension RecallView {
    func addressees(_ request: NoticeRequest) throws(Refusal) -> [Consigned] {
        var chosen = request.isReminder ? silent : consigned.filter { $0.notifiedAt == nil || $0.hasLotsNotTold }
        if let codes = request.partners {
            let known = Dictionary(consigned.map { ($0.partner.code, $0) }) { first, _ in first }
            let faults = codes.enumerated().filter { known[$0.element] == nil }.map { index, code in
                Fault("/partners/\(index)", "not_a_consignee", "“\(code)” has none of these goods.")
            }
            if !faults.isEmpty { throw .faults(faults) }
            chosen = codes.compactMap { known[$0] }
        }
        if chosen.isEmpty {
            throw Refusal(
                .conflict, "nobody_to_tell",
                request.isReminder ? "Nobody who was told is silent." : "Everybody on the list has been told.")
        }
        return chosen
    }
}
