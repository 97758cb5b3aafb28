/// What a product is made of, for orders to start from; an order does not follow its recipe afterwards (R23).
public struct Recipe: Sendable, Equatable {
    public var code: String
    public var name: String
    public var productID: ProductID
    /// How much of the product the parts below make.
    public var quantity: Quantity
    public var parts: [RecipePart]
    /// How much of what goes in may be unexplained, in percent; nil where nobody has said (R51).
    public var yieldTolerance: Quantity?
    public var isArchived: Bool

    /// More than everything that goes in cannot be missing.
    private static let mostYieldTolerance = Quantity(units: 100)

    /// What is wrong with a tolerance in a request; nil where nothing is.
    public static func fault(ofYieldTolerance tolerance: Quantity?) -> Fault? {
        guard let tolerance, tolerance > mostYieldTolerance else { return nil }
        return Fault("/yield_tolerance_percent", "invalid_value", "A tolerance is at most 100 %.")
    }

    public init(
        code: String, name: String, productID: ProductID, quantity: Quantity, parts: [RecipePart] = [],
        yieldTolerance: Quantity? = nil, isArchived: Bool = false
    ) {
        self.code = code
        self.name = name
        self.productID = productID
        self.quantity = quantity
        self.parts = parts
        self.yieldTolerance = yieldTolerance
        self.isArchived = isArchived
    }
}

/// A component or by-product of a recipe.
public struct RecipePart: Sendable, Equatable {
    public var role: ProductionRole
    public var productID: ProductID
    public var quantity: Quantity
    /// Of a co-product, how much of what goes in it takes, in percent.
    public var inputShare: Quantity?

    public init(role: ProductionRole, productID: ProductID, quantity: Quantity, inputShare: Quantity? = nil) {
        self.role = role
        self.productID = productID
        self.quantity = quantity
        self.inputShare = inputShare
    }

    /// For `made` of a recipe that makes `whole`.
    public func quantity(for made: Quantity, of whole: Quantity) -> Quantity {
        quantity.share(made, of: whole)
    }
}
