import StockDomain

extension History {
    /// Now and then a customer sends back part of what he got in the last two months.
    mutating func takeReturns() {
        guard chance.happens(percent: 18) else { return }
        let oldest = today.adding(days: -60)
        let recent = sold.items.indices.filter { index in
            let item = sold.items[index]
            return item.soldOn >= oldest && item.goods.number != nil && !isFaulty(item.goods)
        }
        if recent.isEmpty { return }
        let index = chance.one(of: recent)
        let item = sold.items[index]
        let units = chance.number(in: 1...Int(min(item.goods.quantity, 3).wholeUnits))
        let goods = item.goods.taking(Quantity(units: Int64(units)))
        sold.takeBack(goods.quantity, at: index)
        let reasons = ["ordered too much", "wrong article sent", "box dented", "does not sell", "changed his mind"]
        record(
            .customerReturn, numbering.document("RMA"), [goods], partner: item.customer,
            reason: chance.one(of: reasons), to: History.returns)
    }

    /// Looks through the returns place: food and what is opened is thrown away, the rest goes back to stock.
    mutating func inspectReturns() {
        guard chance.happens(percent: 25) else { return }
        for product in products {
            let waiting = store.goods(of: product.sku, at: History.returns)
            if waiting.isEmpty { continue }
            for goods in waiting { store.take(goods, at: History.returns) }
            if product.group == .food {
                writeOff(waiting, from: History.returns, reason: "came back, cannot be sold again")
            } else {
                record(
                    .transfer, numbering.document("MOVE"), waiting, reason: "checked, as new", from: History.returns,
                    to: History.stock)
            }
        }
    }

    /// Finds fault with part of a lot and puts it aside for its supplier.
    mutating func refuseGoods() {
        guard chance.happens(percent: 4) else { return }
        let candidates = products.filter { product in
            if case .bought = product.origin { return product.tracking == .lot && hasPlenty(product) }
            return false
        }
        if candidates.isEmpty { return }
        let product = chance.one(of: candidates)
        guard case .bought(let supplier) = product.origin,
            let newest = store.goods(of: product.sku, at: History.stock).last
        else { return }
        let goods = newest.taking(Quantity(units: max(1, newest.quantity.wholeUnits / 20)))
        store.take(goods, at: History.stock)
        record(
            .transfer, numbering.document("MOVE"), [goods], reason: "does not look right", from: History.stock,
            to: History.quarantine)
        refused.append((goods, DemoPartners.suppliers[supplier].partner))
    }

    private func hasPlenty(_ product: DemoProduct) -> Bool {
        guard let newest = store.goods(of: product.sku, at: History.stock).last else { return false }
        return newest.quantity >= Quantity(units: 10)
    }

    /// Sends back what was put aside the day before.
    mutating func sendBackRefusedGoods() {
        let reasons = ["seals broken", "not what we ordered", "smells off", "label wrong, agreed by phone"]
        for (goods, supplier) in refused {
            store.take(goods, at: History.quarantine)
            record(
                .supplierReturn, numbering.document("RTS"), [goods], partner: supplier.code,
                reason: chance.one(of: reasons), from: History.quarantine)
        }
        refused = []
    }
}
