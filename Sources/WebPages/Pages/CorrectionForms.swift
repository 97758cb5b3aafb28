import StockDomain

/// What can be mended on a finished document: goods that were mixed up, a component of a step, the partner (R18a, R18b).
func correctionForms(_ view: DocumentView, _ values: FormValues, showsNumbers: Bool) -> HTML {
    let document = view.document
    let action = documentAddress(document.kind, document.number) + "/correct"
    let hasNumbers = showsNumbers && view.lines.contains { !$0.numbers.isEmpty }
    var forms: [HTML] = []
    if document.kind == .productionOrder {
        forms.append(
            form(
                action: action, key: values.key + "k", submit: "Correct the component",
                component(values.named("component"))))
    } else if hasNumbers {
        forms.append(
            form(action: action, key: values.key + "g", submit: "Correct the goods", goods(view, values.named("goods")))
        )
    }
    if document.kind.hasOtherSide, view.partner != nil {
        forms.append(
            form(
                action: action, key: values.key + "p", submit: "Correct the partner",
                partner(values.named("partner"))))
    }
    if forms.isEmpty { return "" }
    return """
        <details\(attribute("open", if: values.refusal != nil))><summary>Correct…</summary>
        <p class="hint">What was booked is taken back and booked as it was, at its old time. Both numbers show who \
        corrected them and why. If the goods never had the number, renumber it on its own page instead.</p>
        \(forms)</details>
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
    \(values.field("component/product", "Product", isRequired: true))
    \(values.field("component/number", "Booked number", hint: "Empty: it was forgotten."))
    \(values.field("component/to", "Number that was used", hint: "Empty: none was used."))
    \(values.field("component/quantity", "Quantity", .figure, hint: "Empty: all of it."))
    \(reason(values))
    """
}

private func partner(_ values: FormValues) -> HTML {
    "\(values.field("partner", "Right partner", isRequired: true))\(reason(values))"
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
