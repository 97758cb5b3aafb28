/// What a line of a production order is (R23).
public enum ProductionRole: String, Sendable, CaseIterable {
    /// What the order is for.
    case output
    case component
    /// What comes out beside it: a co-product when it takes a share of what goes in, else a by-product.
    case byProduct = "by_product"
}
