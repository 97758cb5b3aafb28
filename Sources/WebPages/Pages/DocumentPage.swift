import StockDomain

/// One document: what is planned, what is done, what is missing, and what can be done next.
public func documentPage(
    _ frame: Frame, _ view: DocumentView, _ values: FormValues, showsNumbers: Bool, clock: PageClock
) -> HTML {
    let document = view.document
    return frame.page(
        title: "\(document.kind.inWords.capitalisedFirst) \(document.number)", section: document.kind.section,
        searched: document.number, notices: values.notices + view.warnings.map { warningNotice(HTML.text($0.detail)) },
        content: """
            \(answer(HTML.text(sentence(view))))
            \(events(view, clock))
            \(facts(head(view, clock)))
            \(lineTable(view, showsNumbers: showsNumbers))
            \(actions(view, values, showsNumbers: showsNumbers))
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
    if let partner = view.partner { pairs.append(("Partner", "\(partner.name) (\(partner.code))")) }
    if let origin = document.origin { pairs.append(("Origin", HTML.text(origin))) }
    if let location = view.location {
        pairs.append((document.kind == .transfer ? "From" : "Place", HTML.text(location.code)))
    }
    if let to = view.toLocation { pairs.append(("To", HTML.text(to.code))) }
    pairs.append(("Planned", day(document.plannedOn)))
    if let happenedAt = document.happenedAt, document.state == .done {
        pairs.append(("Done", clock.moment(happenedAt)))
    }
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
            "\(number(line.product.sku, at: address("products", line.product.sku))) \(line.product.name)",
            quantity(line.quantity, line.product.unit),
        ]
        if isCount { cells.append(line.bookQuantity.map { quantity($0) } ?? (document.isBlind ? "hidden" : nothing)) }
        if !isCount { cells.append(quantity(isSetAside ? line.reserved : line.done)) }
        if showsNumbers { cells.append(numberList(line)) }
        return cells
    }
    return table(columns, rows, caption: "Lines", empty: emptyState("There are no lines."))
}

/// At most 50 numbers, with how many more there are.
func numberList(_ line: LineView) -> HTML {
    let shown = line.numbers.prefix(50).map { entry -> HTML in
        let text = entry.number?.text ?? "without number"
        let linked = entry.lotID.map { number(text, at: lotAddress($0)) } ?? number(text)
        let amount: HTML? = line.product.tracking == .lot ? entry.quantity.map { " × \(quantity($0))" } : nil
        let place: HTML? = entry.locationCode.map { " \($0)" }
        return "<li>\(linked)\(amount)\(place)</li>"
    }
    if shown.isEmpty { return proposal(line.proposed) }
    let more: HTML? = line.numbers.count > 50 ? "<li>and \(line.numbers.count - 50) more</li>" : nil
    return "<ul class=\"plain numbers\">\(Array(shown))\(more)</ul>"
}

/// What a return could bring back, until somebody has read the numbers (R27).
private func proposal(_ proposed: [ReturnableNumber]) -> HTML {
    if proposed.isEmpty { return "" }
    let shown = proposed.prefix(50).map { entry -> HTML in
        "<li>\(number(entry.number.text, at: lotAddress(entry.lotID))) × \(quantity(entry.quantity)) \(entry.source)</li>"
    }
    return "<p>\(badge("proposed", .asked))</p><ul class=\"plain numbers\">\(Array(shown))</ul>"
}

// MARK: - What can be done

private func actions(_ view: DocumentView, _ values: FormValues, showsNumbers: Bool) -> HTML {
    let document = view.document
    let path = documentAddress(document.kind, document.number)
    switch document.state {
    case .cancelled: return ""
    case .done:
        let correct = correctionForms(view, values, showsNumbers: showsNumbers)
        return correct + "<details><summary>Take back</summary>"
            + form(
                action: path + "/reverse", key: values.key, submit: "Take \(document.number) back", isGrave: true,
                values.field("reason", "Reason", isRequired: true)) + "</details>"
    case .inTransit:
        return form(
            action: path + "/receive", key: values.key, submit: "Take in",
            values.questions + doneFields(view, values, showsNumbers: false))
    case .draft, .ready:
        let reserve =
            document.kind.takesStock
            ? actionButton(
                document.state == .ready ? "Free" : "Set aside",
                action: path + (document.state == .ready ? "/unreserve" : "/reserve"), key: values.key + "r") : ""
        let ship =
            document.kind == .transfer
            ? actionButton("Send on its way", action: path + "/ship", key: values.key + "s") : ""
        let cancel = actionButton("Cancel", action: path + "/cancel", key: values.key + "c", isGrave: true)
        let rest = values.field(
            "rest", "If something is left",
            .choice([
                Field.Choice("", "refuse"), Field.Choice("backorder", "make a backorder"),
                Field.Choice("close", "close it"),
            ]))
        return """
            \(form(action: path + "/do", key: values.key, submit: doLabel(view),
                   values.questions + doneFields(view, values, showsNumbers: showsNumbers) + rest))
            <div class="actions">\(reserve)\(ship)\(cancel)</div>
            \(lineEntryForms(view, values, showsNumbers: showsNumbers))
            """
    }
}

/// Missing numbers are named at the button that would finish.
private func doLabel(_ view: DocumentView) -> String {
    let kind = view.document.kind
    let missing = view.lines.enumerated().compactMap { index, line -> String? in
        guard line.product.tracking == .serial, kind.createsNumbers(of: line.product) else { return nil }
        let named = line.numbers.filter { $0.number != nil }.count + line.proposed.count
        let count = line.quantity.wholeUnits - Int64(named)
        return count > 0 ? "\(count) numbers missing on line \(index + 1)" : nil
    }
    return missing.isEmpty ? kind.verb : "\(kind.verb) (\(missing.joined(separator: ", ")))"
}

private func doneFields(_ view: DocumentView, _ values: FormValues, showsNumbers: Bool) -> HTML {
    let lines = view.lines.enumerated().map { index, line -> HTML in
        let name = "lines/\(index)"
        let numbers: HTML? =
            showsNumbers && line.product.asksForNumbers(on: view.document.kind) ? numbersField(name, line, values) : nil
        let done = field(
            Field(
                name + "/done", "\(line.product.sku) done", .figure,
                value: values[name + "/done"].isEmpty ? line.quantity.description : values[name + "/done"]),
            refusal: values.refusal)
        let unknown: HTML? =
            showsNumbers && line.product.isTrackedInside && view.document.kind.createsNumbers
            ? unknownNumberField(name, values) : nil
        return
            "<div class=\"line\">\(hiddenField(name + "/id", "\(line.id.rawValue)"))\(done)\(numbers)\(unknown)</div>"
    }
    return "\(lines)"
}

/// The proposal of a return stands in its field, to be checked against the goods.
private func numbersField(_ name: String, _ line: LineView, _ values: FormValues) -> HTML {
    let typed = values[name + "/numbers_text"]
    let isSerial = line.product.tracking == .serial
    let proposed = line.proposed.map { isSerial ? $0.number.text : "\($0.number);\($0.quantity)" }
    let hint =
        proposed.isEmpty ? "One a line; empty keeps those above." : "Proposed: correct it by what stands on the goods."
    return field(
        Field(
            name + "/numbers_text", "Numbers", .lines,
            value: typed.isEmpty ? proposed.joined(separator: "\n") : typed, hint: hint),
        refusal: values.refusal)
}

func postings(_ view: DocumentView, _ clock: PageClock) -> HTML {
    if view.postings.isEmpty { return "" }
    let rows = view.postings.map { posting -> [HTML] in
        [
            HTML.text("\(posting.id.rawValue)"), HTML.text(posting.kind.inWords), clock.moment(posting.happenedAt),
            posting.reverses.map { HTML.text("takes back \($0.rawValue)") } ?? "",
            "<code title=\"\(posting.hash.hex)\">\(String(posting.hash.hex.prefix(16)))</code>",
        ]
    }
    return card(
        "Postings", table(["Posting", "Kind", "Happened", "", "Hash"], rows, caption: "Postings of this document"))
}
