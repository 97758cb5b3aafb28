import StockDomain

/// A case: what it reaches while it is a draft; how far it has come once it is started.
///
/// - Parameters:
///   - forms: the one that was refused comes back with what was typed and asked.
///   - warnings: of the change that led here.
public func recallCasePage(
    _ frame: Frame, _ view: RecallView, _ forms: PageForms, warnings: [Warning] = [], clock: PageClock
) -> HTML {
    let recall = view.recall
    let content: HTML =
        recall.state == .draft ? draftContent(view, forms, clock) : startedContent(view, forms, clock)
    return frame.page(
        title: "\(recall.isDrill ? "Drill" : "Recall") \(recall.number)", section: .recall,
        notices: forms.values.notices + warningNotices(warnings),
        content: """
            \(recallTabs(recall, current: .overview))
            \(answer(HTML.text(recallSentence(view))))
            \(facts(caseFacts(view, clock)))
            \(content)
            \(timeline(view, clock))
            """)
}

/// The pages of one case.
public enum RecallTab: Sendable {
    case overview, notices, report, sheet, papers
}

func recallTabs(_ recall: RecallCase, current: RecallTab) -> HTML {
    var pages: [(label: String, address: String, isCurrent: Bool)] = [
        ("Case", recallAddress(recall), current == .overview)
    ]
    if recall.started != nil {
        pages += [
            ("Notices", recallAddress(recall, "notices"), current == .notices),
            ("Status report", recallAddress(recall, "status-report"), current == .report),
        ]
        if recall.isDrill { pages.append(("Sheet", recallAddress(recall, "sheet"), current == .sheet)) }
    }
    pages.append(("Notes and files", recallAddress(recall, "papers"), current == .papers))
    return tabs(pages)
}

/// The first line: what a draft would reach; how many have answered and how much came back.
func recallSentence(_ view: RecallView) -> String {
    if view.recall.state == .draft { return view.reach.inWords }
    let figures = view.figures
    let goods = figures.products.filter { $0.delivered > .zero }.map { product in
        "Of \(product.delivered.inWords(product.product.unit)) of \(product.product.sku) with customers "
            + "\(product.recovered.grouped) \(product.recovered == .one ? "is" : "are") recovered"
            + (product.recoveredShare.map { " (\($0.inWords))." } ?? ".")
    }
    let who =
        "\(figures.notified) of \(figures.consignees) consignees are told, \(figures.responded) have answered."
    return ([who] + goods).joined(separator: " ")
}

private func caseFacts(_ view: RecallView, _ clock: PageClock) -> [(String, HTML)] {
    let recall = view.recall
    let scope = view.terms.filter { !$0.isException }.map(\.term.inWords).joined(separator: "; ")
    let exceptions = view.terms.filter(\.isException).map(\.term.inWords).joined(separator: "; ")
    var pairs: [(String, HTML)] = [
        ("State", stateBadge(recall)), ("Class", HTML.text(recall.hazardClass?.rawValue ?? "not classified yet")),
        ("Depth", HTML.text(recall.depth.rawValue)), ("Reason", HTML.text(recall.reason)),
        ("Scope", HTML.text(scope)), ("Drafted", "\(clock.moment(recall.created.at)) by \(view.createdBy)"),
    ]
    if !exceptions.isEmpty { pairs.append(("All except", HTML.text(exceptions))) }
    if let started = recall.started {
        pairs.append(("Started", "\(clock.moment(started.at)) by \(view.startedBy)"))
    }
    if let ended = recall.ended {
        pairs.append((recall.state == .closed ? "Closed" : "Withdrawn", "\(clock.moment(ended.at)) by \(view.endedBy)"))
    }
    if let conclusion = recall.conclusion { pairs.append(("Conclusion", HTML.text(conclusion))) }
    pairs.append(("Seed of what is drawn", number("\(recall.seed)")))
    return pairs
}

// MARK: - A draft

