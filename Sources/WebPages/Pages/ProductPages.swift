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

/// What the page of a product shows beside the product.
public struct ProductOnPage: Sendable {
    /// Nil for a new one.
    public let product: Product?
    public let stock: [StockRow]
    public let categories: [CategoryView]

    public init(product: Product?, stock: [StockRow], categories: [CategoryView]) {
        self.product = product
        self.stock = stock
        self.categories = categories
    }
}

/// The form for a new product, or for one that changes.
public func productFormPage(
    _ frame: Frame, _ shown: ProductOnPage, _ values: FormValues, settings: Settings
) -> HTML {
    let product = shown.product
    let path = product.map { address("products", $0.sku) } ?? "/products"
    let standing: HTML? = product.map { stockAnswer($0, shown.stock) }
    let links: HTML? = settings.showsNumbers ? product.map(levelLinks) : nil
    return frame.page(
        title: product.map { "\($0.sku) · \($0.name)" } ?? "New product", section: .setup,
        notices: notices(values, product),
        content: """
            \(standing)\(links)
            \(form(action: path, key: values.key, submit: product == nil ? "Add product" : "Save",
                    productFields(shown, values, settings)))
            """)
}

/// The plain edit refuses a change of level with stock on hand; the guided one is the way out (R7).
private func notices(_ values: FormValues, _ product: Product?) -> [HTML] {
    guard let refusal = values.refusal, refusal.questions.isEmpty, let product,
        refusal.faults.contains(where: { $0.code == "stock_on_hand" }) || refusal.code == "stock_on_hand"
    else { return values.notices }
    let way = buttonLink("Change it step by step", address("products", product.sku, "tracking"))
    return [refusalNotice(refusal, wayOut: way)]
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
    let lots: HTML? =
        product.tracking == .none
        ? nil : buttonLink("Its numbers", address("lots", query: [("product", product.sku), ("on_hand", "on")]))
    return """
        \(reason)<p class="actions">\(lots)\(buttonLink("Level advisor", address("products", product.sku, "advice")))\
        \(buttonLink("Change tracking…", address("products", product.sku, "tracking")))
        \(buttonLink("What each operation asks for", address("products", product.sku, "sheet")))\
        \(buttonLink("Trace all its numbers", address("trace", query: [("product", product.sku)])))\
        \(buttonLink("Mass balance", address("reports", "mass-balance", query: [("product", product.sku)])))\
        \(buttonLink("Recipes", address("recipes", query: [("product", product.sku)])))
        \(buttonLink("Set-up", address("checklist", query: [("product", product.sku)])))</p>
        """
}
