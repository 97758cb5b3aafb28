import StockDomain

extension History {
    /// Buys or makes what is sold and has run low.
    mutating func restock(exceptFor held: [String]) {
        let low = products.filter { product in
            guard let sale = product.sale, !held.contains(product.sku) else { return false }
            return store.onHand(product.sku, at: History.stock) < Quantity(units: Int64(2 * sale.most))
        }
        for product in low { obtain(product) }
    }

    /// Buys or makes until `needed` is on hand.
    mutating func supply(_ needed: Quantity, of sku: String) {
        while store.onHand(sku, at: History.stock) < needed { obtain(product(sku)) }
    }

    private mutating func obtain(_ product: DemoProduct) {
        switch product.origin {
        case .bought(let supplier): receive(product, from: supplier)
        case .made(let components): make(product, of: components)
        }
    }

    private mutating func receive(_ product: DemoProduct, from index: Int) {
        let (supplier, pattern) = DemoPartners.suppliers[index]
        let goods: [Goods]
        switch product.tracking {
        case .none: goods = [Goods(sku: product.sku, quantity: product.batchSize)]
        case .lot: goods = [arrivingLot(of: product, from: supplier, pattern)]
        case .serial: goods = arrivingSerials(of: product)
        }
        record(.receipt, numbering.document("PO"), goods, partner: supplier.code, to: History.stock)
    }

    private mutating func arrivingLot(
        of product: DemoProduct, from supplier: DemoPartner, _ pattern: NumberPattern
    ) -> Goods {
        let expiry = nextExpiry(of: product)
        let arriving = numbering.lot(pattern, of: product, supplier: supplier.code, on: today, expires: expiry)
        return newGoods(
            product, number: arriving.number, supplierNumber: arriving.supplierNumber, expiresOn: expiry,
            quantity: product.batchSize)
    }

    /// Goods have lain at the supplier's for a while, but never come with less life than those before them.
    private mutating func nextExpiry(of product: DemoProduct) -> CalendarDate? {
        guard let life = product.shelfLifeDays else { return nil }
        let fresh = today.adding(days: life - chance.number(in: 5...30))
        let expiry = max(fresh, lastExpiry[product.sku, default: fresh])
        lastExpiry[product.sku] = expiry
        return expiry
    }

    private mutating func arrivingSerials(of product: DemoProduct) -> [Goods] {
        let batch = product.sale == nil ? nil : numbering.batch(of: product)
        return newSerials(of: product, batch: batch)
    }

    /// As many new serials as one batch holds, in one run.
    mutating func newSerials(of product: DemoProduct, batch: String?) -> [Goods] {
        let numbers = numbering.serials(
            of: product, count: Int(product.batchSize.wholeUnits), skipping: chance.number(in: 0...60))
        return numbers.map { newGoods(product, number: $0, batch: batch, quantity: .one) }
    }

    mutating func newGoods(
        _ product: DemoProduct, number: String, supplierNumber: String? = nil, batch: String? = nil,
        expiresOn: CalendarDate? = nil, quantity: Quantity
    ) -> Goods {
        arrivals += 1
        return Goods(
            sku: product.sku, number: number, supplierNumber: supplierNumber, batch: batch, expiresOn: expiresOn,
            arrival: arrivals, quantity: quantity)
    }
}
