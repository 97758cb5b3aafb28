import StockDomain

extension History {
    /// Throws away what has five days left or less, everywhere.
    mutating func discardWhatRunsOut() {
        let limit = today.adding(days: 5)
        for product in products where product.shelfLifeDays != nil {
            for place in [History.stock, History.returns] + History.shops.map(\.code) {
                let old = store.goods(of: product.sku, at: place).filter { $0.expiresOn.map { $0 <= limit } ?? false }
                if old.isEmpty { continue }
                for goods in old { store.take(goods, at: place) }
                writeOff(old, from: place, reason: "date runs out")
            }
        }
    }

    /// Now and then something breaks, in the storekeeper's own words.
    mutating func discardBrokenGoods() {
        guard chance.happens(percent: 14) else { return }
        let reasons = [
            "dropped, broken", "lid not tight", "mouldy, thrown away.", "fell off the trolley", "wet from the roof",
            "sample for the fair", "crushed on pallet", "mice?", "label unreadable", "leaking",
        ]
        let place = chance.one(of: [History.stock, History.stock] + History.shops.map(\.code))
        let product = chance.one(of: products)
        let standing = store.goods(of: product.sku, at: place).filter { $0.quantity >= 1 && !isFaulty($0) }
        if standing.isEmpty { return }
        let piece = chance.one(of: standing)
        let units = chance.number(in: 1...Int(min(piece.quantity, 3).wholeUnits))
        let goods = piece.taking(Quantity(units: Int64(units)))
        store.take(goods, at: place)
        writeOff([goods], from: place, reason: chance.one(of: reasons))
    }

    mutating func writeOff(_ goods: [Goods], from place: String, reason: String) {
        record(.writeOff, numbering.document("WO"), goods, reason: reason, from: place)
    }
}
