import StockDomain

/// What a trace is asked of, names not yet looked up (R44).
public struct TraceQuestion: Sendable, Equatable {
    /// Where a trace starts.
    public enum Start: Sendable, Equatable {
        /// The one lot that a number means, of the product with this SKU where one is given.
        case number(String, product: String?)
        case lots([LotID])
        /// All that a document moved, by its number.
        case document(String)
        /// All that postings with a partner moved, by his code; of one product where a SKU is given.
        case partner(String, product: String?)
        /// All numbers of a product, by its SKU.
        case product(String)
    }

    public var start: Start
    public var direction: Trace.Direction
    /// The days on which the starting lots were moved; of documents, partners and products.
    public var days: ComparedDays
    /// Only what was recorded until then.
    public var knownAt: Instant?

    public init(
        _ start: Start, _ direction: Trace.Direction = .both, days: ComparedDays = ComparedDays(),
        knownAt: Instant? = nil
    ) {
        self.start = start
        self.direction = direction
        self.days = days
        self.knownAt = knownAt
    }

    /// More lots than this are not asked of in one question.
    public static let mostLots = 1_000
}
