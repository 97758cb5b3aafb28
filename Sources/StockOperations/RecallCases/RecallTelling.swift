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
    /// Whom a request means, each once.
    ///
    /// - Throws: `not_a_consignee`; `not_told_yet` where a reminder is for somebody who was never told; `nobody_to_tell`
    ///   where all of them were told before, so that what is sent twice or by two people tells nobody twice.
    func addressees(_ request: NoticeRequest) throws(Refusal) -> [Consigned] {
        var chosen = request.isReminder ? silent : consigned.filter(\.isToBeTold)
        if let codes = request.partners { chosen = try named(codes, request) }
        if chosen.isEmpty {
            throw Refusal(
                .conflict, "nobody_to_tell",
                request.isReminder
                    ? "Nobody who was told is silent."
                    : request.partners == nil
                        ? "Everybody on the list has been told."
                        : "All of them have been told. Remind them, where you have told them once more.")
        }
        return chosen
    }

    private func named(_ codes: [String], _ request: NoticeRequest) throws(Refusal) -> [Consigned] {
        let known = Dictionary(consigned.map { ($0.partner.code, $0) }) { first, _ in first }
        var seen: Set<String> = []
        var chosen: [Consigned] = []
        var faults: [Fault] = []
        for (index, code) in codes.enumerated() where seen.insert(code).inserted {
            guard let consigned = known[code] else {
                faults.append(
                    Fault("/partners/\(index)", "not_a_consignee", "“\(code)” has none of these goods."))
                continue
            }
            if request.isReminder, consigned.notifiedAt == nil {
                faults.append(
                    Fault(
                        "/partners/\(index)", "not_told_yet",
                        "\(consigned.partner.name) (\(code)) was not told yet: tell him before you remind him."))
            }
            if request.isReminder || consigned.isToBeTold { chosen.append(consigned) }
        }
        if !faults.isEmpty { throw .faults(faults) }
        return chosen
    }
}
