import StockDomain

/// One document: what is planned, what is done, what is missing, and what can be done next.
public func documentPage(
    _ frame: Frame, _ view: DocumentView, _ forms: PageForms, checked: [CheckedLine]? = nil, showsNumbers: Bool,
    clock: PageClock
) -> HTML {
    let document = view.document
    return frame.page(
        title: "\(document.kind.inWords.capitalisedFirst) \(document.number)", section: document.kind.section,
        searched: document.number,
        actions: papers(document) + traceLink(view, showsNumbers: showsNumbers),
        notices: forms.values.notices + warningNotices(view.warnings),
        content: """
            \(answer(HTML.text(sentence(view))))
            \(events(view, clock))
            \(checkedNumbers(checked))
            \(facts(head(view, clock)))
            \(lineTable(view, showsNumbers: showsNumbers))
            \(packageCard(view, clock))
            \(documentActions(view, forms, showsNumbers: showsNumbers))
            \(postings(view, clock))
            """)
}

extension String {
    var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}

private func sentence(_ view: DocumentView) -> String {
    let missing = view.lines.filter { $0.missing > .zero }.count
    switch view.document.state {
    case .done: return "\(view.document.number) is done."
    case .cancelled: return "\(view.document.number) is cancelled: nothing of it counts."
    case .inTransit: return "\(view.document.number) is on its way."
    case .ready: return "\(view.document.number) is ready: everything is set aside."
    case .draft:
        if view.lines.isEmpty { return "\(view.document.number) has no lines yet." }
        return view.document.kind.takesStock && missing > 0
            ? "\(view.document.number) waits: \(missing) of \(view.lines.count) lines are not set aside."
            : "\(view.document.number) waits to be done."
    }
}

private func head(_ view: DocumentView, _ clock: PageClock) -> [(String, HTML)] {
    let document = view.document
    var pairs: [(String, HTML)] = [("State", stateBadge(document.state))]
    if let partner = view.partner {
        pairs.append(
            ("Partner", "<a href=\"\(address("partners", partner.code))\">\(partner.name)</a> (\(partner.code))"))
    }
    if let origin = document.origin { pairs.append(("Origin", HTML.text(origin))) }
    if let location = view.location {
        pairs.append((document.kind == .transfer ? "From" : "Place", HTML.text(location.code)))
    }
    if let to = view.toLocation { pairs.append(("To", HTML.text(to.code))) }
    pairs.append(("Planned", day(document.plannedOn)))
    if let happenedAt = document.happenedAt, document.state == .done {
        pairs.append(("Done", clock.moment(happenedAt)))
    }
    if let kind = document.scrapKind { pairs.append(("What for", HTML.text(kind.inWords))) }
    if let witness = document.witness { pairs.append(("Witness", HTML.text(witness))) }
    if let certificate = document.certificate { pairs.append(("Certificate", HTML.text(certificate))) }
    if let reason = document.reason { pairs.append(("Reason", HTML.text(reason))) }
    if let backorder = view.backorder {
        pairs.append(("Rest", number(backorder, at: documentAddress(document.kind, backorder))))
    }
    return pairs
}

/// What befell the document while it waited; the latest first, since it is what somebody has to deal with.
func events(_ view: DocumentView, _ clock: PageClock) -> HTML {
    if view.events.isEmpty { return "" }
    let rows = view.events.reversed().map { event -> [HTML] in
        [clock.moment(event.at), HTML.text(event.detail), HTML.text(event.actorName)]
    }
    return card("Meanwhile", table(["When", "What", "Who"], rows, caption: "What befell this document"))
}

private func lineTable(_ view: DocumentView, showsNumbers: Bool) -> HTML {
    let document = view.document
    let isCount = document.kind == .count
    let isSetAside = document.state.isOpen && document.kind.takesStock
    var columns: [Column] = ["Product", .figure(isCount ? "Counted" : "Planned")]
    if isCount { columns.append(.figure("Book")) }
    if !isCount { columns.append(.figure(isSetAside ? "Set aside" : "Done")) }
    // What a count has moved is what it found or missed.
    if showsNumbers { columns.append(isCount && document.state == .done ? "Differences" : "Numbers") }
    let rows = view.lines.map { line -> [HTML] in
        var cells: [HTML] = [
            "\(number(line.product.sku, at: address("products", line.product.sku))) \(line.product.name)\(inPackage(line))",
            quantity(line.quantity, line.product.unit),
        ]
        if isCount { cells.append(line.bookQuantity.map { quantity($0) } ?? (document.isBlind ? "hidden" : nothing)) }
        if !isCount { cells.append(quantity(isSetAside ? line.reserved : line.done)) }
        if showsNumbers { cells.append(numberList(line)) }
        return cells
    }
    return table(columns, rows, caption: "Lines", empty: emptyState("There are no lines."))
}

