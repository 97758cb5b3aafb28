import StockDomain

/// The form for a new production order (R23).
public func productionFormPage(
    _ frame: Frame, _ choices: DocumentFormChoices, _ recipes: [RecipeView], _ values: FormValues
) -> HTML {
    let kind = DocumentKind.productionOrder
    let components = (0..<4).map { part("components/\($0)", "Component \($0 + 1)", choices, values, takesFor: true) }
    let byProducts = part("by_products/0", "By-product or co-product", choices, values, takesFor: false)
    return frame.page(
        title: "New \(kind.inWords)", section: kind.section, notices: values.notices,
        content: """
            \(suggestions("products", choices.products.map { ($0.sku, $0.name) }))
            <form class="form document" method="post" action="/\(kind.pathName)" data-once>
            \(hiddenField(keyFieldName, values.key))
            \(values.questions)
            <div class="fields">\(head(choices, recipes, values))</div>
            \(outputs(choices, values))
            \(components)
            \(byProducts)
            <p class="submit"><button type="submit" class="primary">Save as draft</button>
            <button type="submit" name="do" value="true">\(kind.verb) now</button></p>
            </form>
            """)
}

private func head(_ choices: DocumentFormChoices, _ recipes: [RecipeView], _ values: FormValues) -> HTML {
    let places = choices.places.map { Field.Choice($0.code, "\($0.code) · \($0.name)") }
    let known = recipes.filter { !$0.recipe.isArchived }.map { view in
        Field.Choice(view.recipe.code, "\(view.recipe.code) · \(view.recipe.name)")
    }
    let recipe: HTML? =
        known.isEmpty
        ? nil
        : values.field(
            "recipe", "Recipe", .choice([Field.Choice("", "none")] + known),
            hint: "Fills components and by-products unless you name them.")
    return """
        \(listed("product", "Product", "products", values, hasFocus: true))
        \(values.field("quantity", "Quantity", .figure))
        \(recipe)
        \(values.field("location", "Place", .choice([Field.Choice("", "the usual place")] + places)))
        \(values.field("origin", "Their order or paper"))
        \(values.field("planned_on", "Planned on", .day))
        """
}

private func outputs(_ choices: DocumentFormChoices, _ values: FormValues) -> HTML? {
    guard choices.showsNumbers else { return nil }
    return values.field(
        "outputs_text", "Numbers of what is made", .lines,
        hint: "One a line: number; quantity; expiry. Empty: numbers of your own.")
}

private func part(
    _ name: String, _ title: String, _ choices: DocumentFormChoices, _ values: FormValues, takesFor: Bool
) -> HTML {
    let numbers: HTML? =
        choices.showsNumbers
        ? values.field(
            name + "/numbers_text", "Numbers", .lines,
            hint: takesFor ? "Empty: what is to leave first." : "Empty: numbers of your own.") : nil
    let forOutput: HTML? =
        takesFor && choices.showsNumbers
        ? values.field(name + "/for", "Goes into", hint: "The number of one output; empty: into all of them.") : nil
    let share: HTML? = takesFor ? nil : inputShareField(name, values)
    return """
        <fieldset class="line"><legend>\(title)</legend>
        \(listed(name + "/product", "Product", "products", values))
        \(values.field(name + "/quantity", "Quantity", .figure))
        \(numbers)\(forOutput)\(share)
        </fieldset>
        """
}
