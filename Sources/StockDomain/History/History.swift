/// A past told as a file, names already turned into keys: postings in their recorded order, in little memory.
///
/// Everything points at everything by position, so that a row takes 32 bytes; -1 means none.
public struct History: Sendable {
    public var rows: [Row] = []
    public var postings: [HistoryPosting] = []
    public var documents: [HistoryDocument] = []
    public var goods: [Goods] = []
    public var products: [Item] = []
    /// Packages that the file names have the keys -1, -2 … here, for positions 0, 1 … of `packages`.
    public var spots: [Spot] = []
    public var packages: [String] = []
    /// By position of the row, where it tells one (R10a).
    public var supplierNumbers: [Int32: String] = [:]
    /// What goods were called by mistake, in the order of the file (R18).
    public var renumberings: [HistoryRenumbering] = []
    /// Free facts of goods by name (R55).
    public var attributes: [Int32: [String: String]] = [:]
    /// What is marked of goods, where an export tells it (R20a).
    public var marks: [Int32: Lot.Marks] = [:]
    public var places: [LocationID: Location] = [:]

    public init() {}

    /// One movement.
    public struct Row: Sendable {
        public var posting: Int32
        public var goods: Int32
        /// Positive.
        public var quantity: Quantity
        public var from: Int32
        public var to: Int32
        public var line: Int32
        public var entered: Entered?

        public init(
            posting: Int32, goods: Int32, quantity: Quantity, from: Int32, to: Int32, line: Int32,
            entered: Entered? = nil
        ) {
            self.posting = posting
            self.goods = goods
            self.quantity = quantity
            self.from = from
            self.to = to
            self.line = line
            self.entered = entered
        }
    }

    /// What goods of one number are, or those of a product without number.
    public struct Goods: Sendable {
        public var product: Int32
        /// Nil for goods without number.
        public var kind: LotKind?
        public var number: LotNumber?
        /// As the file says it; the first row that does.
        public var expiresOn: CalendarDate?
        /// The lot of a serial.
        public var batch: Int32 = -1
        /// The posting that moves it first in the file; -1 for a batch that only gathers serials.
        public var firstPosting: Int32 = -1
        /// Where the file names it first.
        public var line: Int32

        public init(product: Int32, kind: LotKind?, number: LotNumber?, line: Int32) {
            self.product = product
            self.kind = kind
            self.number = number
            self.line = line
        }
    }

    /// What the rules need to know of a product.
    public struct Item: Sendable, Equatable {
        public let id: ProductID
        public let sku: String
        public let tracking: Tracking
        /// At which rows it names its numbers (R5).
        public let capture: Capture
        public let unit: String
        public let decimals: Int
        public let expiration: Expiration

        public init(
            id: ProductID, sku: String, tracking: Tracking, capture: Capture = .everyMove, unit: String, decimals: Int,
            expiration: Expiration
        ) {
            self.id = id
            self.sku = sku
            self.tracking = tracking
            self.capture = capture
            self.unit = unit
            self.decimals = decimals
            self.expiration = expiration
        }
    }
}

/// Rows in a row with the same document, kind, partner and time.
public struct HistoryPosting: Sendable {
    public var kind: PostingKind
    public var document: Int32
    public var partnerID: PartnerID?
    public var happenedAt: Instant
    /// The company's day of `happenedAt`.
    public var day: CalendarDate
    public var reason: String?
    /// The posting that began its step: itself, or an earlier one; -1 when nothing is consumed or produced.
    public var step: Int32
    /// The earlier posting that it takes back.
    public var reverses: Int32
    public var rows: Range<Int32>

    public init(
        kind: PostingKind, document: Int32, partnerID: PartnerID?, happenedAt: Instant, day: CalendarDate,
        reason: String?, step: Int32 = -1, reverses: Int32 = -1, rows: Range<Int32>
    ) {
        self.kind = kind
        self.document = document
        self.partnerID = partnerID
        self.happenedAt = happenedAt
        self.day = day
        self.reason = reason
        self.step = step
        self.reverses = reverses
        self.rows = rows
    }
}

/// A done document that has a head only: its lines are read from its movements.
public struct HistoryDocument: Sendable {
    public var kind: DocumentKind
    /// Nil: the next number of its kind is drawn.
    public var number: String?
    public var origin: String?
    /// The posting from which the head is taken.
    public var firstPosting: Int32
    public var line: Int32

    public init(kind: DocumentKind, number: String?, origin: String?, firstPosting: Int32, line: Int32) {
        self.kind = kind
        self.number = number
        self.origin = origin
        self.firstPosting = firstPosting
        self.line = line
    }
}

extension History {
    public func item(of goods: Int32) -> Item { products[Int(self.goods[Int(goods)].product)] }

    /// The goods as a person calls them: `8952/007 of 85123A`.
    public func name(of goods: Int32) -> String {
        let sku = item(of: goods).sku
        guard let number = self.goods[Int(goods)].number else { return sku }
        return "\(number) of \(sku)"
    }

    public func usage(of spot: Int32) -> LocationUsage {
        places[spots[Int(spot)].location]?.usage ?? .view
    }

    public func placeName(_ spot: Spot) -> String {
        places[spot.location]?.code ?? "another place"
    }
}

extension History.Item {
    /// Whether a row of this kind moves it without number though it has numbers elsewhere (R5); rows of `numbering`
    /// tell both halves.
    public func isPlain(on kind: HistoryKind) -> Bool {
        tracking != .none && capture == .deliveryOnly && !kind.namesDeliveredNumbers && kind != .numbering
    }
}
