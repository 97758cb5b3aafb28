import StockDomain
import StockStore

/// What came of the mails of one request.
public struct MailedNotices: Sendable {
    public let view: RecallView
    /// By code of the addressee, in the order in which they were tried.
    public let results: [Result]
    /// Who is left for the next request: at most so many are mailed at once.
    public let left: Int

    public struct Result: Sendable {
        public let partner: String
        public let outcome: NoticeMail.Outcome
    }
}

extension Operations {
    /// So many mails go out in one request.
    private static let mostMails = 200

    /// Mails notices to those who were not told before and have an address, or reminders to those who are silent, and
    /// writes down what came of each. Who could not be reached stays to be told; sending again tries again (R49).
    ///
    /// Each mail is written down before the server is called and after it, in transactions of their own. So nobody sends
    /// the same notice at the same time, and a request that is repeated after a crash goes on where it stopped.
    ///
    /// - Throws: `not_found`, `recall_state`, `mail_not_set_up`, `not_a_consignee`, `no_mail_address`, `nobody_to_tell`,
    ///   `mail_under_way`.
    public func mailNotices(
        of number: String, isDrill: Bool, _ request: NoticeRequest, _ command: Command,
        link: @escaping @Sendable (_ token: String) -> String, answer: @escaping @Sendable (MailedNotices) -> Answer
    ) async throws -> Answer {
        try command.actor.require(.moveGoods)
        let now = clock()
        let plan = try await read(as: command.actor) { store -> MailPlan in
            if let earlier = try store.earlierAnswer(to: command) { return .answered(earlier) }
            return .toDo(try store.mailing(of: number, isDrill: isDrill, request, command.actor, at: now, link: link))
        }
        guard case .toDo(let mailing) = plan else {
            if case .answered(let earlier) = plan { return earlier }
            preconditionFailure("a plan is either")
        }
        let results = try await send(Array(mailing.notices.prefix(Operations.mostMails)), mailing, by: command.actor)
        let left = max(0, mailing.notices.count - Operations.mostMails)
        return try await write(command, needs: .moveGoods, .company, answer: answer) { store, moment in
            let recall = try store.existingRecall(number, isDrill: isDrill)
            let sent = results.count(where: \.outcome.wasSent)
            try store.record(
                request.isReminder ? "reminded" : "notified",
                NoticeMail.inWords(sent: sent, of: results.count, areReminders: request.isReminder), of: recall.id,
                by: command.actor.id, at: moment.now)
            return MailedNotices(
                view: try RecallViewing(store, at: moment.now, moment.settings).view(of: recall), results: results,
                left: left)
        }
    }

    private func send(
        _ notices: [NoticeView], _ mailing: Mailing, by actor: Actor
    ) async throws -> [MailedNotices.Result] {
        var results: [MailedNotices.Result] = []
        let line = MailLine(mailSender, mailing.server)
        do {
            for notice in notices {
                guard let claim = try await begin(notice, mailing, by: actor) else { continue }
                let sent = await line.send(notice, as: "\(mailing.recall.number).\(claim)", mailing, at: clock())
                let outcome = try await end(claim, notice, mailing, sent, by: actor)
                results.append(MailedNotices.Result(partner: notice.consigned.partner.code, outcome: outcome))
            }
        } catch {
            await line.close()
            throw error
        }
        await line.close()
        if results.isEmpty {
            throw Refusal(
                .conflict, "mail_under_way", "Somebody is mailing these notices at this moment. Look again in a minute."
            )
        }
        return results
    }

    /// Nil when somebody else is mailing him.
    private func begin(_ notice: NoticeView, _ mailing: Mailing, by actor: Actor) async throws -> Int? {
        try await translatingDatabaseErrors {
            try await database.write(.company) { [clock] session in
                let now = clock()
                let store = Store(session)
                let partner = notice.consigned.partner.id
                let last = try store.mails(of: mailing.recall.id)[partner]?.last
                let told = try store.notices(of: mailing.recall.id)[partner]?.count ?? 0
                if last?.isUnderWay(at: now) == true || told != notice.consigned.notices.count { return nil }
                return try store.begin(
                    mailTo: partner, isReminder: mailing.isReminder, of: mailing.recall.id, by: actor.id, at: now)
            }
        }
    }