private func draftContent(_ view: RecallView, _ forms: PageForms, _ clock: PageClock) -> HTML {
    let recall = view.recall
    let start = form(
        action: recallAddress(recall, "start"), key: forms["start"].key, hidden: [("version", "\(recall.version)")],
        submit: recall.isDrill ? "Start the drill" : "Start the recall", isGrave: !recall.isDrill,
        recall.isDrill
            ? "<p class=\"hint\">The list is frozen; no goods are held.</p>"
            : "<p class=\"hint\">\(whatStartingDoes(view))</p>")
    let change = recall.isDrill ? HTML() : buttonLink("Change the draft", recallAddress(recall, "edit"))
    let discard = actionButton(
        "Discard the draft", action: recallAddress(recall, "withdraw"), key: forms["withdraw"].key,
        hidden: [("reason", "The draft was discarded.")])
    return """
        \(view.reach.valueInWords.map { "<p>\($0)</p>" as HTML })
        \(start)
        <p class="actions">\(change)\(discard)</p>
        \(gapList(view.reach.scope.gaps))
        \(consignedCard(view, clock))
        <div class="columns">
        \(stoppableCard(view.reach.scope, namesAll: true))\(onHandCard(view.reach.scope, namesAll: true))\
        \(becameCard(view.reach.scope))
        </div>
        \(lotsCard(view))
        """
}

/// `All 3 lots are held at once, OUT-00001 and OUT-00002 lose what is set aside …`
private func whatStartingDoes(_ view: RecallView) -> HTML {
    let documents = Set(
        view.reach.scope.stoppable.filter { [.reserved, .packed].contains($0.state) }.compactMap { $0.document?.number }
    ).sorted()
    let lose =
        documents.isEmpty
        ? "nothing is set aside of them"
        : documents.count > 10
            ? "\(documents.count) documents lose what is set aside of them"
            : "\(documents.enumerated) \(documents.count == 1 ? "loses" : "lose") what is set aside of them"
    let lots = view.lots.count == 1 ? "The lot is" : "All \(view.lots.count) lots are"
    return linked("\(lots) held at once, \(lose), and the list of customers is frozen.")
}

// MARK: - A started case

private func startedContent(_ view: RecallView, _ forms: PageForms, _ clock: PageClock) -> HTML {
    // What an answer was asked must not stand far below the note that says so.
    let isAsked = forms.isSent("answers") && forms.values.refusal?.questions.isEmpty == false
    let answers: HTML = view.recall.state == .started ? answerForms(view, forms) : ""
    return """
        \(isAsked ? answers : "")<div class="columns">\(countsCard(view))\(view.figures.products.map(figuresCard))\
        \(view.figures.together.map(togetherCard))</div>
        \(differencesCard(view, forms))
        \(consignedCard(view, clock))
        \(callCard(view))
        \(isAsked ? "" : answers)
        \(lotsCard(view))
        \(view.recall.state == .started ? changeCard(view, forms) : "")
        \(endForms(view, forms))
        """
}

/// The amounts of one product; those of zero are left out.
func figuresCard(_ figures: ProductFigures) -> HTML {
    let unit = figures.product.unit
    let rows: [(String, Quantity)] = [
        ("Produced or received", figures.produced), ("On hand, free", figures.free),
        ("On hand, reserved", figures.reserved),
        ("On hand, held", figures.held), ("In transit", figures.balance.inTransit),
        ("With consignees at the start", figures.delivered),
        ("They had when told", figures.have), ("Returned", figures.returned), ("Destroyed", figures.destroyed),
        ("Corrected", figures.corrected), ("Sold on", figures.sold),
        ("Said beyond what was delivered", figures.beyond),
        ("Became part of others", figures.balance.consumed),
        ("Written off", figures.writtenOff),
    ]
    let shares: [(String, HTML)] = [
        ("Recovered", "\(quantity(figures.recovered, unit))\(bracketed(figures.recoveredShare))"),
        ("Accounted for", "\(quantity(figures.accounted, unit))\(bracketed(figures.accountedShare))"),
    ]
    let shown = rows.filter { $0.1 != .zero }.map { ($0.0, quantity($0.1, unit)) }
    return card("\(figures.product.sku) · \(figures.product.name)", facts(shown + shares))
}

/// All products in one unit; what consumed another of them counts for both.
private func togetherCard(_ together: FiguresTogether) -> HTML {
    let unit = together.unit
    let pairs: [(String, HTML)] = [
        ("Produced or received", quantity(together.produced, unit)),
        ("With consignees at the start", quantity(together.delivered, unit)),
        ("Recovered", "\(quantity(together.recovered, unit))\(bracketed(together.recoveredShare))"),
        ("Accounted for", "\(quantity(together.accounted, unit))\(bracketed(together.accountedShare))"),
    ]
    return card("All together, in \(unit)", "\(facts(pairs))\(factorsInWords(together.factors))")
}

