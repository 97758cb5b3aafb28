import StockDomain

/// What fills the lines of an open document one thing at a time: the scan field, and numbers of our own for lines that
/// lack them.
func lineEntryForms(_ view: DocumentView, _ forms: PageForms, showsNumbers: Bool) -> HTML {
    let path = documentAddress(view.document.kind, view.document.number)
    let wanting = showsNumbers && view.document.kind.createsNumbers ? view.lines.filter(\.isWantingNumbers) : []
    let generate: HTML? = wanting.isEmpty ? nil : generation(wanting, path, forms)
    return "\(scanCard(view, forms))\(generate)"
}

/// The field into which goods are scanned one by one.
func scanCard(_ view: DocumentView, _ forms: PageForms) -> HTML {
    let path = documentAddress(view.document.kind, view.document.number)
    let values = forms["scan"].named("scan")
    let scan = form(
        action: path + "/scan", key: values.key, submit: "Add",
        values.questions
            + values.field(
                "text", "Scan or type", hint: "A barcode, a SKU or a number: its line grows.", isRequired: true,
                hasFocus: true)
            + values.field("quantity", "Quantity", .figure, hint: "Empty for one."))
    return card("Scan", scan)
}

/// Numbers of our own for what a line lacks (R13).
private func generation(_ lines: [LineView], _ path: String, _ forms: PageForms) -> HTML {
    let values = forms["generate"].named("generate")
    let choices = lines.map { Field.Choice("\($0.id.rawValue)", "\($0.product.sku) · \($0.product.name)") }
    let perLot: HTML? =
        lines.allSatisfy { $0.product.tracking == .serial }
        ? nil : values.field("per_lot", "In each lot", .figure, hint: "Empty for one lot with all of it.")
    return card(
        "Generate numbers",
        form(
            action: path + "/generate", key: values.key, submit: "Generate",
            """
            \(values.field("line", "For", .choice(choices)))
            \(values.field(
                "first", "First number", hint: "It counts up from there. Empty for the next of your own numbers."))
            \(perLot)
            """))
}

/// The box for goods whose number nobody knows (R20a).
func unknownNumberField(_ line: String, _ values: FormValues) -> HTML {
    values.field(
        line + "/numbers/0/unknown", "Number unknown", .tick,
        hint: "They get a number of your own, marked until the right one is known.")
}

extension LineView {
    /// Whether numbers are missing that can be generated.
    fileprivate var isWantingNumbers: Bool {
        guard let level = product.numberKindInside else { return false }
        return numbers.map { $0.quantity ?? (level == .serial ? .one : .zero) }.sum() < quantity
            && !numbers.contains { $0.isUnknown || ($0.quantity == nil && level == .lot) }
    }
}
