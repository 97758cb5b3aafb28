import StockDomain

/// The batch that a visitor is asked to look for: 400 jars of peanut butter, of which 30 are with six customers, 350
/// became part of two other products, 8 were thrown away, and 12 are on hand.
enum FaultyBatch {
    static let sku = "PNB-350"
    static let sauce = "SAT-250"
    static let giftBox = "BOX-BREAK"
    /// What takes part; from the day before the first these are bought, made and sold by this script alone, except that
    /// the sauce and the gift box are also ordered as ever.
    static let skus = [sku, sauce, giftBox]
    /// The working day on which the batch is made.
    static let firstDay = History.days - 30

    /// Who bought jars of it, how many, and how many days after they were made.
    static let deliveries: [(day: Int, customer: Int, units: Int64)] = [
        (1, 3, 8), (2, 17, 6), (4, 41, 6), (5, 8, 4), (10, 66, 4), (12, 102, 2),
    ]

    /// What was made of it and went on: the same for sauce and gift boxes.
    static let onward: [(day: Int, customer: Int, sku: String, units: Int64)] = [
        (7, 5, sauce, 24), (8, 29, sauce, 12), (9, 3, giftBox, 6), (11, 54, giftBox, 8), (15, 77, sauce, 18),
    ]
}

extension History {
    func isFaulty(_ goods: Goods) -> Bool { goods.sku == FaultyBatch.sku && goods.number == faultyNumber }

    /// The part of the day's work that has to do with the faulty batch.
    mutating func tellFaultyBatch(onDay index: Int) {
        let day = index - FaultyBatch.firstDay
        switch day {
        case -1: for sku in FaultyBatch.skus { sellOut(sku) }
        case 0: makeFaultyBatch()
        case 3: makeBatch(of: FaultyBatch.sauce)
        case 6: makeBatch(of: FaultyBatch.giftBox)
        case 9: crushSomeJars()
        case 29: makeBatch(of: FaultyBatch.sku)
        default: break
        }
        for delivery in FaultyBatch.deliveries where delivery.day == day {
            sell(delivery.units, of: FaultyBatch.sku, to: DemoPartners.customers[delivery.customer].code)
        }
        for delivery in FaultyBatch.onward where delivery.day == day {
            sell(delivery.units, of: delivery.sku, to: DemoPartners.customers[delivery.customer].code)
        }
    }

    /// A big day before: the older stock goes first, so that nothing older stands beside the faulty batch.
    private mutating func sellOut(_ sku: String) {
        let customers = DemoPartners.customers.indices.filter { index in
            !FaultyBatch.deliveries.contains { $0.customer == index }
        }
        while store.onHand(sku, at: History.stock) > .zero {
            sell(Int64(chance.number(in: 12...48)), of: sku, to: DemoPartners.customers[chance.one(of: customers)].code)
        }
    }

    private mutating func makeFaultyBatch() {
        makeBatch(of: FaultyBatch.sku)
        faultyNumber = store.goods(of: FaultyBatch.sku, at: History.stock).last?.number ?? ""
    }

    private mutating func makeBatch(of sku: String) {
        guard case .made(let components) = product(sku).origin else { return }
        make(product(sku), of: components)
    }

    private mutating func crushSomeJars() {
        let jars = store.takeOldest(8, of: FaultyBatch.sku, at: History.stock)
        writeOff(jars, from: History.stock, reason: "pallet corner crushed, lids cracked")
    }
}
