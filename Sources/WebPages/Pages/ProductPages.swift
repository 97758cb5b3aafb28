import StockDomain

/// Products by SKU.
public func productListPage(
    _ frame: Frame, _ products: [ProductView], searched: String, showsNumbers: Bool, next: String?
) -> HTML {
    let rows = products.map { view -> [HTML] in
        var cells: [HTML] = [
            number(view.product.sku, at: address("products", view.product.sku)), HTML.text(view.product.name),
            HTML.text(view.category?.name ?? ""), HTML.text(view.product.unit),
        ]
        if showsNumbers { cells.append(HTML.text(view.product.tracking.inWords)) }
        return cells
    }
    var columns: [Column] = ["SKU", "Name", "Category", "Unit"]
    if showsNumbers { columns.append("Traceability") }
    return frame.page(
        title: "Products", section: .setup,
        actions: buttonLink("New product", "/products/new", isPrimary: true),
        content: filterForm(action: "/products", field(Field("q", "SKU or name", value: searched)))
            + table(
                columns, rows, caption: "Products",
                empty: emptyState("There is no such product.", next: buttonLink("Add one", "/products/new")))
            + nextPage(next))
}

/// The form for a new product, or for one that changes.
///
/// - Parameter product: nil for a new one.
public func productFormPage(
    _ frame: Frame, _ product: Product?, stock: [StockRow], _ values: FormValues, settings: Settings
) -> HTML {
    let path = product.map { address("products", $0.sku) } ?? "/products"
    let sku: HTML =
        product == nil ? values.field("sku", "SKU", isRequired: true, hasFocus: true) : ""
    return frame.page(
        title: product.map { "\($0.sku) · \($0.name)" } ?? "New product", section: .setup, notices: values.notices,
        content: (product.map { stockAnswer($0, stock) + (settings.lotsAndSerials ? levelLinks($0) : "") } ?? "")
            + form(
                action: path, key: values.key, submit: product == nil ? "Add product" : "Save",
                """
                <div class="fields">\(sku)\(values.field("name", "Name", isRequired: true))
                \(values.field("unit", "Unit", hint: "such as pcs or kg; fixed once it has moved"))
                \(values.field("decimals", "Decimals", .figure))</div>
                \(settings.lotsAndSerials ? traceability(values, settings) : "")
                """))
}

private func stockAnswer(_ product: Product, _ stock: [StockRow]) -> HTML {
    let total = stock.map(\.quantity).sum()
    let places = Set(stock.map(\.locationCode)).sorted().joined(separator: ", ")
    let sentence =
        total == .zero
        ? "Nothing of \(product.sku) is on hand."
        : "\(total.grouped) \(product.unit) of \(product.sku) are on hand in \(places)."
    return answer(HTML.text(sentence))
}

/// The way to the advisor, the sheet and the checklist of a product.
private func levelLinks(_ product: Product) -> HTML {
    let reason: HTML? = product.handling.levelReason.map { "<p class=\"hint\">\($0)</p>" }
    return """
        \(reason)<p class="actions">\(buttonLink("Level advisor", address("products", product.sku, "advice")))\
        \(buttonLink("Change tracking…", address("products", product.sku, "tracking")))
        \(buttonLink("What each operation asks for", address("products", product.sku, "sheet")))\
        \(buttonLink("Trace all its numbers", address("trace", query: [("product", product.sku)])))\
        \(buttonLink("Mass balance", address("reports", "mass-balance", query: [("product", product.sku)])))
        \(buttonLink("Set-up", address("checklist", query: [("product", product.sku)])))</p>
        """
}

/// Section *Traceability* of the product page (R3).
private func traceability(_ values: FormValues, _ settings: Settings) -> HTML {
    let levels = Tracking.allCases.map { Field.Choice($0.rawValue, $0.inWords) }
    let expiry: HTML =
        settings.expirationDates
        ? """
        \(values.field("expiration/enabled", "Has an expiry date", .choice([Field.Choice("false", "no"), Field.Choice("true", "yes")])))
        \(values.field("expiration/shelf_life_days", "Shelf life in days", .figure))
        \(values.field("expiration/removal_days", "Remove so many days before", .figure))
        \(values.field("expiration/alert_days", "Warn so many days before", .figure))
        """ : ""
    return """
        <fieldset><legend>Traceability</legend><div class="fields">
        \(values.field("tracking", "Track inventory", .choice(levels)))
        \(expiry)
        </div></fieldset>
        """
}

extension FormValues {
    /// A product's form as it stands.
    public init(key: String, _ product: Product, settings: Settings) {
        var values = [
            "name": product.name, "unit": product.unit, "decimals": "\(product.decimals)",
        ]
        if settings.lotsAndSerials { values["tracking"] = product.tracking.rawValue }
        if settings.lotsAndSerials, settings.expirationDates {
            let expiration = product.expiration
            values["expiration/enabled"] = expiration.isEnabled ? "true" : "false"
            values["expiration/shelf_life_days"] = expiration.shelfLifeDays.map { "\($0)" } ?? ""
            values["expiration/removal_days"] = expiration.removalDays.map { "\($0)" } ?? ""
            values["expiration/alert_days"] = expiration.alertDays.map { "\($0)" } ?? ""
        }
        self.init(key: key, values)
    }
}
