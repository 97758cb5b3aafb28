import StockDomain

/// What customers hold, so that they can send some of it back.
struct SoldGoods {
    struct Item {
        let customer: String
        let soldOn: CalendarDate
        var goods: Goods
    }

    private(set) var items: [Item] = []

    mutating func add(_ goods: [Goods], to customer: String, on day: CalendarDate) {
        items += goods.map { Item(customer: customer, soldOn: day, goods: $0) }
    }

    /// Takes `quantity` of the item at `index` back.
    mutating func takeBack(_ quantity: Quantity, at index: Int) {
        items[index].goods.quantity -= quantity
        if items[index].goods.quantity == .zero { items.remove(at: index) }
    }
}

extension History {
    static let shops = [(code: "Shop-1", name: "Shop at the quay"), (code: "Shop-2", name: "Market stall")]

    /// The day's orders of the trade.
    ///
    /// - Parameters:
    ///   - isOnHold: leaves out the product of the faulty batch, and the last of what was made of it.
    mutating func deliver(isOnHold: Bool) {
        for _ in 0..<chance.number(in: 1...4) {
            // The smaller of two draws: the first customers are the good ones.
            let index = min(chance.number(in: 0...149), chance.number(in: 0...149))
            let customer = DemoPartners.customers[index].code
            let lines = chance.number(in: 1...3)
            let goods = (0..<lines).flatMap { _ in orderedGoods(isOnHold: isOnHold) }
            sell(merged(goods), to: customer)
        }
    }

    private mutating func orderedGoods(isOnHold: Bool) -> [Goods] {
        let choice = chance.one(of: products) { product in
            if isOnHold && product.sku == FaultyBatch.sku { return 0 }
            return product.sale?.weight ?? 0
        }
        guard let product = choice, let sale = product.sale else { return [] }
        let keptBack: Int64 = isOnHold && FaultyBatch.skus.contains(product.sku) ? 20 : 0
        let free = store.onHand(product.sku, at: History.stock) - Quantity(units: keptBack)
        let wanted = Quantity(units: Int64(chance.number(in: 1...sale.most)))
        return store.takeOldest(min(wanted, max(free, .zero)), of: product.sku, at: History.stock)
    }

    /// Joins what two lines of one order took of the same number.
    private func merged(_ goods: [Goods]) -> [Goods] {
        goods.reduce(into: []) { merged, piece in
            if let same = merged.firstIndex(where: { $0.sku == piece.sku && $0.number == piece.number }) {
                merged[same].quantity += piece.quantity
            } else {
                merged.append(piece)
            }
        }
    }

    /// Delivers goods already taken from stock.
    mutating func sell(_ goods: [Goods], to customer: String) {
        if goods.isEmpty { return }
        record(.delivery, numbering.document("SO"), goods, partner: customer, from: History.stock)
        sold.add(goods, to: customer, on: today)
    }

    /// Takes the oldest of one product from stock and delivers it.
    mutating func sell(_ units: Int64, of sku: String, to customer: String) {
        sell(store.takeOldest(Quantity(units: units), of: sku, at: History.stock), to: customer)
    }
}

// MARK: - Shops

extension History {
    private var counterProducts: [DemoProduct] { products.filter { $0.sale?.isAtCounter == true } }

    /// Brings each shop, about once in a week and a half, what it is short of.
    mutating func fillShops() {
        for shop in History.shops where chance.happens(percent: 14) {
            let short = counterProducts.filter { store.onHand($0.sku, at: shop.code) < 2 }.prefix(8)
            let goods = short.flatMap { product in
                let units = product.tracking == .serial ? 2 : chance.number(in: 6...12)
                return store.takeOldest(Quantity(units: Int64(units)), of: product.sku, at: History.stock)
            }
            if goods.isEmpty { continue }
            record(.transfer, numbering.document("MOVE"), goods, from: History.stock, to: shop.code)
        }
    }

    /// Sells single pieces to people whose names nobody asks.
    mutating func sellOverTheCounter() {
        for shop in History.shops {
            for _ in 0..<chance.number(in: 0...2) {
                let choice = chance.one(of: counterProducts) { [store] product in
                    store.onHand(product.sku, at: shop.code) > .zero ? product.sale?.weight ?? 0 : 0
                }
                guard let product = choice else { continue }
                let units = product.tracking == .serial ? 1 : chance.number(in: 1...3)
                let goods = store.takeOldest(Quantity(units: Int64(units)), of: product.sku, at: shop.code)
                record(
                    .delivery, numbering.document("TILL"), goods, partner: DemoPartners.walkIn, from: shop.code)
            }
        }
    }
}
