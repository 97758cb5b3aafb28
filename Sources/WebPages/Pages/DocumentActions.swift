import StockDomain

/// What can be done with a document as it stands: fill it, finish it, correct it, take it back.
func documentActions(_ view: DocumentView, _ forms: PageForms, showsNumbers: Bool) -> HTML {
    let document = view.document
    let path = documentAddress(document.kind, document.number)
    switch document.state {
    case .cancelled: return ""
    case .done:
        let correct = correctionForms(view, forms, showsNumbers: showsNumbers)
        // What a production order has made is taken back piece by piece, which is another matter.
        return document.kind == .productionOrder ? correct : correct + takeBack(document, forms, path)
    case .inTransit:
        let values = forms["receive"]
        return form(
            action: path + "/receive", key: values.key, submit: "Take in",
            values.questions + doneFields(view, values, showsNumbers: false))
    case .draft, .ready:
        let values = forms["do"]
        let doing = form(
            action: path + "/do", key: values.key, submit: doLabel(view),
            beside: showsNumbers && document.kind == .receipt ? checkButton(path) : nil,
            "\(values.questions)\(doneFields(view, values, showsNumbers: showsNumbers))\(restField(view, values))")
        return """
            \(lineEntryForms(view, forms, showsNumbers: showsNumbers))
            \(view.lines.isEmpty ? "" : card("Finish", doing))
            <div class="actions">\(otherActions(document, forms, path))</div>
            """
    }
}

private func checkButton(_ path: String) -> HTML {
    " <button type=\"submit\" formaction=\"\(path)/check\">Check the numbers</button>"
}

private func takeBack(_ document: Document, _ forms: PageForms, _ path: String) -> HTML {
    let values = forms["reverse"].named("reverse")
    return """
        <details\(attribute("open", if: forms.isSent("reverse")))><summary>Take back</summary>
        \(form(action: path + "/reverse", key: values.key, submit: "Take \(document.number) back", isGrave: true,
                "\(values.questions)\(values.field("reason", "Reason", isRequired: true))"))
        </details>
        """
}

/// What can be done with an open document besides finishing it.
private func otherActions(_ document: Document, _ forms: PageForms, _ path: String) -> HTML {
    var buttons: [HTML] = []
    if document.kind.takesStock {
        let isReady = document.state == .ready
        let name = isReady ? "unreserve" : "reserve"
        buttons.append(forms.button(isReady ? "Free" : "Set aside", name, action: "\(path)/\(name)"))
    }
    if document.kind == .transfer {
        buttons.append(forms.button("Send on its way", "ship", action: path + "/ship"))
    }
    buttons.append(forms.button("Cancel", "cancel", action: path + "/cancel", isGrave: true))
    return "\(buttons)"
}

/// What happens to what is left; a count has nothing left.
private func restField(_ view: DocumentView, _ values: FormValues) -> HTML {
    if view.document.kind == .count { return "" }
    return values.field(
        "rest", "If something is left",
        .choice([
            Field.Choice("", "ask me"), Field.Choice("backorder", "make a backorder"),
            Field.Choice("close", "close it"),
        ]))
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
                name + "/done", "\(line.product.sku) \(view.document.kind == .count ? "counted" : "done")", .figure,
                value: values[name + "/done"].isEmpty ? toDo(line, view).description : values[name + "/done"]),
            refusal: values.refusal)
        let unknown: HTML? =
            showsNumbers && line.product.isTrackedInside && view.document.kind.createsNumbers
            ? unknownNumberField(name, values) : nil
        return """
            <div class="line">\(hiddenField(name + "/id", "\(line.id.rawValue)"))\(done)\(numbers)\(unknown)\
            \(overrideField(name, values))</div>
            """
    }
    return "\(lines)"
}

/// What is done so far where packages are scanned one by one, else all that is planned.
private func toDo(_ line: LineView, _ view: DocumentView) -> Quantity {
    line.package != nil && view.packages.contains { $0.scannedAt != nil } ? line.done : line.quantity
}

/// Asked for only when other goods are taken than those that were to leave first (R35).
private func overrideField(_ line: String, _ values: FormValues) -> HTML? {
    let isWanted = values.refusal?.faults.contains { fault in
        fault.code == "override_reason_required" && fault.pointer.hasPrefix("/" + line)
    }
    let name = line + "/override_reason"
    guard isWanted == true || !values[name].isEmpty else { return nil }
    return values.field(name, "Why another lot", isRequired: true)
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
