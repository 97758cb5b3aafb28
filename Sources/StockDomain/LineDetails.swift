/// What a line says beside product, quantity and numbers; each kind of document uses some of it.
public struct LineDetails: Sendable, Equatable {
    /// The package from which goods are taken, or into which they come (R31a).
    public var packageID: PackageID?
    /// Whether that package goes with everything in it; otherwise goods are taken out of it.
    public var isWholePackage: Bool
    /// The packaging in which the quantity was entered, by name (R31).
    public var packaging: String?
    /// Why other goods than the proposed ones are taken, or goods past their best (R35, R41).
    public var overrideReason: String?
    /// What is done of an open line so far, in the product's unit; nil while nobody has said: all of it (R20).
    public var doneSoFar: Quantity?
    /// Whether the line came up while its document was being done, so that its plan follows what is done (R20).
    public var isUnplanned: Bool
    /// The delivery from which a customer returns (R27).
    public var deliveryID: DocumentID?
    /// What the book said when the goods were counted, and when that was (R25).
    public var bookQuantity: Quantity?
    public var countedAt: Instant?
    /// What a line of a production order is; nil on other documents (R23).
    public var role: ProductionRole?
    /// The output into which a component goes, by number; nil when it goes into all of them (R23).
    public var forOutput: LotNumber?
    /// Of a co-product, how much of what goes in it takes, in percent; nil for a by-product (R23).
    public var inputShare: Quantity?
    /// The recipe from which an order was made, by code.
    public var recipe: String?
    /// On an output: how much of what goes in may be unexplained, in percent (R51).
    public var yieldTolerance: Quantity?

    public init(
        packageID: PackageID? = nil, isWholePackage: Bool = false, packaging: String? = nil,
        overrideReason: String? = nil,
        doneSoFar: Quantity? = nil, isUnplanned: Bool = false,
        deliveryID: DocumentID? = nil, bookQuantity: Quantity? = nil, countedAt: Instant? = nil,
        role: ProductionRole? = nil, forOutput: LotNumber? = nil,
        inputShare: Quantity? = nil, recipe: String? = nil, yieldTolerance: Quantity? = nil
    ) {
        self.packageID = packageID
        self.isWholePackage = isWholePackage
        self.packaging = packaging
        self.overrideReason = overrideReason
        self.doneSoFar = doneSoFar
        self.isUnplanned = isUnplanned
        self.deliveryID = deliveryID
        self.bookQuantity = bookQuantity
        self.countedAt = countedAt
        self.role = role
        self.forOutput = forOutput
        self.inputShare = inputShare
        self.recipe = recipe
        self.yieldTolerance = yieldTolerance
    }
}
