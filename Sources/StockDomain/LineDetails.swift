/// What a line says beside product, quantity and numbers; each kind of document uses some of it.
public struct LineDetails: Sendable, Equatable {
    /// The package from which goods are taken, or into which they come (R31a).
    public var packageID: PackageID?
    /// The packaging in which the quantity was entered, by name (R31).
    public var packaging: String?
    /// Why other goods than the proposed ones are taken, or goods past their best (R35, R41).
    public var overrideReason: String?
    /// The delivery from which a customer returns (R27).
    public var deliveryID: DocumentID?
    /// What the book said when the goods were counted, and when that was (R25).
    public var bookQuantity: Quantity?
    public var countedAt: Instant?

    public init(
        packageID: PackageID? = nil, packaging: String? = nil, overrideReason: String? = nil,
        deliveryID: DocumentID? = nil, bookQuantity: Quantity? = nil, countedAt: Instant? = nil
    ) {
        self.packageID = packageID
        self.packaging = packaging
        self.overrideReason = overrideReason
        self.deliveryID = deliveryID
        self.bookQuantity = bookQuantity
        self.countedAt = countedAt
    }
}