private func bracketed(_ share: Percentage?) -> String { share.map { " (\($0.inWords))" } ?? "" }

private func countsCard(_ view: RecallView) -> HTML {
    let figures = view.figures
    let pairs: [(String, HTML)] = [
        ("Consignees", "\(figures.consignees)"),
        ("Notified", "\(figures.notified)\(bracketed(figures.notifiedShare))"),
        ("Responded", "\(figures.responded)\(bracketed(figures.respondedShare))"),
        ("Checks of level \(view.recall.checks.level.rawValue)", "\(figures.checksDone) of \(figures.checksNeeded)"),
        ("Not effective", "\(figures.checksFailed)"),
    ]
    let sold = view.unreachable.map { part -> (String, HTML) in
        ("Sold without a name, \(part.product.sku)", quantity(part.quantity, part.product.unit))
    }
    return card("Consignees", facts(pairs + sold + milestoneFacts(view)))
}

func milestoneFacts(_ view: RecallView) -> [(String, HTML)] {
    view.milestones.passed.map { passed in
        let label = "Time to: \(passed.milestone.inWords(isDrill: view.recall.isDrill))"
        return (label, view.milestones.seconds(to: passed.milestone).map { HTML.text(duration($0)) } ?? nothing)
    }
}

/// `1 h 05 min`, `40 s`.
func duration(_ seconds: Int64) -> String {
    if seconds < 60 { return "\(seconds) s" }
    if seconds < 3600 { return "\(seconds / 60) min" }
    if seconds < 172_800 { return "\(seconds / 3600) h \(seconds / 60 % 60) min" }
    return "\(seconds / 86_400) days"
}

private func differencesCard(_ view: RecallView, _ forms: PageForms) -> HTML {
    if view.differences.isEmpty { return "" }
    let rows = view.differences.map { difference -> [HTML] in
        let unit = difference.product.unit
        return [
            HTML.text(difference.partner.name), HTML.text(difference.product.sku),
            quantity(difference.frozen, unit), quantity(difference.now, unit),
        ]
    }
    return card(
        "Changed since the list was frozen",
        "\(table(["Customer", "Product", .figure("Frozen"), .figure("Now")], rows, caption: "Differences"))"
            + "\(latecomersForm(view, forms))")
}

/// Puts customers onto the list who have some by deliveries that were entered or corrected since; nothing without any.
private func latecomersForm(_ view: RecallView, _ forms: PageForms) -> HTML {
    let late = view.differences.filter { $0.frozen == .zero && !$0.partner.isAnonymous }
    if late.isEmpty || view.recall.state != .started { return "" }
    let lots = view.lots.filter { $0.released == nil && $0.isNamed }.compactMap(\.lot.id).prefix(900)
    let customers = Set(late.map(\.partner.name)).sorted()
    return form(
        action: recallAddress(view.recall, "widen"), key: forms["latecomers"].key,
        hidden: lots.enumerated().map { ("scope/\($0.offset)/lot", "\($0.element.rawValue)") }
            + [("reason", "Deliveries that were entered or corrected after the list was frozen.")],
        submit: "Put them onto the list",
        "<p class=\"hint\">\(customers.prefix(10).joined(separator: ", ")) "
            + "\(customers.count == 1 ? "was" : "were") not on the list when it was frozen, and cannot be told before.</p>"
    )
}

func consignedCard(_ view: RecallView, _ clock: PageClock) -> HTML {
    let isDraft = view.recall.started == nil
    let rows = view.consigned.map { consigned -> [HTML] in
        [customer(consigned), contactOf(consigned.partner), consigned.goods.map(goods).joined(by: "<br>")]
            + (isDraft ? [] : [told(consigned, clock), said(consigned)])
    }
    return card(
        "Consignees", sum: "\(view.consigned.count)",
        table(
            ["Customer", "Contact", "Delivered"] + (isDraft ? [] : ["Told", "Answer"]), rows, caption: "Consignees",
            empty: emptyState("No customer has any of it.")))
}

private func customer(_ consigned: Consigned) -> HTML {
    let late: HTML? = consigned.round > 1 ? " \(badge("came with widening \(consigned.round - 1)", .asked))" : nil
    let more: HTML? = consigned.hasLotsNotTold ? " \(badge("more lots since told", .asked))" : nil
    let check: HTML? = consigned.check.map { check in
        guard let outcome = check.outcome else { return " \(badge("to be checked", .asked))" }
        return " \(outcome.wasEffective ? badge("check: effective", .ok) : badge("check: not effective", .recalled))"
    }
    return "<b>\(consigned.partner.name)</b> (\(consigned.partner.code))\(late)\(more)\(check)"
}

