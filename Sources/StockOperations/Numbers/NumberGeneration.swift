import SQLCore
import StockDomain
import StockStore

/// Which numbers somebody wants to be made (R13, R14).
public struct NumberGenerationRequest: Sendable {
    /// What is to be numbered.
    public enum Amount: Sendable, Equatable {
        /// So many numbers.
        case count(Int)
        /// Lots of `perLot` until `quantity` is reached, the last with what is left.
        case lots(quantity: Quantity, perLot: Quantity)
    }

    /// The first number of a run; nil for the product's own numbering.
    public var first: LotNumber?
    public var amount: Amount

    public init(first: LotNumber? = nil, amount: Amount) {
        self.first = first
        self.amount = amount
    }
}

/// Numbers to put on goods.
public struct NumberOffer: Sendable, Equatable {
    public let numbers: [LotNumber]
    /// One for each number where lots were asked for, else empty.
    public let quantities: [Quantity]
    /// Passed over because they are taken.
    public let skipped: [LotNumber]
}

extension Operations {
    /// Makes numbers for a product: from a first one on, or the next of its own numbering, which nobody else gets.
    public func generateNumbers(
        _ request: NumberGenerationRequest, of sku: String, _ command: Command,
        answer: @escaping @Sendable (NumberOffer) -> Answer
    ) async throws -> Answer {
        let secret = randomBytes()
        var scope = try await scope(ofProducts: [sku])
        if case .products(let products) = scope { scope = .products(products.union([Operations.sharedCounterLock])) }
        return try await write(command, needs: .moveGoods, scope, answer: answer) { store, moment in
            try moment.requireNumbers()
            let product = try store.existingProduct(sku)
            let quantities = try request.quantities(of: product)
            let count = quantities?.count ?? request.count
            let drawing = NumberDrawing(store, moment, by: command.actor, secret: secret)
            let made =
                if let first = request.first {
                    try drawing.run(from: first, count, of: product)
                } else {
                    try drawing.draw(count, of: product)
                }
            return NumberOffer(numbers: made.numbers, quantities: quantities ?? [], skipped: made.skipped)
        }
    }

    /// Numbers that were drawn and that no goods have, by product and number.
    public func drawnNumbers(
        of sku: String? = nil, after cursor: DrawnNumberCursor? = nil, limit: Int = 50, as actor: Actor
    ) async throws -> Page<DrawnNumber> {
        try await read(as: actor) { store in
            let product = try sku.map { try store.existingProduct($0).id }
            let found = try store.unusedDrawnNumbers(of: product, after: cursor, limit: limit + 1)
            return Page(found, limit: limit) { DrawnNumberCursor(after: $0).text }
        }
    }
}

extension Moment {
    /// - Throws: `tracking_switched_off` while nothing speaks of numbers (R1).
    func requireNumbers() throws(Refusal) {
        if !settings.lotsAndSerials { throw .rule("tracking_switched_off", TrackingWords.switchedOff) }
    }
}

extension NumberGenerationRequest {
    fileprivate var count: Int {
        if case .count(let count) = amount { count } else { 0 }
    }

    /// The lots' quantities; nil when only a count is asked for.
    fileprivate func quantities(of product: Product) throws(Refusal) -> [Quantity]? {
        if product.tracking == .none {
            throw .rule("product_not_tracked", "\(product.sku) is not tracked, so it has no numbers.")
        }
        guard case .lots(let quantity, let perLot) = amount else { return nil }
        if product.tracking == .serial {
            throw .rule(
                "invalid_value", "\(product.sku) is tracked by serial: say the count, each serial is one unit.",
                at: "/per_lot")
        }
        for (key, value) in [("/quantity", quantity), ("/per_lot", perLot)]
        where !value.fits(decimals: product.decimals) {
            throw .rule(
                "invalid_value", "\(product.sku) is counted with \(product.decimals) decimals; \(value) has more.",
                at: key)
        }
        guard let lots = LotDivision.quantities(quantity, perLot: perLot) else {
            throw .rule("invalid_value", "That would be more than 20,000 lots.", at: "/per_lot")
        }
        return lots
    }
}
