/// Everything on record of a lot or unit on one page, with what proves it (R52).
public struct Certificate: Sendable, Equatable {
    /// Number, product, dates, status, former and supplier's numbers.
    public var lot: LotView
    /// Both directions.
    public var trace: Trace
    /// Of a unit, what is in it now and what was in it before (R53); nil for a lot.
    public var parts: [UnitView.Component]?
    /// Status changes and corrections, the oldest first, as they were recorded.
    public var history: [LotHistoryEntry]
    /// Every posting that moved or renumbered it, in the order of recording.
    public var postings: [CertifiedPosting]
    /// The last seal of the company; nil while nothing is sealed.
    public var seal: Seal?
    public var printedAt: Instant

    public init(
        lot: LotView, trace: Trace, parts: [UnitView.Component]?, history: [LotHistoryEntry],
        postings: [CertifiedPosting], seal: Seal?,
        printedAt: Instant
    ) {
        self.lot = lot
        self.trace = trace
        self.parts = parts
        self.history = history
        self.postings = postings
        self.seal = seal
        self.printedAt = printedAt
    }
}

/// A posting with its hash and its place in the sealed order.
public struct CertifiedPosting: Sendable, Equatable {
    public var id: PostingID
    public var kind: PostingKind
    public var document: DocumentName?
    public var happenedAt: Instant
    public var recordedAt: Instant
    public var reverses: PostingID?
    public var hash: Digest
    /// Nil while it waits for its seal.
    public var position: Int64?
    public var sealID: Int64?

    public init(
        id: PostingID, kind: PostingKind, document: DocumentName?, happenedAt: Instant, recordedAt: Instant,
        reverses: PostingID?, hash: Digest, position: Int64?, sealID: Int64?
    ) {
        self.id = id
        self.kind = kind
        self.document = document
        self.happenedAt = happenedAt
        self.recordedAt = recordedAt
        self.reverses = reverses
        self.hash = hash
        self.position = position
        self.sealID = sealID
    }
}
