/// Goods that left with a reason against the proposal or past their best (R35, R41).
public struct OverrideRow: Sendable, Equatable {
    public let cursor: MovementCursor
    public let happenedAt: Instant
    public let actorName: String
    public let documentKind: DocumentKind?
    public let document: String?
    public let partnerCode: String?
    public let sku: String
    public let lotID: LotID?
    public let number: LotNumber?
    public let quantity: Quantity
    /// As `PlannedOverride.rule`.
    public let rule: String
    public let reason: String
    public let detail: String
    /// The number that was to leave first.
    public let passedOverID: LotID?
    public let passedOver: LotNumber?

    public init(
        cursor: MovementCursor, happenedAt: Instant, actorName: String, documentKind: DocumentKind?, document: String?,
        partnerCode: String?, sku: String, lotID: LotID?, number: LotNumber?, quantity: Quantity, rule: String,
        reason: String, detail: String, passedOverID: LotID?, passedOver: LotNumber?
    ) {
        self.cursor = cursor
        self.happenedAt = happenedAt
        self.actorName = actorName
        self.documentKind = documentKind
        self.document = document
        self.partnerCode = partnerCode
        self.sku = sku
        self.lotID = lotID
        self.number = number
        self.quantity = quantity
        self.rule = rule
        self.reason = reason
        self.detail = detail
        self.passedOverID = passedOverID
        self.passedOver = passedOver
    }
}
