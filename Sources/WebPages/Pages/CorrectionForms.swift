import StockDomain

/// What can be mended on a finished document: goods that were mixed up, a component of a step, the partner (R18a, R18b).
func correctionForms(_ view: DocumentView, _ forms: PageForms, showsNumbers: Bool) -> HTML {
    let document = view.document
    let action = documentAddress(document.kind, document.number) + "/correct"
    let hasNumbers = showsNumbers && view.lines.contains { !$0.numbers.isEmpty }
    // All of them are sent to one address; what was typed tells which of them it was.
    let isOfPartner = !forms["correct"]["partner"].isEmpty
    var shown: [HTML] = []
    if document.kind == .productionOrder {
        let values = forms["correct"].named("component")
        shown.append(
            form(action: action, key: values.key, submit: "Correct the component", component(values)))
    } else if hasNumbers {
        let values = forms[isOfPartner ? "goods" : "correct"].named("goods")
        shown.append(form(action: action, key: values.key, submit: "Correct the goods", goods(view, values)))
    }
    if document.kind.hasOtherSide, view.partner != nil {
        let values = forms[isOfPartner ? "correct" : "partner"].named("partner")
        shown.append(form(action: action, key: values.key, submit: "Correct the partner", partner(values)))
    }
    if shown.isEmpty { return "" }
    return """
        <details\(attribute("open", if: forms.isSent("correct")))><summary>Correct…</summary>
        <p class="hint">What was booked is taken back and booked as it was, at its old time. Both numbers show who \
        corrected them and why. If the goods never had the number, renumber it on its own page instead.</p>
        \(shown)</details>
        """
}

private func goods(_ view: DocumentView, _ values: FormValues) -> HTML {
    let lines = view.lines.filter { !$0.numbers.isEmpty }
    let choices = lines.map { line in
        Field.Choice(
            line.id.rawValue == 0 ? "" : "\(line.id.rawValue)", "\(line.product.sku), \(line.quantity.grouped)")
    }
    return """
        \(values.questions)
        \(values.field("line", "Line", .choice(choices)))
        \(values.field("number", "Booked number", isRequired: true))
        \(values.field("to", "Right number", isRequired: true))
        \(values.field("quantity", "Quantity", .figure, hint: "Empty: all of it."))
        \(reason(values))
        """
}

private func component(_ values: FormValues) -> HTML {
    """
    \(values.questions)
    \(values.field("component/product", "Product", isRequired: true))
    \(values.field("component/number", "Booked number", hint: "Empty: it was forgotten."))
    \(values.field("component/to", "Number that was used", hint: "Empty: none was used."))
    \(values.field("component/quantity", "Quantity", .figure, hint: "Empty: all of it."))
    \(reason(values))
    """
}

private func partner(_ values: FormValues) -> HTML {
    "\(values.questions)\(values.field("partner", "Right partner", isRequired: true))\(reason(values))"
}

private func reason(_ values: FormValues) -> HTML {
    values.field("reason", "Reason", isRequired: true)
}

extension DocumentKind {
    /// Whether its goods come from or go to somebody else.
    fileprivate var hasOtherSide: Bool {
        switch self {
        case .receipt, .delivery, .customerReturn, .supplierReturn: true
        default: false
        }
    }
}
