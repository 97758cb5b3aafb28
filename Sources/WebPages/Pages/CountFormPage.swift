import StockDomain

/// What the form for a count shows of the place that is counted.
public struct CountForm: Sendable {
    /// A product that stands loose in the place, with what the book says.
    public struct Row: Sendable {
        public let product: Product
        public let book: Quantity

        public init(product: Product, book: Quantity) {
            self.product = product
            self.book = book
        }
    }

    /// Nil before a place is chosen.
    public let place: Location?
    public let isBlind: Bool
    public let rows: [Row]
    /// Places that wait to be counted.
    public let due: [DueCount]

    public init(place: Location?, isBlind: Bool, rows: [Row], due: [DueCount]) {
        self.place = place
        self.isBlind = isBlind
        self.rows = rows
        self.due = due
    }
}

/// The form for a count: first the place, then what is there, with the book or blind (R25).
public func countFormPage(
    _ frame: Frame, _ form: CountForm, _ choices: DocumentFormChoices, _ values: FormValues, clock: PageClock
) -> HTML {
    frame.page(
        title: form.place.map { "Count \($0.code)" } ?? "New count", section: DocumentKind.count.section,
        notices: values.notices,
        content: form.place == nil
            ? dueList(form.due, clock) + placeChoice(choices) : sheet(form, choices, values))
}

private func dueList(_ due: [DueCount], _ clock: PageClock) -> HTML {
    let rows = due.map { count -> [HTML] in
        let code = count.location.code
        let seen = buttonLink("Count", address("counts", "new", query: [("location", code)]))
        let blind = buttonLink(
            "Count blindly", address("counts", "new", query: [("location", code), ("blind", "true")]))
        return [
            number(code), HTML.text(count.partner?.name ?? ""), day(count.dueOn),
            count.location.lastCountedAt.map(clock.moment) ?? "never", "\(seen) \(blind)",
        ]
    }
    return card(
        "Due for a count",
        table(
            ["Place", "Whose", "Due since", "Last counted", "Count it"], rows,
            caption: "Places that wait to be counted",
            empty: emptyState("No place is due.")))
}

private func placeChoice(_ choices: DocumentFormChoices) -> HTML {
    let places = choices.places.map { Field.Choice($0.code, "\($0.code) · \($0.name)") }
    return card(
        "Count any place",
        filterForm(
            action: "/counts/new", submit: "Go on",
            "\(field(Field("location", "Place", .choice(places))))\(field(bookField))"))
}

private let bookField = Field(
    "blind", "The book", .choice([Field.Choice("false", "is shown"), Field.Choice("true", "is hidden (blind)")]))

private func sheet(_ form: CountForm, _ choices: DocumentFormChoices, _ values: FormValues) -> HTML {
    let place = form.place?.code ?? ""
    let known = form.rows.enumerated().map { index, row in knownLine(index, row, form, choices, values) }
    let free = (form.rows.count..<form.rows.count + 2).map { freeLine($0, choices, values) }
    let products = choices.products.map { "<option value=\"\($0.sku)\">\($0.name)</option>" as HTML }
    return """
        \(answer(HTML.text(sentence(form))))
        <datalist id="products">\(products)</datalist>
        <form class="form document" method="post" action="/counts" data-once>
        \(hiddenField(keyFieldName, values.key))\(hiddenField("location", place))
        \(hiddenField("blind", form.isBlind ? "true" : "false"))
        \(values.questions)
        <div class="fields">\(values.field("reason", "Reason", hint: "Needed where the count differs from the book."))</div>
        \(known)\(free)
        <p class="submit"><button type="submit" class="primary" name="do" value="true">Count now</button>
        <button type="submit">Save as draft</button></p>
        </form>
        """
}

private func sentence(_ form: CountForm) -> String {
    let goods = form.rows.isEmpty ? "Nothing is booked here." : "Leave out what you have not counted."
    return form.isBlind ? "The book is hidden until the count is done. \(goods)" : goods
}

private func knownLine(
    _ index: Int, _ row: CountForm.Row, _ form: CountForm, _ choices: DocumentFormChoices, _ values: FormValues
) -> HTML {
    let name = "lines/\(index)"
    let book = form.isBlind ? nil : "The book says \(row.book.grouped) \(row.product.unit)."
    return """
        <fieldset class="line"><legend>\(row.product.sku) · \(row.product.name)</legend>
        \(hiddenField(name + "/product", row.product.sku))
        \(values.field(name + "/quantity", "Counted", .figure, hint: hint(row, book, choices)))
        \(numbers(name, row.product.isTrackedInside, choices, values))
        </fieldset>
        """
}

/// A number-free check of serials is a count too: what is typed there alone posts nothing (R25).
private func hint(_ row: CountForm.Row, _ book: String?, _ choices: DocumentFormChoices) -> String? {
    guard choices.showsNumbers, row.product.isTrackedInside else { return book }
    let numbers = row.product.tracking == .lot ? "Empty when every number says its quantity." : "Empty for the numbers."
    return [book, numbers].compactMap { $0 }.joined(separator: " ")
}

private func freeLine(_ index: Int, _ choices: DocumentFormChoices, _ values: FormValues) -> HTML {
    let name = "lines/\(index)"
    let id = "field-lines-\(index)-product"
    return """
        <fieldset class="line"><legend>Something else</legend>
        <div class="field"><label for="\(id)">Product</label>\
        <input type="text" id="\(id)" name="\(name)/product" list="products" value="\(values[name + "/product"])"\
         autocomplete="off"></div>
        \(values.field(name + "/quantity", "Counted", .figure))
        \(numbers(name, true, choices, values))
        </fieldset>
        """
}

private func numbers(
    _ name: String, _ isTracked: Bool, _ choices: DocumentFormChoices, _ values: FormValues
) -> HTML? {
    guard choices.showsNumbers, isTracked else { return nil }
    return values.field(
        name + "/numbers_text", "Numbers", .lines, hint: "All that are there, one a line: number; quantity.")
}
