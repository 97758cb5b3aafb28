import SQLCore
import StockDomain
import StockStore

/// What stock is asked for, names not yet looked up; nil for any.
public struct StockQuestion: Sendable, Equatable {
    /// SKU.
    public var product: String?
    /// A place and all below it.
    public var location: String?
    public var lot: LotID?
    /// A past moment instead of now.
    public var at: Instant?
    /// Only what was recorded until then.
    public var knownAt: Instant?

    public init(
        product: String? = nil, location: String? = nil, lot: LotID? = nil, at: Instant? = nil,
        knownAt: Instant? = nil
    ) {
        self.product = product
        self.location = location
        self.lot = lot
        self.at = at
        self.knownAt = knownAt
    }
}

extension Operations {
    /// Stock by product, place and number; piles of zero are left out.
    public func stock(
        _ question: StockQuestion, after cursor: StockCursor? = nil, limit: Int = 50, as actor: Actor
    ) async throws -> Page<StockRow> {
        let now = clock()
        return try await read(as: actor) { store in
            let filter = try store.filter(question)
            var rows: [StockRow]
            if let at = question.at ?? question.knownAt.map({ _ in now }) {
                let moment = PastMoment(at: at, knownAt: question.knownAt)
                rows = try store.stock(filter, at: moment, after: cursor, limit: limit + 1)
            } else {
                rows = try store.stock(filter, after: cursor, limit: limit + 1)
            }
            let day = try store.settings().zone.day(of: question.at ?? now)
            let ids = Set(rows.map(\.key.product)).sorted()
            let products = Dictionary(uniqueKeysWithValues: try store.products(ids).map { ($0.id, $0) })
            for index in rows.indices {
                let row = rows[index]
                rows[index].isPastRemoval = row.removalOn.map { $0 < day } ?? false
                rows[index].elementString = products[row.key.product].flatMap {
                    GoodsCode.text($0, row.number, row.number == nil ? nil : $0.tracking.numberKind, row.quantity)
                }
            }
            return Page(rows, limit: limit) { StockCursor(after: $0.key).text }
        }
    }
}

extension Store {
    fileprivate func filter(_ question: StockQuestion) throws -> StockFilter {
        try StockFilter(
            product: question.product.map { try existingProduct($0).id },
            places: question.location.map { try locationAndBelow(existingLocation($0).id) },
            lot: question.lot.map { try existingLot($0).id })
    }
}

extension Operations {
    /// Stock that should have numbers and has none (R29).
    public func unnumberedStock(
        after cursor: StockCursor? = nil, limit: Int = 50, as actor: Actor
    ) async throws -> Page<StockRow> {
        try await read(as: actor) { store in
            Page(try store.unnumberedStock(after: cursor, limit: limit + 1), limit: limit) {
                StockCursor(after: $0.key).text
            }
        }
    }
}
