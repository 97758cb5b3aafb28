/// A movement of one lot with what its posting and document say of it, as questions about lots read it.
public struct LotMovement: Sendable, Equatable {
    public var postingID: PostingID
    public var kind: PostingKind
    /// The posting that this one takes back.
    public var reverses: PostingID?
    public var happenedAt: Instant
    public var document: DocumentName?
    public var partnerID: PartnerID?
    public var productID: ProductID
    public var lotID: LotID?
    /// Positive.
    public var quantity: Quantity
    public var from: LocationUsage
    public var to: LocationUsage
    /// The supplier's number that came with it (R10a).
    public var supplierNumber: String?

    public init(
        postingID: PostingID, kind: PostingKind, reverses: PostingID? = nil, happenedAt: Instant,
        document: DocumentName? = nil, partnerID: PartnerID? = nil, productID: ProductID, lotID: LotID?,
        quantity: Quantity, from: LocationUsage, to: LocationUsage, supplierNumber: String? = nil
    ) {
        self.postingID = postingID
        self.kind = kind
        self.reverses = reverses
        self.happenedAt = happenedAt
        self.document = document
        self.partnerID = partnerID
        self.productID = productID
        self.lotID = lotID
        self.quantity = quantity
        self.from = from
        self.to = to
        self.supplierNumber = supplierNumber
    }

    /// What it adds to the sums, and between which places: a reversal counts, with minus, as the movement that it
    /// takes back (R51).
    public var booked: (from: LocationUsage, to: LocationUsage, quantity: Quantity) {
        reverses == nil ? (from, to, quantity) : (to, from, -quantity)
    }
}

/// What a document is called here and at the other side.
public struct DocumentName: Hashable, Sendable {
    public var id: DocumentID
    public var kind: DocumentKind
    public var number: String
    /// The other side's number, such as a purchase order.
    public var origin: String?

    public init(id: DocumentID, kind: DocumentKind, number: String, origin: String? = nil) {
        self.id = id
        self.kind = kind
        self.number = number
        self.origin = origin
    }

    public init(_ document: Document) {
        self.init(id: document.id, kind: document.kind, number: document.number, origin: document.origin)
    }
}
