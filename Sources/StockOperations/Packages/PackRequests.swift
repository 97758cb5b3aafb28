import StockDomain

/// What is to be packed or unpacked (R31a).
public struct PackRequest: Sendable {
    /// Goods by product and number, or a package by its number.
    public struct Line: Sendable {
        public var product: String?
        /// Nil for goods without number, or for the first that fit.
        public var number: LotNumber?
        public var quantity: Quantity?
        public var package: String?
        public var entered: Entered?
        public var pointer: String

        public init(
            product: String? = nil, number: LotNumber? = nil, quantity: Quantity? = nil, package: String? = nil,
            entered: Entered? = nil, pointer: String = ""
        ) {
            self.product = product
            self.number = number
            self.quantity = quantity
            self.package = package
            self.entered = entered
            self.pointer = pointer
        }
    }

    /// None when all is unpacked.
    public var lines: [Line]
    /// The number of the document whose goods are meant first.
    public var document: String?
    public var happenedAt: Instant?
    public var reason: String?

    public init(lines: [Line] = [], document: String? = nil, happenedAt: Instant? = nil, reason: String? = nil) {
        self.lines = lines
        self.document = document
        self.happenedAt = happenedAt
        self.reason = reason
    }
}
