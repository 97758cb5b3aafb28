/// A product with the name of its category.
public struct ProductView: Sendable, Equatable {
    public let product: Product
    public let category: Category?

    public init(product: Product, category: Category?) {
        self.product = product
        self.category = category
    }
}

/// A place with the names of what it stands below and whose it is.
public struct LocationView: Sendable, Equatable {
    public let location: Location
    public let parent: Location?
    public let partner: Partner?

    public init(location: Location, parent: Location?, partner: Partner?) {
        self.location = location
        self.parent = parent
        self.partner = partner
    }
}

/// A category with the one above it.
public struct CategoryView: Sendable, Equatable {
    public let category: Category
    public let parent: Category?

    public init(category: Category, parent: Category?) {
        self.category = category
        self.parent = parent
    }
}
