extension Product {
    /// What stands against more goods of it coming in; nil while it is in use.
    ///
    /// What is left of a product that is out of use may go, move, come back and be counted, else it would stay for ever.
    public func archivedFault(at pointer: String) -> Fault? {
        isArchived
            ? Fault(
                pointer, "product_archived",
                "\(sku) is archived: nothing more of it comes in. Put it in use again first.")
            : nil
    }
}

extension DocumentKind {
    /// Whether its goods were not the company's before; of a production order those are what it makes.
    public var bringsNewGoods: Bool { self == .receipt || self == .opening }
}
