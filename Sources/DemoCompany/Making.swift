import StockDomain

extension History {
    /// One production order for a batch of `product`; what it takes is bought or made first, if it is short.
    mutating func make(_ product: DemoProduct, of components: [DemoProduct.Component]) {
        for component in components { supply(component.quantity, of: component.sku) }
        let order = numbering.document("JOB")
        if product.tracking == .serial {
            assemble(product, of: components, order)
        } else {
            passTime()
            consume(components, order, step: "1")
            add(.produce, order, [newLot(of: product)], to: History.stock, step: "1")
        }
    }

    private mutating func newLot(of product: DemoProduct) -> Goods {
        let number = numbering.ownLot(of: product, on: today)
        return newGoods(
            product, number: number, expiresOn: product.shelfLifeDays.map(today.adding(days:)),
            quantity: product.batchSize)
    }

    /// A step per unit, so that each knows its own parts.
    private mutating func assemble(_ product: DemoProduct, of components: [DemoProduct.Component], _ order: String) {
        let units = newSerials(of: product, batch: nil)
        for (index, unit) in units.enumerated() {
            let parts = components.map { component in
                DemoProduct.Component.units(component.quantity.wholeUnits / Int64(units.count), component.sku)
            }
            passTime()
            consume(parts, order, step: "\(index + 1)")
            add(.produce, order, [unit], to: History.stock, step: "\(index + 1)")
        }
    }

    private mutating func consume(_ components: [DemoProduct.Component], _ order: String, step: String) {
        for component in components {
            let taken = store.takeOldest(component.quantity, of: component.sku, at: History.stock)
            add(.consume, order, taken, from: History.stock, step: step)
        }
    }
}