/// The package that a line is about.
private func inPackage(_ line: LineView) -> HTML {
    guard let package = line.package else { return "" }
    return " · \(line.isWholePackage ? "package" : "in package") \(number(package, at: packageAddress(package)))"
}

/// At most 50 numbers, with how many more there are.
func numberList(_ line: LineView) -> HTML {
    let shown = line.numbers.prefix(50).map { entry -> HTML in
        let text = entry.number?.text ?? "without number"
        let linked = entry.lotID.map { number(text, at: lotAddress($0)) } ?? number(text)
        let amount: HTML? = line.product.tracking == .lot ? entry.quantity.map { " × \(quantity($0))" } : nil
        let place: HTML? = entry.locationCode.map { " \($0)" }
        let package: HTML? = entry.packageNumber.map { " in \(number($0, at: packageAddress($0)))" }
        let reason: HTML = "\(entry.why.map(whyChosen))\(entry.override.map(whyOther))"
        return "<li>\(linked)\(amount)\(place)\(package)\(reason)</li>"
    }
    if shown.isEmpty { return proposal(line.proposed) }
    let more: HTML? = line.numbers.count > 50 ? "<li>and \(line.numbers.count - 50) more</li>" : nil
    return "<ul class=\"plain numbers\">\(Array(shown))\(more)</ul>"
}

/// Why this number was chosen, and why better-ranked ones were not (R35).
private func whyChosen(_ why: Why) -> HTML {
    if why.passedOver.isEmpty { return "<p class=\"hint\">\(why.text)</p>" }
    let others = why.passedOver.map { other -> HTML in
        "<li>\(other.number.map { "\(number($0.text)): " as HTML })\(other.text)</li>"
    }
    let more: HTML? = why.passedOverMore > 0 ? "<li>and \(why.passedOverMore) more</li>" : nil
    return """
        <details class="why"><summary>\(why.text)</summary><p class="hint">Passed over:</p>\
        <ul class="plain hint">\(others)\(more)</ul></details>
        """
}

/// Why other goods left than those that were to leave first, or goods past their best (R35, R41).
private func whyOther(_ override: PlannedOverride) -> HTML {
    "<p class=\"hint\">\(badge("with a reason", .asked)) \(override.detail) Reason: \(override.reason)</p>"
}

/// What a return could bring back, until somebody has read the numbers (R27).
private func proposal(_ proposed: [ReturnableNumber]) -> HTML {
    if proposed.isEmpty { return "" }
    let shown = proposed.prefix(50).map { entry -> HTML in
        "<li>\(number(entry.number.text, at: lotAddress(entry.lotID))) × \(quantity(entry.quantity)) \(entry.source)</li>"
    }
    return "<p>\(badge("proposed", .asked))</p><ul class=\"plain numbers\">\(Array(shown))</ul>"
}

func postings(_ view: DocumentView, _ clock: PageClock) -> HTML {
    if view.postings.isEmpty { return "" }
    let shown = view.postings.prefix(mostListed)
    let rows = shown.map { posting -> [HTML] in
        [
            HTML.text("\(posting.id.rawValue)"), HTML.text(posting.kind.inWords), clock.moment(posting.happenedAt),
            posting.reverses.map { HTML.text("takes back posting \($0.rawValue)") } ?? "",
            "<code title=\"\(posting.hash.hex)\">\(String(posting.hash.hex.prefix(16)))</code>",
        ]
    }
    return card(
        "Postings",
        table(["Posting", "Kind", "Happened", "Takes back", "Hash"], Array(rows), caption: "Postings of this document")
            + more(view.postings.count - shown.count, "postings"))
}

/// More rows than this are not listed on the page of a document.
let mostListed = 100

/// Says what a list leaves out.
func more(_ count: Int, _ things: String) -> HTML {
    count > 0
        ? "<p class=\"hint\">\(Quantity(units: Int64(count)).grouped) more \(things) are not listed here; the API has all.</p>"
        : ""
}

/// The way to where the goods of a document came from and what they became (R44); none while it has moved no number.
func traceLink(_ view: DocumentView, showsNumbers: Bool) -> HTML {
    let hasMoved = !view.postings.isEmpty && view.lines.contains { $0.numbers.contains { $0.lotID != nil } }
    guard showsNumbers, hasMoved else { return "" }
    return buttonLink("Trace", address("trace", query: [("document", view.document.number)]))
}

/// The papers of a document.
private func papers(_ document: Document) -> HTML {
    guard document.kind == .delivery, document.state != .cancelled else { return "" }
    return buttonLink("Delivery slip", documentAddress(.delivery, document.number) + "/slip")
}
