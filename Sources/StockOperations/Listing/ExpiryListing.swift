import StockDomain
import StockStore

/// What somebody wants to know about goods that expire; names as people know them.
public struct ExpiryQuestion: Sendable, Equatable {
    /// SKU.
    public var product: String?
    /// Code; places below it count too.
    public var location: String?
    /// Days from today; nil for the largest threshold of the settings.
    public var within: Int?

    public init(product: String? = nil, location: String? = nil, within: Int? = nil) {
        self.product = product
        self.location = location
        self.within = within
    }
}

extension Operations {
    /// Goods on hand that expire soon or have, the nearest first (R42).
    ///
    /// - Throws: `expiration_switched_off`; `not_found` for names.
    public func expiringGoods(
        _ question: ExpiryQuestion = ExpiryQuestion(), after cursor: ExpiryCursor? = nil, limit: Int = 50,
        as actor: Actor
    ) async throws -> Page<ExpiryAlert> {
        let now = clock()
        return try await read(as: actor) { store in
            let settings = try store.settings()
            if !settings.expirationDates {
                throw Refusal.rule("expiration_switched_off", TrackingWords.datesSwitchedOff)
            }
            let today = settings.zone.day(of: now)
            var thresholds = settings.expiryThresholds
            if let within = question.within { thresholds = thresholds.filter { $0 < within } + [within] }
            let piles = try store.expiringPiles(
                until: today.adding(days: thresholds.max() ?? 0),
                product: question.product.map { try store.existingProduct($0).id },
                places: question.location.map { try store.locationAndBelow(store.existingLocation($0).id) },
                after: cursor, limit: limit + 1)
            let alerts = piles.compactMap { ExpiryAlert($0, today: today, thresholds: thresholds) }
            return Page(alerts, limit: limit) { ExpiryCursor(after: $0.pile).text }
        }
    }

    /// All of them, for a file or a digest; at most 10,000.
    public func allExpiringGoods(_ question: ExpiryQuestion, as actor: Actor) async throws -> [ExpiryAlert] {
        try await expiringGoods(question, limit: 10_000, as: actor).items
    }
}
