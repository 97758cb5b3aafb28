/// One happening, never changed once written: a document's movements, or part of them.
public struct Posting: Sendable, Equatable {
    public var id: PostingID
    public var kind: PostingKind
    public var documentID: DocumentID?
    public var partnerID: PartnerID?
    public var actorID: ActorID
    /// When it happened in the warehouse.
    public var happenedAt: Instant
    /// When it was written.
    public var recordedAt: Instant
    public var reason: String?
    /// The step its production movements belong to: its own id, or the earlier posting it adds to.
    public var stepID: StepID?
    /// The posting that this one takes back, whole or in part.
    public var reverses: PostingID?
    public var movements: [Movement]
    /// What a posting of kind `renumber` did; it has no movements.
    public var renumbering: Renumbering?

    public init(
        id: PostingID = ID(0), kind: PostingKind, documentID: DocumentID? = nil, partnerID: PartnerID? = nil,
        actorID: ActorID, happenedAt: Instant, recordedAt: Instant, reason: String? = nil, stepID: StepID? = nil,
        reverses: PostingID? = nil, movements: [Movement], renumbering: Renumbering? = nil
    ) {
        self.id = id
        self.kind = kind
        self.documentID = documentID
        self.partnerID = partnerID
        self.actorID = actorID
        self.happenedAt = happenedAt
        self.recordedAt = recordedAt
        self.reason = reason
        self.stepID = stepID
        self.reverses = reverses
        self.movements = movements
        self.renumbering = renumbering
    }
}

/// What a posting means; with the sign of `reverses` it decides the term of the mass balance (R51).
public enum PostingKind: String, Sendable, CaseIterable {
    case opening, receipt, delivery, transfer, production, count, scrap, destroyed, sample
    case internalUse = "internal_use"
    case customerReturn = "customer_return"
    case supplierReturn = "supplier_return"
    case split, merge
    case levelChange = "level_change"
    case numbering, renumber, pack
}

/// Goods of one product and number going from one spot to another.
public struct Movement: Sendable, Equatable {
    public var productID: ProductID
    public var lotID: LotID?
    /// Positive.
    public var quantity: Quantity
    public var from: Spot
    public var to: Spot
    public var lineID: LineID?
    public var entered: Entered?

    public init(
        productID: ProductID, lotID: LotID? = nil, quantity: Quantity, from: Spot, to: Spot, lineID: LineID? = nil,
        entered: Entered? = nil
    ) {
        self.productID = productID
        self.lotID = lotID
        self.quantity = quantity
        self.from = from
        self.to = to
        self.lineID = lineID
        self.entered = entered
    }

    /// The same goods going back.
    public var reversed: Movement {
        Movement(
            productID: productID, lotID: lotID, quantity: quantity, from: to, to: from, lineID: lineID, entered: entered
        )
    }
}

/// How a number came onto a movement (R16).
public enum Entered: String, Sendable, CaseIterable {
    case scanned, typed, pasted, generated, imported, inferred
}