func contactOf(_ partner: Partner) -> HTML {
    let phone: HTML? = partner.phone.map { "<a href=\"tel:\(dialled($0))\">\($0)</a>" }
    let mail: HTML? = partner.email.map { "<a href=\"mailto:\($0)\">\($0)</a>" }
    let parts = [phone, mail, partner.address.map(HTML.text)].compactMap { $0 }
    return parts.isEmpty ? badge("no contact on record", .asked) : parts.joined(by: "<br>")
}

private func goods(_ goods: ConsignedGoods) -> HTML {
    let lots = goods.lots.prefix(20).map { lotLink($0.lot) }.joined(by: " ")
    let more: HTML? = goods.lots.count > 20 ? " and \(goods.lots.count - 20) more" : nil
    return "\(quantity(goods.delivered, goods.product.unit)) \(goods.product.sku) · \(lots)\(more)"
}

private func told(_ consigned: Consigned, _ clock: PageClock) -> HTML {
    guard let first = consigned.notices.first else { return badge("not told", .asked) }
    let reminders = consigned.notices.count(where: \.isReminder)
    let more: HTML? = reminders > 0 ? ", \(reminders.counted("reminder"))" : nil
    return "\(badge("told", .ok)) by \(first.method.rawValue) \(clock.day(first.at))\(more)"
}

private func said(_ consigned: Consigned) -> HTML {
    if consigned.respondedAt == nil { return consigned.isSilent ? badge("silent", .asked) : nothing }
    let goods = consigned.goods.map { goods -> HTML in
        let parts = [
            ("had", goods.said.have), ("returned", goods.returned), ("destroyed", goods.destroyed),
            ("corrected", goods.corrected), ("sold on", goods.sold),
        ].filter { $0.1 ?? .zero > .zero || $0.0 == "had" && $0.1 != nil }
        let text = parts.map { "\($0.0) \(($0.1 ?? .zero).grouped)" }.joined(separator: ", ")
        let beyond: HTML? =
            goods.beyond > .zero
            ? " \(badge("\(goods.beyond.grouped) more than delivered", .asked))" : nil
        return "\(consigned.goods.count > 1 && !text.isEmpty ? "\(goods.product.sku): \(text)" : text)\(beyond)"
    }
    // One remark goes with all products of an answer.
    let comments = Dictionary(grouping: consigned.answers, by: \.at).sorted { $0.key < $1.key }
        .compactMap { $0.value.first?.comment }.map { comment -> HTML in "<i>\(comment)</i>" }
    return (goods + comments).filter { !$0.isEmpty }.joined(by: "<br>")
}

private func callCard(_ view: RecallView) -> HTML {
    if view.recall.state != .started || view.callList.isEmpty { return "" }
    let items = view.callList.map { consigned -> HTML in
        "<li><b>\(consigned.partner.name)</b> · \(contactOf(consigned.partner))</li>"
    }
    return card("To be called or written to", sum: "\(items.count)", list(items, empty: ""))
}

func lotsCard(_ view: RecallView) -> HTML {
    let rows = view.lots.prefix(500).map { recalled -> [HTML] in
        return [
            lotLink(recalled.lot), HTML.text(recalled.lot.product.name),
            recalled.isNamed ? "named" : "made of them",
            view.recall.started == nil ? nothing : state(of: recalled),
        ]
    }
    return card(
        "Lots", sum: "\(view.lots.count)",
        table(["Number", "Product", "Why", "State"], Array(rows), caption: "Lots of the recall"))
}

private func state(of recalled: RecalledLot) -> HTML {
    let heldWith = recalled.heldWith.map { badge("held with \($0)", .recalled) }
    if let released = recalled.released {
        return "\(badge("found good", .ok)) \(released.reason) \(heldWith)"
    }
    return heldWith ?? (recalled.isHeld ? badge("held", .recalled) : badge("not held"))
}

func timeline(_ view: RecallView, _ clock: PageClock) -> HTML {
    let rows = view.events.map { event -> [HTML] in
        [clock.moment(event.at), HTML.text(event.detail), HTML.text(event.actor ?? "by link")]
    }
    return card("Timeline", table(["When", "What", "Who"], rows, caption: "Timeline"))
}
