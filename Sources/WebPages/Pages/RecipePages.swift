import StockDomain

/// All recipes by code (R23).
public func recipeListPage(_ frame: Frame, _ recipes: [RecipeView], of product: String?) -> HTML {
    let rows = recipes.map { view -> [HTML] in
        [
            number(view.recipe.code, at: address("recipes", view.recipe.code)), HTML.text(view.recipe.name),
            number(view.product?.sku ?? "", at: address("products", view.product?.sku ?? "")),
            quantity(view.recipe.quantity, view.product?.unit), view.recipe.isArchived ? badge("archived") : "",
        ]
    }
    return frame.page(
        title: product.map { "Recipes of \($0)" } ?? "Recipes", section: .make,
        actions: buttonLink("New recipe", address("recipes", "new", query: [("product", product)]), isPrimary: true),
        content: table(
            ["Recipe", "Name", "Makes", .figure("Quantity"), ""], rows, caption: "Recipes",
            empty: emptyState("There is no recipe yet.")))
}

/// The form for a new recipe, or for one that changes.
///
/// - Parameter recipe: nil for a new one.
public func recipeFormPage(
    _ frame: Frame, _ recipe: RecipeView?, _ products: [Product], _ values: FormValues
) -> HTML {
    let code = recipe?.recipe.code
    let count = max(4, (recipe?.recipe.parts.filter { $0.role == .component }.count ?? 0) + 2)
    let components = (0..<count).map { part("components/\($0)", "Component \($0 + 1)", values) }
    let byProducts = (0..<2).map {
        part("by_products/\($0)", "By-product or co-product \($0 + 1)", values, takesShare: true)
    }
    let codeField: HTML? = code == nil ? values.field("code", "Code", isRequired: true, hasFocus: true) : nil
    let archived: HTML? =
        code == nil
        ? nil
        : values.field(
            "archived", "In use", .choice([Field.Choice("false", "yes"), Field.Choice("true", "no, archived")]))
    let fields: HTML = """
        <div class="fields">\(codeField)\(values.field("name", "Name"))
        \(listed("product", "Makes", "products", values))
        \(values.field("quantity", "Quantity", .figure, hint: "So much is made of the parts below."))
        \(values.field(
            "yield_tolerance_percent", "Percent that may be unexplained", .figure,
            hint: "of the weight that goes in, when what came out and what was scrapped is taken off"))
        \(archived)</div>
        \(components)\(byProducts)
        """
    let path = code.map { address("recipes", $0) } ?? "/recipes"
    return frame.page(
        title: code.map { "Recipe \($0)" } ?? "New recipe", section: .make, notices: values.notices,
        content: (recipe.map { answer(HTML.text(sentence($0))) } ?? "")
            + suggestions("products", products.map { ($0.sku, $0.name) })
            + form(action: path, key: values.key, submit: code == nil ? "Add recipe" : "Save", fields))
}

private func part(_ name: String, _ title: String, _ values: FormValues, takesShare: Bool = false) -> HTML {
    let share: HTML? = takesShare ? inputShareField(name, values) : nil
    return """
        <fieldset class="line"><legend>\(title)</legend>
        \(listed(name + "/product", "Product", "products", values))
        \(values.field(name + "/quantity", "Quantity", .figure))\(share)
        </fieldset>
        """
}

/// What the recipe makes of what, in words.
private func sentence(_ view: RecipeView) -> String {
    let parts = view.recipe.parts
    let components = parts.filter { $0.role == .component }.count
    let beside = parts.filter { $0.role == .byProduct }.compactMap { view.products[$0.productID]?.sku }
    let made = "\(view.recipe.quantity.grouped) \(view.product?.unit ?? "") of \(view.product?.sku ?? "")"
    return "\(view.recipe.code) makes \(made) of \(components == 1 ? "1 component" : "\(components) components")"
        + (beside.isEmpty ? "." : "; beside it comes \(beside.joined(separator: " and ")).")
        + (view.recipe.isArchived ? " It is archived: no order can be made of it." : "")
}

/// What makes a by-product a co-product.
func inputShareField(_ name: String, _ values: FormValues) -> HTML {
    values.field(
        name + "/input_share", "Takes percent of what goes in", .figure,
        hint: "Makes it a co-product; empty for a by-product.")
}

extension FormValues {
    /// A recipe's form as it stands.
    public init(key: String, _ view: RecipeView) {
        var values = [
            "name": view.recipe.name, "product": view.product?.sku ?? "",
            "quantity": view.recipe.quantity.description, "archived": view.recipe.isArchived ? "true" : "false",
            "yield_tolerance_percent": view.recipe.yieldTolerance?.description ?? "",
        ]
        for (role, list) in [(ProductionRole.component, "components"), (.byProduct, "by_products")] {
            for (index, part) in view.recipe.parts.filter({ $0.role == role }).enumerated() {
                values["\(list)/\(index)/product"] = view.products[part.productID]?.sku ?? ""
                values["\(list)/\(index)/quantity"] = part.quantity.description
                values["\(list)/\(index)/input_share"] = part.inputShare?.description ?? ""
            }
        }
        self.init(key: key, values)
    }
}
