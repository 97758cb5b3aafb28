/// What somebody wants changed of a recipe; nil leaves it as it is.
public struct RecipeChange: Sendable, Equatable {
    /// A component or by-product, its product not yet looked up.
    public struct Part: Sendable, Equatable {
        /// SKU.
        public var product: String
        public var quantity: Quantity
        /// Of a co-product, in percent.
        public var inputShare: Quantity?
        public var pointer: String

        public init(product: String, quantity: Quantity, inputShare: Quantity? = nil, pointer: String) {
            self.product = product
            self.quantity = quantity
            self.inputShare = inputShare
            self.pointer = pointer
        }
    }

    public var name: String?
    /// SKU.
    public var product: String?
    public var quantity: Quantity?
    public var components: [Part]?
    public var byProducts: [Part]?
    /// In percent.
    public var yieldTolerance: Change<Quantity>
    public var isArchived: Bool?

    public init(
        name: String? = nil, product: String? = nil, quantity: Quantity? = nil, components: [Part]? = nil,
        byProducts: [Part]? = nil, yieldTolerance: Change<Quantity> = .keep, isArchived: Bool? = nil
    ) {
        self.name = name
        self.product = product
        self.quantity = quantity
        self.components = components
        self.byProducts = byProducts
        self.yieldTolerance = yieldTolerance
        self.isArchived = isArchived
    }
}

/// A recipe with its products by name.
public struct RecipeView: Sendable {
    public let recipe: Recipe
    public let products: [ProductID: Product]

    public init(recipe: Recipe, products: [ProductID: Product]) {
        self.recipe = recipe
        self.products = products
    }

    public var product: Product? { products[recipe.productID] }
}

/// A recipe as the changes of its product keep it (R55).
public struct RecipeOnRecord: Recorded {
    public static let subject = RecordSubject.product
    public let fieldsOnRecord: [RecordedField]

    public init(_ view: RecipeView) {
        let parts = view.recipe.parts.map { part in
            let sign = part.role == .byProduct ? "+" : ""
            let share = part.inputShare.map { " (\($0) % of what goes in)" } ?? ""
            return "\(sign)\(part.quantity) \(view.products[part.productID]?.sku ?? "")\(share)"
        }
        let name = "recipe \(view.recipe.code)"
        fieldsOnRecord = [
            RecordedField(name, "\(view.recipe.quantity) of \(parts.joined(separator: ", "))"),
            RecordedField("\(name) name", view.recipe.name),
            RecordedField("\(name) yield_tolerance_percent", view.recipe.yieldTolerance?.description),
            RecordedField("\(name) archived", view.recipe.isArchived),
        ]
    }
}
