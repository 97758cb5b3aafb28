/// A number of our own that was drawn and that no goods have: a gap that somebody may ask about (R14).
public struct DrawnNumber: Sendable, Equatable {
    public let productID: ProductID
    public let sku: String
    public let number: LotNumber
    public let drawnAt: Instant
    public let actor: String

    public init(productID: ProductID, sku: String, number: LotNumber, drawnAt: Instant, actor: String) {
        self.productID = productID
        self.sku = sku
        self.number = number
        self.drawnAt = drawnAt
        self.actor = actor
    }
}

/// Where a list of drawn numbers goes on: the last one of the part before.
public struct DrawnNumberCursor: Sendable, Equatable {
    public let product: ProductID
    public let number: LotNumber

    public init(product: ProductID, number: LotNumber) {
        self.product = product
        self.number = number
    }

    public init(after drawn: DrawnNumber) {
        self.init(product: drawn.productID, number: drawn.number)
    }

    /// Reads what `text` wrote; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: ".", maxSplits: 1)
        guard parts.count == 2, let product = Int64(parts[0]), product > 0 else { return nil }
        self.product = ProductID(product)
        number = LotNumber(stored: String(parts[1]))
    }

    public var text: String { "\(product.rawValue).\(number.text)" }
}