    private func end(
        _ claim: Int, _ notice: NoticeView, _ mailing: Mailing, _ sent: Result<String, MailFault>, by actor: Actor
    ) async throws -> NoticeMail.Outcome {
        try await translatingDatabaseErrors {
            try await database.write(.company) { [clock] session in
                let store = Store(session)
                let outcome = NoticeMail.Outcome(
                    at: clock(), wasSent: (try? sent.get()) != nil,
                    detail: notice.consigned.withoutAddress(sent.told))
                try store.end(
                    mail: claim, of: mailing.recall.id, wasSent: outcome.wasSent, detail: outcome.detail,
                    at: outcome.at)
                if outcome.wasSent {
                    let told = SentNotice(
                        at: outcome.at, by: actor.name, method: .mail, round: mailing.recall.round,
                        isReminder: notice.consigned.notifiedAt != nil, text: notice.text.body)
                    try store.insert([(notice.consigned.partner.id, told)], of: mailing.recall.id, by: actor.id)
                }
                return outcome
            }
        }
    }
}

private enum MailPlan: Sendable {
    case answered(Answer)
    case toDo(Mailing)
}

/// What is to be mailed for which case.
struct Mailing: Sendable {
    let recall: RecallCase
    let notices: [NoticeView]
    let server: MailServer
    let isReminder: Bool
}

extension Store {
    fileprivate func mailing(
        of number: String, isDrill: Bool, _ request: NoticeRequest, _ actor: Actor, at now: Instant,
        link: (String) -> String
    ) throws -> Mailing {
        let recall = try existingRecall(number, isDrill: isDrill)
        try recall.check(.notify, by: actor.id, needsSecondPerson: false)
        let settings = try settings()
        guard settings.mail.isReady else {
            throw Refusal.rule(
                "mail_not_set_up",
                "No mail server is set. Set smtp_host and mail_from in the set-up, or send the notices yourself and "
                    + "write them down as sent.")
        }
        let view = try RecallViewing(self, at: now, settings).view(of: recall)
        let chosen = try view.addressees(request)
        let reachable = chosen.filter { $0.mailAddress != nil }
        if let codes = request.partners {
            let faults = codes.enumerated().compactMap { index, code -> Fault? in
                // Who was told before is not meant any more, with or without an address.
                let isMeant = chosen.contains { $0.partner.code == code }
                if !isMeant || reachable.contains(where: { $0.partner.code == code }) { return nil }
                return Fault(
                    "/partners/\(index)", "no_mail_address", "“\(code)” has no mail address that a mail can go to.")
            }
            if !faults.isEmpty { throw Refusal.faults(faults) }
        }
        if reachable.isEmpty {
            throw Refusal(
                .conflict, "nobody_to_tell",
                "None of those who are to be told has a mail address: call them or write letters.")
        }
        let secret = try recallSecret() ?? []
        return Mailing(
            recall: recall, notices: reachable.map { $0.notice(of: recall, secret: secret, link: link) },
            server: settings.mail, isReminder: request.isReminder)
    }
}

/// One line to the mail server, opened when the first mail goes out; once it is broken, so is every further mail.
private final class MailLine {
    private let sender: (any MailSender)?
    private let server: MailServer
    private var conversation: (any MailConversation)?
    private var fault: MailFault?

    init(_ sender: (any MailSender)?, _ server: MailServer) {
        self.sender = sender
        self.server = server
    }

    func send(
        _ notice: NoticeView, as id: String, _ mailing: Mailing, at now: Instant
    ) async -> Result<String, MailFault> {
        if let fault { return .failure(fault) }
        guard let from = server.from, let to = notice.consigned.mailAddress else {
            return .failure(MailFault("There is no address.", isOfThisMailOnly: true))
        }
        do throws(MailFault) {
            let message = MailMessage(
                from: from, to: to, subject: notice.text.subject, body: notice.text.body, at: now,
                id: "\(id).\(now.rawValue)")
            return .success(try await opened().send(message))
        } catch {
            if !error.isOfThisMailOnly { fault = error }
            return .failure(error)
        }
    }

    private func opened() async throws(MailFault) -> any MailConversation {
        if let conversation { return conversation }
        guard let sender else { throw MailFault("This program was started without a way to send mails.") }
        let opened = try await sender.open(server)
        conversation = opened
        return opened
    }

    func close() async { await conversation?.close() }
}

extension Result<String, MailFault> {
    /// What the server said, or why it was not sent.
    fileprivate var told: String {
        switch self {
        case .success(let reply): reply
        case .failure(let fault): fault.detail
        }
    }
}

extension Consigned {
    /// Addresses live in the partner's record only (R56): what a server says of one is kept without it.
    fileprivate func withoutAddress(_ text: String) -> String {
        guard let address = mailAddress?.address else { return text }
        return String(text.replacing(address, with: "(his address)").prefix(500))
    }
}
