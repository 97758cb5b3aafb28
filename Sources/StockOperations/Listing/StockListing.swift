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
            let rows: [StockRow]
            if let at = question.at ?? question.knownAt.map({ _ in now }) {
                let moment = PastMoment(at: at, knownAt: question.knownAt)
                rows = try store.stock(filter, at: moment, after: cursor, limit: limit + 1)
            } else {
                rows = try store.stock(filter, after: cursor, limit: limit + 1)
            }
            let day = try store.settings().zone.day(of: question.at ?? now)
            let stood = try store.labelled(rows.map { $0.standing(on: day) })
            return Page(stood, limit: limit) { StockCursor(after: $0.key).text }
        }
    }
}

extension Store {
    /// Rows with what a label on each would hold.
    fileprivate func labelled(_ rows: [StockRow]) throws -> [StockRow] {
        let ids = Set(rows.map(\.key.product)).sorted()
        let products = Dictionary(uniqueKeysWithValues: try products(ids).map { ($0.id, $0) })
        return rows.map { row in
            var labelled = row
            labelled.elementString = products[row.key.product].flatMap {
                GoodsCode.text($0, row.number, row.number == nil ? nil : $0.tracking.numberKind, row.quantity)
            }
            return labelled
        }
    }

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
