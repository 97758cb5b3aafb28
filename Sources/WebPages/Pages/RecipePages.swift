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
    let count = max(4, (recipe?.recipe.parts.count ?? 0) + 2)
    let components = (0..<count).map { part("components/\($0)", "Component \($0 + 1)", values) }
    let byProducts = (0..<2).map { part("by_products/\($0)", "By-product \($0 + 1)", values) }
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
        \(archived)</div>
        \(components)\(byProducts)
        """
    let path = code.map { address("recipes", $0) } ?? "/recipes"
    return frame.page(
        title: code.map { "Recipe \($0)" } ?? "New recipe", section: .make, notices: values.notices,
        content: suggestions("products", products.map { ($0.sku, $0.name) })
            + form(action: path, key: values.key, submit: code == nil ? "Add recipe" : "Save", fields))
}

private func part(_ name: String, _ title: String, _ values: FormValues) -> HTML {
    """
    <fieldset class="line"><legend>\(title)</legend>
    \(listed(name + "/product", "Product", "products", values))
    \(values.field(name + "/quantity", "Quantity", .figure))
    </fieldset>
    """
}

extension FormValues {
    /// A recipe's form as it stands.
    public init(key: String, _ view: RecipeView) {
        var values = [
            "name": view.recipe.name, "product": view.product?.sku ?? "",
            "quantity": view.recipe.quantity.description, "archived": view.recipe.isArchived ? "true" : "false",
        ]
        for (role, list) in [(ProductionRole.component, "components"), (.byProduct, "by_products")] {
            for (index, part) in view.recipe.parts.filter({ $0.role == role }).enumerated() {
                values["\(list)/\(index)/product"] = view.products[part.productID]?.sku ?? ""
                values["\(list)/\(index)/quantity"] = part.quantity.description
            }
        }
        self.init(key: key, values)
    }
}
