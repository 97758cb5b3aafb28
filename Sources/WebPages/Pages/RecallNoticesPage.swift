import StockDomain

extension NoticeView {
    /// An address that opens a mail with the notice; nil without a mail address.
    public var mailto: String? {
        guard let email = consigned.partner.email, !email.isEmpty else { return nil }
        return
            "mailto:\(percentEncoded(email))?subject=\(percentEncoded(text.subject))&body=\(percentEncoded(text.body))"
    }
}

/// What each consignee is told, and what was sent when.
public func recallNoticesPage(
    _ frame: Frame, _ view: RecallView, _ notices: [NoticeView], _ values: FormValues, mail: MailServer,
    clock: PageClock
) -> HTML {
    let recall = view.recall
    let waiting = notices.count { $0.consigned.notifiedAt == nil || $0.consigned.hasLotsNotTold }
    let rows = notices.map { notice -> [HTML] in
        let sent = notice.consigned.notices.map { sent -> HTML in
            "\(clock.moment(sent.at)) by \(sent.method.rawValue)\(sent.isReminder ? " (reminder)" : "")"
        }
        let failed = notice.consigned.mailFailure(at: view.now).map { mail -> HTML in
            "\(badge("mail failed", .recalled)) \(clock.moment(mail.begunAt)): \(mail.failure(at: view.now))"
        }
        return [
            "<b>\(notice.consigned.partner.name)</b> (\(notice.consigned.partner.code))",
            contactOf(notice.consigned.partner),
            ((sent.isEmpty ? [badge("not told", .asked)] : sent) + [failed].compactMap(\.self)).joined(by: "<br>"),
            notice.consigned.respondedAt.map(clock.moment) ?? nothing,
            notice.mailto.map { "<a href=\"\($0)\">Write a mail</a>" } ?? "by phone or letter",
        ]
    }
    return frame.page(
        title: "Notices of \(recall.number)", section: .recall,
        actions: buttonLink("Print", recallAddress(recall, "notices/print"))
            + buttonLink("CSV for mail merge", recallAddress(recall, "notices.csv")),
        notices: values.notices,
        content: """
            \(recallTabs(recall, current: .notices))
            \(answer("\(waiting) of \(notices.count) consignees are to be told; \(view.silent.count) are silent."))
            \(recall.state == .started ? sendingForms(view, values, waiting: waiting, mail: mail) : "")
            \(table(
                ["Customer", "Contact", "Told", "Answered", "Send"], rows, caption: "Notices",
                empty: emptyState("No customer has any of it.")))
            """)
}

private func sendingForms(_ view: RecallView, _ values: FormValues, waiting: Int, mail: MailServer) -> HTML {
    let recall = view.recall
    let mailable = view.consigned.filter { $0.mailAddress != nil }
    func sending(_ title: String, _ count: Int, _ name: String, hidden: [(name: String, value: String)]) -> HTML {
        if count == 0 { return "" }
        let methods = values.named(name).field(
            "method", "How", .choice(choices(ContactMethod.allCases.map(\.rawValue))))
        return card(
            title, sum: "\(count)",
            form(
                action: recallAddress(recall, "notices"), key: "\(values.key)-\(name)", hidden: hidden,
                submit: "Write down as sent", methods))
    }
    func mailing(_ title: String, _ count: Int, _ name: String, hidden: [(name: String, value: String)]) -> HTML {
        if count == 0 || !mail.isReady { return "" }
        return card(
            title, sum: "\(count)",
            form(
                action: recallAddress(recall, "notices"), key: "\(values.key)-\(name)",
                hidden: hidden + [("send", "on")], submit: "Send \(count) by mail",
                "<p class=\"hint\">From \(mail.from?.text) over \(mail.host). What comes of each is written down here.</p>"
            ))
    }
    let toMail = mailable.count { $0.notifiedAt == nil || $0.hasLotsNotTold }
    let setUp: HTML? =
        mail.isReady
        ? nil
        : """
        <p class="hint">Lotwise can mail the notices itself once a <a href="/setup">mail server is set up</a>. Until then \
        send them yourself and write them down as sent.</p>
        """
    return """
        \(setUp)
        <div class="columns">
        \(mailing("Mail the notices", toMail, "mail", hidden: []))
        \(mailing("Mail reminders", mailable.count(where: \.isSilent), "remind", hidden: [("reminder", "on")]))
        \(sending("Told in another way", waiting, "told", hidden: []))
        \(sending("Reminded in another way", view.silent.count, "reminded", hidden: [("reminder", "on")]))
        </div>
        """
}

/// All notices as letters, one on a page.
public func noticeLettersPage(
    _ frame: Frame, _ view: RecallView, _ notices: [NoticeView], clock: PageClock
) -> HTML {
    let letters = notices.map { notice -> HTML in
        """
        <article class="letter card">
        <p>\(notice.consigned.partner.name)<br>\(notice.consigned.partner.address)</p>
        <p>\(clock.day(view.now))</p>
        <pre>\(notice.text.body)</pre>
        </article>
        """
    }
    return frame.page(
        title: "Letters of \(view.recall.number)", section: .recall,
        content: """
            \(recallTabs(view.recall, current: .notices))
            <p class="hint screen-only">One letter a page: print this page, then write the notices down as sent.</p>
            \(letters)
            """)
}
