import StockDomain
import StockStore

extension Operations {
    /// How much of what went into an order came out of it (R51).
    ///
    /// - Returns: nil while nothing was made.
    /// - Throws: `not_found`.
    public func processYield(ofOrder number: String, as actor: Actor) async throws -> ProcessYield? {
        try await read(as: actor) { store in
            let order = try store.existing(.productionOrder, number)
            return try store.processYields(of: [DocumentName(order)]).first
        }
    }
}

extension Store {
    /// The yields of these orders, in their order; of none that has not made anything.
    ///
    /// - Parameter knownAt: what was recorded later is left out, factors too; nil for everything.
    func processYields(of orders: [DocumentName], knownAt: Instant? = nil) throws -> [ProcessYield] {
        let ids = orders.map(\.id)
        let goods = try orderGoods(of: ids, knownAt: knownAt)
        let products = Set(goods.values.flatMap { $0.map(\.product.id) })
        let factors = try unitFactors(of: products, knownAt: knownAt)
        let packaging = try packagingMaterials(of: products)
        let tolerances = try yieldTolerances(of: ids)
        return orders.compactMap { order in
            ProcessYield(
                of: order, goods[order.id] ?? [], tolerance: tolerances[order.id], packaging: packaging,
                factors: factors)
        }
    }
}
