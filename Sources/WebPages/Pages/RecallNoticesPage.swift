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
    let waiting = notices.count(where: \.consigned.isToBeTold)
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
            send(notice, recall, values),
        ]
    }
    return frame.page(
        title: "Notices of \(recall.number)", section: .recall,
        actions: buttonLink("Print", recallAddress(recall, "notices/print"))
            + buttonLink("CSV for mail merge", recallAddress(recall, "notices.csv")),
        notices: values.notices,
        content: """
            \(recallTabs(recall, current: .notices))
            \(answer("\(waiting) of \(notices.count) consignees are to be told; \(view.silent.count) \(view.silent.count == 1 ? "is" : "are") silent."))
            \(recall.state == .started ? sendingForms(view, values, mail: mail) : "")
            \(table(
                ["Customer", "Contact", "Told", "Answered", "Send"], rows, caption: "Notices",
                empty: emptyState("No customer has any of it.")))
            """)
}

/// How he is told: a mail to write, else by phone or letter.
private func send(_ notice: NoticeView, _ recall: RecallCase, _ values: FormValues) -> HTML {
    let way: HTML = notice.mailto.map { "<a href=\"\($0)\">Write a mail</a>" } ?? "by phone or letter"
    return "\(way)\(toldByPhone(notice, recall, values))"
}

/// A button for whoever makes the calls; nothing where he was told, or the case is over.
private func toldByPhone(_ notice: NoticeView, _ recall: RecallCase, _ values: FormValues) -> HTML? {
    if recall.state != .started || !notice.consigned.isToBeTold { return nil }
    let code = notice.consigned.partner.code
    return actionButton(
        "Told by phone", action: recallAddress(recall, "notices"), key: "\(values.key)-phone-\(code)",
        hidden: [("partners", code), ("method", ContactMethod.phone.rawValue)])
}

private func sendingForms(_ view: RecallView, _ values: FormValues, mail: MailServer) -> HTML {
    let recall = view.recall
    let mailable = view.consigned.filter { $0.mailAddress != nil }
    func sending(
        _ title: String, _ whom: [Consigned], _ name: String, hidden: [(name: String, value: String)]
    ) -> HTML {
        if whom.isEmpty { return "" }
        let methods = values.named(name).field(
            "method", "How", .choice(choices(ContactMethod.allCases.map(\.rawValue))))
        return card(
            title, sum: "\(whom.count)",
            form(
                action: recallAddress(recall, "notices"), key: "\(values.key)-\(name)", hidden: hidden,
                submit: "Write down as sent", "\(methods)\(whom.count > 1 ? ticks(whom) : "")"))
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
    let toMail = mailable.count(where: \.isToBeTold)
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
        \(sending(mail.isReady ? "Told in another way" : "Write down who was told", view.consigned.filter(\.isToBeTold), "told", hidden: []))
        \(sending(mail.isReady ? "Reminded in another way" : "Write down who was reminded", view.silent, "reminded", hidden: [("reminder", "on")]))
        </div>
        """
}

/// Some of them only.
private func ticks(_ whom: [Consigned]) -> HTML {
    let boxes = whom.map { consigned -> HTML in
        """
        <label class="choice"><input type="checkbox" name="partners" value="\(consigned.partner.code)"> \
        \(consigned.partner.name) (\(consigned.partner.code))</label>
        """
    }
    return """
        <details><summary>Only some of them</summary><p class="hint">Without a tick all \(whom.count) are meant.</p>\
        <fieldset><legend>Customers</legend>\(boxes)</fieldset></details>
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

/// The status report, to be printed.
public func statusReportPage(_ frame: Frame, _ view: RecallView, _ report: StatusReport, clock: PageClock) -> HTML {
    let points = report.points.enumerated().map { index, point -> HTML in
        "<section class=\"card\"><h2>\(index + 1). \(point.title)</h2><p>\(point.text)</p></section>"
    }
    return frame.page(
        title: "Status report of \(view.recall.number)", section: .recall,
        content: """
            \(recallTabs(view.recall, current: .report))
            \(answer("As of \(clock.moment(view.now)). Reason: \(view.recall.reason)"))
            \(points)
            \(consignedCard(view, clock))
            \(timeline(view, clock))
            """)
}
