import StockDomain

/// What the form for a new document offers to choose from.
public struct DocumentFormChoices: Sendable {
    public let partners: [Partner]
    public let products: [Product]
    /// Places of ours where goods can stand.
    public let places: [Location]
    /// Whether lines take numbers at all (R1).
    public let showsNumbers: Bool

    public init(partners: [Partner], products: [Product], places: [Location], showsNumbers: Bool) {
        self.partners = partners
        self.products = products
        self.places = places
        self.showsNumbers = showsNumbers
    }
}

/// The form for a new document; what is done at once needs one Enter.
public func documentFormPage(
    _ frame: Frame, _ kind: DocumentKind, _ choices: DocumentFormChoices, _ values: FormValues, rows: Int,
    checked: [CheckedLine]? = nil
) -> HTML {
    let check: HTML? =
        kind == .receipt && choices.showsNumbers
        ? "<button type=\"submit\" name=\"check\" value=\"true\">Check the numbers</button>" : nil
    let lines = (0..<rows).map { line($0, kind, choices, values) }
    return frame.page(
        title: "New \(kind.inWords)", section: kind.section, notices: values.notices,
        content: """
            \(checkedNumbers(checked))
            \(suggestions("partners", choices.partners.map { ($0.code, $0.name) }))
            \(suggestions("products", choices.products.map { ($0.sku, $0.name) }))
            <form class="form document" method="post" action="/\(kind.pathName)" data-once>
            \(hiddenField(keyFieldName, values.key))
            \(values.questions)
            <div class="fields">\(head(kind, choices, values))</div>
            \(lines)
            <p class="submit"><button type="submit" class="primary" name="do" value="true">\(kind.verb) now</button>
            <button type="submit">Save as draft</button>\(check)
            <a class="button" href="/\(kind.pathName)/new?rows=\(rows + 5)">More lines</a></p>
            </form>
            """)
}

func suggestions(_ id: HTML, _ entries: [(String, String)]) -> HTML {
    let options = entries.map { "<option value=\"\($0.0)\">\($0.1)</option>" as HTML }
    return "<datalist id=\"\(id)\">\(options)</datalist>"
}

private func head(_ kind: DocumentKind, _ choices: DocumentFormChoices, _ values: FormValues) -> HTML {
    let places = choices.places.map { Field.Choice($0.code, "\($0.code) · \($0.name)") }
    var fields: [HTML] = []
    switch kind {
    case .receipt, .delivery, .customerReturn, .supplierReturn:
        fields.append(listed("partner", "Partner", "partners", values, hasFocus: true, isRequired: kind != .receipt))
        fields.append(values.field("origin", "Their order or paper"))
    default: break
    }
    if kind == .transfer {
        fields.append(values.field("from", "From", .choice(places), isRequired: true))
        fields.append(values.field("to", "To", .choice(places), isRequired: true))
    } else {
        fields.append(values.field("location", "Place", .choice([Field.Choice("", "the usual place")] + places)))
    }
    if kind == .scrap {
        fields.append(values.field("kind", "What for", .choice(scrapKinds)))
        fields.append(values.field("witness", "Witness"))
        fields.append(
            values.field("certificate", "Certificate", hint: "such as the number of the destruction record"))
    }
    fields.append(values.field("reason", "Reason", isRequired: kind == .scrap))
    fields.append(values.field("planned_on", "Planned on", .day))
    return "\(fields)"
}

private func line(
    _ index: Int, _ kind: DocumentKind, _ choices: DocumentFormChoices, _ values: FormValues
) -> HTML {
    let name = "lines/\(index)"
    let takesNumbers = choices.showsNumbers && asksForNumbers(values[name + "/product"], kind, choices)
    let numbers: HTML? =
        takesNumbers
        ? values.field(
            name + "/numbers_text", "Numbers", .lines,
            hint: hintOfNumbers(on: kind))
        : nil
    let unknown: HTML? =
        takesNumbers && kind.createsNumbers ? unknownNumberField(name, values) : nil
    let override: HTML? =
        takesNumbers && kind == .delivery
        ? values.field(
            name + "/override_reason", "Why another lot",
            hint: "Only when the numbers above are others than those that were to leave first.") : nil
    let package: HTML? =
        kind.takesStock || kind == .receipt
        ? values.field(
            name + "/package", "Package",
            hint: kind.takesStock ? "Without a product: all that is in it." : "In which it comes.") : nil
    return """
        <fieldset class="line"><legend>Line \(index + 1)</legend>
        \(listed(name + "/product", "Product", "products", values))
        \(values.field(name + "/quantity", "Quantity", .figure))
        \(numbers)
        \(unknown)
        \(override)
        \(package)
        </fieldset>
        """
}

private func hintOfNumbers(on kind: DocumentKind) -> String {
    switch kind {
    case .delivery, .transfer: "One a line; leave empty and what is to leave first is taken."
    case .scrap: "One a line: number; quantity. Only goods that have no number go without."
    default: "One a line: number; quantity; expiry; their number."
    }
}

/// Whether the product of a line asks for its numbers; while none is chosen it might (R8a).
private func asksForNumbers(_ sku: String, _ kind: DocumentKind, _ choices: DocumentFormChoices) -> Bool {
    choices.products.first { $0.sku == sku }?.asksForNumbers(on: kind) ?? true
}

/// A text input with a list of what exists.
func listed(
    _ name: String, _ label: String, _ list: HTML, _ values: FormValues, hasFocus: Bool = false,
    isRequired: Bool = false
) -> HTML {
    let fault = values.refusal?.faults.first { $0.pointer == "/" + name }?.detail
    let told: HTML? = fault.map { "<p class=\"fault\">\($0)</p>" }
    let id = "field-" + String(name.map { $0 == "/" ? "-" : $0 })
    return """
        <div class="field"><label for="\(id)">\(label)</label>\
        <input type="text" id="\(id)" name="\(name)" list="\(list)" value="\(values[name])" autocomplete="off"\
        \(attribute("autofocus", if: hasFocus))\(attribute("required", if: isRequired))\
        \(attribute("aria-invalid", fault == nil ? nil : "true"))>\(told)</div>
        """
}
