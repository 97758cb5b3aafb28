import SQLCore
import StockDomain

extension Store {
    /// All names that a history may use.
    public func historyCatalogue() throws -> HistoryCatalogue {
        let places = try locations()
        return try HistoryCatalogue(
            items: historyItems(), partners: partnerIDsByCode(),
            places: Dictionary(uniqueKeysWithValues: places.map { ($0.code, $0) }), settings: settings())
    }

    private func historyItems() throws -> [String: History.Item] {
        var items: [String: History.Item] = [:]
        try tx.walk(Product.columns) { row in
            let product = Product(row: row)
            items[product.sku] = History.Item(
                id: product.id, sku: product.sku, tracking: product.tracking, capture: product.capture,
                unit: product.unit, decimals: product.decimals, expiration: product.expiration)
            return true
        }
        return items
    }
}
