/// A doubt with everything that it hangs on.
public struct DoubtRow: Sendable, Equatable {
    public let postingID: PostingID
    /// Place of the movement within the posting, from 0.
    public let position: Int
    public let doubt: Doubt
    public let sku: String
    public let lotID: LotID?
    public let number: LotNumber?
    public let quantity: Quantity
    public let entered: Entered?
    public let kind: PostingKind
    public let document: String?
    public let partner: String?
    /// Who entered it.
    public let user: String
    public let happenedAt: Instant
    public let recordedAt: Instant

    public init(
        postingID: PostingID, position: Int, doubt: Doubt, sku: String, lotID: LotID?, number: LotNumber?,
        quantity: Quantity, entered: Entered?, kind: PostingKind, document: String?, partner: String?, user: String,
        happenedAt: Instant, recordedAt: Instant
    ) {
        self.postingID = postingID
        self.position = position
        self.doubt = doubt
        self.sku = sku
        self.lotID = lotID
        self.number = number
        self.quantity = quantity
        self.entered = entered
        self.kind = kind
        self.document = document
        self.partner = partner
        self.user = user
        self.happenedAt = happenedAt
        self.recordedAt = recordedAt
    }

    public var cursor: DoubtCursor { DoubtCursor(posting: postingID, position: position, code: doubt.code) }
}

/// Where a list of doubts goes on: the last one of the part before.
public struct DoubtCursor: Sendable, Equatable {
    public let posting: PostingID
    public let position: Int
    public let code: Doubt.Code

    public init(posting: PostingID, position: Int, code: Doubt.Code) {
        self.posting = posting
        self.position = position
        self.code = code
    }

    /// Reads what `text` wrote; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let place = MovementCursor("\(parts[0]).\(parts[1])"),
            let code = Doubt.Code(rawValue: parts[2])
        else { return nil }
        self.init(posting: place.posting, position: place.position, code: code)
    }

    public var text: String { "\(posting.rawValue).\(position).\(code.rawValue)" }
}
