import StockDomain

/// One production order: what it makes, of what, the steps as they were done, and what can be done next (R23, R24).
public func productionPage(
    _ frame: Frame, _ view: DocumentView, _ yield: ProcessYield?, _ places: [Location], _ forms: PageForms,
    showsNumbers: Bool, clock: PageClock
) -> HTML {
    let document = view.document
    return frame.page(
        title: "Production order \(document.number)", section: .make, searched: document.number,
        actions: traceLink(view, showsNumbers: showsNumbers),
        notices: forms.values.notices + view.warnings.map { warningNotice(HTML.text($0.detail)) },
        content: """
            \(answer(HTML.text(sentence(view))))
            \(events(view, clock))
            \(facts(head(view, clock)))
            \(partTable(view, showsNumbers: showsNumbers))
            \(stepTable(view, clock, showsNumbers: showsNumbers))
            \(yieldCard([yield].compactMap(\.self)))
            \(actions(view, places, forms, showsNumbers: showsNumbers))
            \(postings(view, clock))
            """)
}

private func sentence(_ view: DocumentView) -> String {
    let document = view.document
    let output = view.lines.first { $0.role == .output }
    let made = output.map { "\($0.quantity.grouped) \($0.product.unit) of \($0.product.sku)" } ?? "nothing yet"
    let missing = view.lines.filter { $0.role == .component && $0.missing > .zero }.count
    switch document.state {
    case .done: return doneSentence(view)
    case .cancelled: return "\(document.number) is cancelled: nothing of it counts."
    case .ready: return "\(document.number) is ready to make \(made): all components are set aside."
    case .draft, .inTransit:
        return missing == 0
            ? "\(document.number) is to make \(made)."
            : "\(document.number) is to make \(made); \(missing) components are not set aside."
    }
}

/// What was made of what, in words.
private func doneSentence(_ view: DocumentView) -> String {
    let outputs = view.lines.filter { $0.role == .output }
    let made = outputs.map { line in
        let numbers = line.numbers.compactMap { $0.number?.text }
        let named = numbers.isEmpty ? "" : numbers.count <= 3 ? " (\(numbers.joined(separator: ", ")))" : ""
        return "\(line.done.grouped) \(line.product.unit) of \(line.product.sku)\(named)"
    }
    let parts = Set(view.steps.flatMap(\.components).compactMap(\.lotID)).count
    let from = parts == 0 ? "" : parts == 1 ? " of 1 number" : " of \(parts) numbers"
    if made.isEmpty { return "\(view.document.number) is done." }
    return "\(view.document.number) has made \(made.joined(separator: " and "))\(from)."
}

