/// What a partner holds of one number (R53): with him, net of his own returns, or in a place of his.
public struct PartnerUnits: Sendable, Equatable {
    public let lotID: LotID
    public let number: LotNumber
    public let sku: String
    public let unit: String
    public let quantity: Quantity
    /// Since when he has the last of it.
    public let since: Instant
    /// The delivery that brought the last of it; nil for goods in a place of his.
    public let document: String?

    public init(
        lotID: LotID, number: LotNumber, sku: String, unit: String, quantity: Quantity, since: Instant,
        document: String?
    ) {
        self.lotID = lotID
        self.number = number
        self.sku = sku
        self.unit = unit
        self.quantity = quantity
        self.since = since
        self.document = document
    }
}
