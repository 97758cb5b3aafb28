/// A movement with the names of everything it touches.
public struct MovementRow: Sendable, Equatable {
    public let postingID: PostingID
    /// Place within the posting, from 0.
    public let position: Int
    public let kind: PostingKind
    public let document: String?
    public let partner: String?
    public let happenedAt: Instant
    public let recordedAt: Instant
    public let reason: String?
    public let reverses: PostingID?
    public let sku: String
    public let lotID: LotID?
    public let number: LotNumber?
    public let quantity: Quantity
    public let from: String
    public let to: String
    public let fromPackage: String?
    public let toPackage: String?
    public let entered: Entered?

    public init(
        postingID: PostingID, position: Int, kind: PostingKind, document: String?, partner: String?,
        happenedAt: Instant, recordedAt: Instant, reason: String?, reverses: PostingID?, sku: String, lotID: LotID?,
        number: LotNumber?, quantity: Quantity, from: String, to: String, fromPackage: String?, toPackage: String?,
        entered: Entered?
    ) {
        self.postingID = postingID
        self.position = position
        self.kind = kind
        self.document = document
        self.partner = partner
        self.happenedAt = happenedAt
        self.recordedAt = recordedAt
        self.reason = reason
        self.reverses = reverses
        self.sku = sku
        self.lotID = lotID
        self.number = number
        self.quantity = quantity
        self.from = from
        self.to = to
        self.fromPackage = fromPackage
        self.toPackage = toPackage
        self.entered = entered
    }
}

/// A posting that has its place in the sealed order, with its movements.
public struct FeedPosting: Sendable, Equatable {
    /// From 1, without gaps; the only cursor of the feed.
    public let position: Int64
    public let id: PostingID
    public let kind: PostingKind
    public let hash: Digest
    public let sealID: Int64
    public let stepID: StepID?
    public let movements: [MovementRow]

    public init(
        position: Int64, id: PostingID, kind: PostingKind, hash: Digest, sealID: Int64, stepID: StepID?,
        movements: [MovementRow]
    ) {
        self.position = position
        self.id = id
        self.kind = kind
        self.hash = hash
        self.sealID = sealID
        self.stepID = stepID
        self.movements = movements
    }
}
