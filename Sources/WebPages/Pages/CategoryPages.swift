import StockDomain

/// Categories as a list, with the form for a new one.
public func categoryListPage(
    _ frame: Frame, _ categories: [CategoryView], _ values: FormValues, settings: Settings
) -> HTML {
    let rows = categories.map { view -> [HTML] in
        var cells: [HTML] = [
            number(view.category.code, at: address("categories", view.category.code)), HTML.text(view.category.name),
            HTML.text(view.parent?.name ?? ""), HTML.text(view.category.removalStrategy?.inWords ?? ""),
        ]
        if settings.showsNumbers { cells.append(HTML.text(view.category.defaultTracking?.inWords ?? "")) }
        return cells
    }
    var columns: [Column] = ["Code", "Name", "Below", "What leaves first"]
    if settings.showsNumbers { columns.append("New products") }
    return frame.page(
        title: "Categories", section: .setup, notices: values.notices,
        content: """
            \(answer("A category gives new products their defaults, and says what leaves first where a product does not."))
            \(table(columns, rows, caption: "Categories", empty: emptyState("There is no category yet.")))
            <details\(attribute("open", if: values.refusal != nil || categories.isEmpty))><summary>Add a category</summary>
            \(form(action: "/categories", key: values.key, submit: "Add category", """
                <div class="fields">\(values.field("code", "Code", isRequired: true))</div>
                \(categoryFields(values, categories, of: nil, settings))
                """))
            </details>
            """)
}

/// One category with its settings.
public func categoryPage(
    _ frame: Frame, _ view: CategoryView, _ categories: [CategoryView], _ values: FormValues, settings: Settings
) -> HTML {
    frame.page(
        title: "\(view.category.code) · \(view.category.name)", section: .setup, notices: values.notices,
        content: """
            \(answer("Defaults count for products added from now on; what leaves first counts at once."))
            \(form(action: address("categories", view.category.code), key: values.key, submit: "Save",
                    categoryFields(values, categories, of: view.category, settings)))
            \(buttonLink("All categories", "/categories"))
            """)
}

/// The inputs of a category (R3, R33, R55).
private func categoryFields(
    _ values: FormValues, _ categories: [CategoryView], of category: Category?, _ settings: Settings
) -> HTML {
    let parents = categories.map(\.category).filter { $0.code != category?.code }
    return """
        <div class="fields">\(values.field("name", "Name", isRequired: true))
        \(values.field("parent", "Below", .choice([Field.Choice("", "none")] + parents.map { Field.Choice($0.code, $0.name) })))
        \(strategyField(values, showsDates: settings.showsDates, none: "as the category above says"))</div>
        \(settings.showsNumbers ? defaults(values, settings) : "")
        """
}

private func defaults(_ values: FormValues, _ settings: Settings) -> HTML {
    let levels = [Field.Choice("", "not said")] + Tracking.allCases.map { Field.Choice($0.rawValue, $0.inWords) }
    let captures = [Field.Choice("", "not said")] + Capture.allCases.map(\.choice)
    return """
        <fieldset><legend>New products</legend><div class="fields">
        \(values.field("tracking", "Track inventory", .choice(levels)))
        \(values.field("capture", "Numbers are asked for", .choice(captures)))
        \(settings.showsDates ? expirationFields(values) : "")</div></fieldset>
        \(folded("Numbers of your own", numberingFields(values)))
        <fieldset><legend>Facts that lots carry</legend><div class="fields">
        \(listFields("lot_attributes", "Fact", values))</div></fieldset>
        """
}

extension FormValues {
    /// A category's form as it stands.
    public init(key: String, _ view: CategoryView) {
        let category = view.category
        var values = [
            "name": category.name, "parent": view.parent?.code ?? "",
            "removal_strategy": category.removalStrategy?.rawValue ?? "",
            "tracking": category.defaultTracking?.rawValue ?? "", "capture": category.defaultCapture?.rawValue ?? "",
        ]
        category.defaultExpiration?.fields(into: &values)
        category.defaultNumbering?.fields(into: &values)
        for (index, name) in category.lotAttributes.enumerated() { values["lot_attributes/\(index)"] = name }
        self.init(key: key, values)
    }
}
