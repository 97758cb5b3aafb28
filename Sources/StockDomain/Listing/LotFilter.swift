/// Which lots a list shows; all conditions together.
public struct LotFilter: Sendable, Equatable {
    public var product: ProductID?
    /// A present or former number, exactly.
    public var number: String?
    /// A part of a number, whatever its case, spaces and hyphens.
    public var part: String?
    /// A value among the lot's free facts, apart from case, spaces and hyphens (R55).
    public var attribute: String?
    public var expiresBefore: CalendarDate?
    /// Whether something of it is in a place of ours; nil for all.
    public var isOnHand: Bool?
    /// The strictest of its open blocks, its batch's too.
    public var status: LotStatus?

    public init(
        product: ProductID? = nil, number: String? = nil, part: String? = nil, attribute: String? = nil,
        expiresBefore: CalendarDate? = nil,
        isOnHand: Bool? = nil, status: LotStatus? = nil
    ) {
        self.product = product
        self.number = number
        self.part = part
        self.attribute = attribute
        self.expiresBefore = expiresBefore
        self.isOnHand = isOnHand
        self.status = status
    }
}
