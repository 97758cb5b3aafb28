import StockDomain

/// What fills the lines of an open document one thing at a time: the scan field, and numbers of our own for lines that
/// lack them.
func lineEntryForms(_ view: DocumentView, _ values: FormValues, showsNumbers: Bool) -> HTML {
    let path = documentAddress(view.document.kind, view.document.number)
    let scan = form(
        action: path + "/scan", key: values.key + "n", submit: "Add",
        values.field(
            "text", "Scan or type", hint: "A barcode, a SKU or a number: its line grows.", isRequired: true)
            + values.field("quantity", "Quantity", .figure, hint: "Empty for one."))
    let wanting = showsNumbers && view.document.kind.createsNumbers ? view.lines.filter(\.isWantingNumbers) : []
    return "\(card("Scan", scan))\(wanting.map { generation($0, path, values) })"
}

/// Numbers of our own for what a line lacks (R13).
private func generation(_ line: LineView, _ path: String, _ values: FormValues) -> HTML {
    let isSerial = line.product.tracking == .serial
    let perLot: HTML? =
        isSerial
        ? nil
        : field(
            Field(
                "per_lot", "In each lot", .figure, value: values["per_lot"], hint: "Empty for one lot with all of it."))
    let first = field(
        Field(
            "first", "First number", value: values["first"],
            hint: "It counts up from there. Empty for the next of your own numbers."))
    return card(
        "Generate numbers for \(line.product.sku)",
        form(
            action: path + "/generate", key: values.key + "g\(line.id.rawValue)",
            hidden: [("line", "\(line.id.rawValue)")], submit: "Generate", "\(first)\(perLot)"))
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
