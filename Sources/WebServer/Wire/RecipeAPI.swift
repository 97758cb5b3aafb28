import StockDomain
import StockOperations

extension RecipeChange {
    init(_ body: RequestObject) {
        self.init(
            name: body.optional("name", .text()), product: body.optional("product", .name),
            quantity: body.optional("quantity", .positiveQuantity),
            components: body.optional("components", .recipeParts),
            byProducts: body.optional("by_products", .recipeParts),
            yieldTolerance: body.change("yield_tolerance_percent", .quantityFromZero),
            isArchived: body.optional("archived", .bool))
    }
}

extension RequestReader where Value == [RecipeChange.Part] {
    fileprivate static var recipeParts: RequestReader {
        RequestReader(standIn: []) { value in
            value.elements()?.compactMap { element in
                element.object { object in
                    RecipeChange.Part(
                        product: object.required("product", .name),
                        quantity: object.required("quantity", .positiveQuantity),
                        inputShare: object.optional("input_share", .positiveQuantity), pointer: element.pointer)
                }
            }
        }
    }
}

extension RecipeView {
    /// A recipe as the API gives it.
    var json: JSON {
        func parts(_ role: ProductionRole) -> JSON {
            JSON(
                recipe.parts.filter { $0.role == role }.map { part -> JSON in
                    let product = products[part.productID]
                    return [
                        "input_share": JSON(part.inputShare), "product": JSON(product?.sku),
                        "product_name": JSON(product?.name),
                        "quantity": JSON(part.quantity), "unit": JSON(product?.unit),
                    ]
                })
        }
        return [
            "archived": .bool(recipe.isArchived), "by_products": parts(.byProduct), "code": .string(recipe.code),
            "components": parts(.component), "name": .string(recipe.name), "product": JSON(product?.sku),
            "quantity": JSON(recipe.quantity), "unit": JSON(product?.unit),
            "yield_tolerance_percent": JSON(recipe.yieldTolerance),
        ]
    }
}