private func head(_ view: DocumentView, _ clock: PageClock) -> [(String, HTML)] {
    let document = view.document
    var pairs: [(String, HTML)] = [("State", stateBadge(document.state))]
    if let origin = document.origin { pairs.append(("Origin", HTML.text(origin))) }
    if let recipe = view.lines.first(where: { $0.role == .output })?.recipe {
        pairs.append(("Recipe", number(recipe, at: address("recipes", recipe))))
    }
    if let tolerance = view.lines.first(where: { $0.role == .output })?.yieldTolerance {
        pairs.append(("May be unexplained", "\(tolerance.description) %"))
    }
    if let location = view.location { pairs.append(("Place", HTML.text(location.code))) }
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

private func partTable(_ view: DocumentView, showsNumbers: Bool) -> HTML {
    let isOpen = view.document.state.isOpen
    var columns: [Column] = ["As", "Product", .figure("Planned"), .figure(isOpen ? "Set aside" : "Done")]
    if showsNumbers { columns.append("Numbers") }
    let rows = view.lines.map { line -> [HTML] in
        let goesInto: HTML? = line.forOutput.map { " for \(number($0.text))" }
        var cells: [HTML] = [
            "\(roleInWords(line))\(goesInto)\(share(line.inputShare))",
            "\(number(line.product.sku, at: address("products", line.product.sku))) \(line.product.name)",
            quantity(line.quantity, line.product.unit),
            isOpen && line.role != .component
                ? nothing : quantity(isOpen ? line.reserved : line.done, line.product.unit),
        ]
        if showsNumbers { cells.append("\(numberList(line))\(byRule(line.isByRule))") }
        return cells
    }
    return table(columns, rows, caption: "What goes in and comes out", empty: emptyState("There is nothing planned."))
}

/// The steps as they were done: which numbers went into which.
private func stepTable(_ view: DocumentView, _ clock: PageClock, showsNumbers: Bool) -> HTML {
    if view.steps.isEmpty { return "" }
    func goods(_ goods: [StepGoods]) -> HTML {
        let rows = goods.prefix(50).map { piece -> HTML in
            let name = piece.number.map { showsNumbers ? $0.text : piece.product.sku } ?? piece.product.sku
            let linked = piece.lotID.map { number(name, at: lotAddress($0)) } ?? number(name)
            return """
                <li>\(linked) × \(quantity(piece.quantity, piece.product.unit))\(share(piece.inputShare))\
                \(byRule(piece.isByRule))</li>
                """
        }
        let more: HTML? = goods.count > 50 ? "<li>and \(goods.count - 50) more</li>" : nil
        return rows.isEmpty ? nothing : "<ul class=\"plain numbers\">\(Array(rows))\(more)</ul>"
    }
    let shown = view.steps.prefix(mostListed)
    let rows = shown.map { step -> [HTML] in
        [
            HTML.text("\(step.id.rawValue)"), clock.moment(step.happenedAt), goods(step.outputs),
            goods(step.components), goods(step.byProducts),
        ]
    }
    return card(
        "Made of",
        table(["Step", "When", "Made", "Of", "Beside it"], Array(rows), caption: "Steps as they were done")
            + more(view.steps.count - shown.count, "steps"))
}

private func share(_ share: Quantity?) -> HTML? { share.map { ", \($0.grouped) % of what goes in" } }

private func byRule(_ isByRule: Bool) -> HTML? { isByRule ? " \(badge("by rule", .asked))" : nil }

// MARK: - What can be done

private func actions(
    _ view: DocumentView, _ places: [Location], _ forms: PageForms, showsNumbers: Bool
) -> HTML {
    let path = documentAddress(view.document.kind, view.document.number)
    switch view.document.state {
    case .cancelled: return ""
    case .done, .inTransit:
        return correctionForms(view, forms, showsNumbers: showsNumbers) + unbuildForm(path, forms, showsNumbers)
    case .draft, .ready:
        let isReady = view.document.state == .ready
        let name = isReady ? "unreserve" : "reserve"
        let reserve = forms.button(isReady ? "Free" : "Set aside", name, action: "\(path)/\(name)")
        let cancel = forms.button("Cancel", "cancel", action: path + "/cancel", isGrave: true)
        return """
            \(scanCard(view, forms))
            \(doForm(view, path, forms["do"], showsNumbers: showsNumbers))
            <div class="actions">\(reserve)\(cancel)</div>
            \(issueForm(path, places, forms))
            """
    }
}

private func doForm(_ view: DocumentView, _ path: String, _ values: FormValues, showsNumbers: Bool) -> HTML {
    let parts = [(ProductionRole.component, "components"), (.byProduct, "by_products")].flatMap {
        role, list -> [HTML] in
        view.lines.filter { $0.role == role }.enumerated().map { index, line -> HTML in
            partFields("\(list)/\(index)", line, values, showsNumbers: showsNumbers)
        }
    }
    let isNumbered = showsNumbers && view.lines.contains { $0.role == .output && $0.product.isTrackedInside }
    let outputs: HTML =
        isNumbered
        ? values.field(
            "outputs_text", "What is made now", .lines,
            hint: "One a line: number; quantity. Empty makes what was scanned, else all that is planned.")
        : values.field("outputs_quantity", "How much is made now", .figure, hint: "Empty: all that is planned.")
    let rest = values.field(
        "rest", "If something is left",
        .choice([
            Field.Choice("", "refuse"), Field.Choice("backorder", "make a backorder"),
            Field.Choice("close", "close it"),
        ]))
    return form(
        action: path + "/do", key: values.key, submit: DocumentKind.productionOrder.verb,
        "\(values.questions)\(outputs)\(parts)\(scrapFields(values, showsNumbers: showsNumbers))\(rest)")
}

/// What broke on the way and goes into nothing.
private func scrapFields(_ values: FormValues, showsNumbers: Bool) -> HTML {
    let name = "scrapped/0"
    let isOpen = ["product", "quantity", "numbers_text", "reason"].contains { !values["\(name)/\($0)"].isEmpty }
    let numbers: HTML? = showsNumbers ? values.field(name + "/numbers_text", "Numbers", .lines) : nil
    return """
        <details\(attribute("open", if: isOpen))><summary>Something broke on the way</summary>
        <fieldset class="line"><legend>Scrapped</legend>
        \(values.field(name + "/product", "Product"))\(values.field(name + "/quantity", "Quantity", .figure))
        \(numbers)\(values.field(name + "/reason", "Reason"))
        </fieldset></details>
        """
}

/// A part as planned: empty fields use it as planned, by rule.
private func partFields(_ name: String, _ line: LineView, _ values: FormValues, showsNumbers: Bool) -> HTML {
    let forOutput: HTML? = line.forOutput.map { hiddenField(name + "/for", $0.text) }
    let goesInto = line.forOutput.map { " for \($0.text)" } ?? ""
    let takesNumbers = showsNumbers && line.product.isTrackedInside
    let numbers: HTML? =
        takesNumbers
        ? values.field(
            name + "/numbers_text", "Numbers", .lines,
            hint: line.role == .component ? "Empty: what is to leave first." : "Empty: numbers of your own.") : nil
    let override: HTML? =
        takesNumbers && line.role == .component
        ? values.field(name + "/override_reason", "Why another lot", hint: "Only when others were to leave first.")
        : nil
    return """
        <fieldset class="line"><legend>\(roleInWords(line).capitalisedFirst) \(line.product.sku)\(goesInto)</legend>
        \(hiddenField(name + "/product", line.product.sku))\(forOutput)
        \(values.field(name + "/quantity", "Quantity", .figure,
            hint: "Empty: as planned, \(line.quantity.grouped) \(line.product.unit) for the whole order."))
        \(numbers)\(override)
        </fieldset>
        """
}

private func issueForm(_ path: String, _ places: [Location], _ forms: PageForms) -> HTML {
    let values = forms["issue"].named("issue")
    let choices = places.map { Field.Choice($0.code, "\($0.code) · \($0.name)") }
    let fields = values.questions + values.field("to", "Place", .choice(choices), isRequired: true)
    return """
        <details\(attribute("open", if: forms.isSent("issue")))>\
        <summary>Bring the components to the order's place first</summary>\
        \(form(action: path + "/issue", key: values.key, submit: "Bring there", fields))</details>
        """
}

private func unbuildForm(_ path: String, _ forms: PageForms, _ showsNumbers: Bool) -> HTML {
    let named = forms["reverse"].named("unbuild")
    let outputs: HTML? =
        showsNumbers
        ? named.field(
            "outputs_text", "What is taken apart", .lines, hint: "One a line: number; quantity. Empty: everything.")
        : nil
    return """
        <details\(attribute("open", if: forms.isSent("reverse")))><summary>Take apart…</summary>
        <p class="hint">The same components come back; what went in without number comes back without.</p>
        \(form(action: path + "/reverse", key: named.key, submit: "Take apart", isGrave: true,
               "\(named.questions)\(outputs)\(named.field("reason", "Reason", isRequired: true))"))
        </details>
        """
}

/// What a line is to its order.
private func roleInWords(_ line: LineView) -> String {
    line.inputShare == nil ? line.role?.inWords ?? "made" : "co-product"
}

extension ProductionRole {
    var inWords: String {
        switch self {
        case .output: "made"
        case .component: "component"
        case .byProduct: "by-product"
        }
    }
}
