/// A group of products; the tree gives defaults for new ones (R3) and a strategy for those that have none (R33).
public struct Category: Sendable, Equatable {
    public var id: CategoryID
    public var code: String
    public var name: String
    public var parentID: CategoryID?
    /// The level that new products of the category start with.
    public var defaultTracking: Tracking?
    /// The capture point that new products start with (R5).
    public var defaultCapture: Capture?
    /// The shelf life that new products start with (R39).
    public var defaultExpiration: Expiration?
    /// How new products are numbered (R14).
    public var defaultNumbering: Numbering?
    /// Looked up when a product has no strategy of its own (R33).
    public var removalStrategy: RemovalStrategy?
    /// Names of the facts that lots of these products may carry, in the order in which they are asked (R55).
    public var lotAttributes: [String]

    public init(
        id: CategoryID = ID(0), code: String, name: String, parentID: CategoryID? = nil,
        defaultTracking: Tracking? = nil, defaultCapture: Capture? = nil, defaultExpiration: Expiration? = nil,
        defaultNumbering: Numbering? = nil, removalStrategy: RemovalStrategy? = nil, lotAttributes: [String] = []
    ) {
        self.id = id
        self.code = code
        self.name = name
        self.parentID = parentID
        self.defaultTracking = defaultTracking
        self.defaultCapture = defaultCapture
        self.defaultExpiration = defaultExpiration
        self.defaultNumbering = defaultNumbering
        self.removalStrategy = removalStrategy
        self.lotAttributes = lotAttributes
    }
}
