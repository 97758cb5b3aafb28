/// How far a recall has come, worked out anew whenever somebody looks (R49).
public struct RecallFigures: Sendable, Equatable {
    public var consignees: Int
    public var notified: Int
    public var responded: Int
    public var checksNeeded: Int
    public var checksDone: Int
    public var checksFailed: Int
    /// By SKU; different products are never added (R45b).
    public var products: [ProductFigures]
    /// All of them in one unit that weighs or measures each by stored factors; nil where there is none, or one product.
    public var together: FiguresTogether?

    /// - Parameters:
    ///   - consigned: everybody on the frozen list who has some of the goods that are still called back.
    ///   - products: what the ledger says of each product now.
    ///   - factors: between units, those in force.
    public init(consigned: [Consigned], products: [ProductFigures], factors: [ProductID: [UnitFactor]] = [:]) {
        consignees = consigned.count
        notified = consigned.count { $0.notifiedAt != nil }
        responded = consigned.count { $0.respondedAt != nil }
        let checks = consigned.compactMap(\.check)
        checksNeeded = checks.count
        checksDone = checks.count { $0.outcome != nil }
        checksFailed = checks.count { $0.outcome?.wasEffective == false }
        self.products = products.map { figures in
            var figures = figures
            for goods in consigned.flatMap(\.goods) where goods.product.id == figures.product.id { figures.add(goods) }
            return figures
        }
        together = FiguresTogether(self.products, factors: factors)
    }

    /// The amounts, only where all is of one product.
    public var only: ProductFigures? { products.count == 1 ? products[0] : nil }

    public var notifiedShare: Percentage? { Percentage(notified, of: consignees) }
    public var respondedShare: Percentage? { Percentage(responded, of: consignees) }
}

/// The amounts of one product in its unit.
public struct ProductFigures: Sendable, Equatable {
    public var product: ProductName
    /// Sums of all lots that are still called back, returns of customers not counted as coming in.
    public var balance: MassBalance
    /// Of what is on hand.
    public var reserved: Quantity
    /// Of what is on hand: kept from leaving.
    public var held: Quantity
    // With consignees when the list was frozen, and what became of it.
    public private(set) var delivered = Quantity.zero
    /// What they had when they were told, as they say.
    public private(set) var have = Quantity.zero
    public private(set) var returned = Quantity.zero
    public private(set) var destroyed = Quantity.zero
    public private(set) var corrected = Quantity.zero
    public private(set) var sold = Quantity.zero
    /// Of what was delivered: returned, destroyed or put right.
    public private(set) var recovered = Quantity.zero
    /// What consignees say beyond what was delivered to them; counted nowhere else.
    public private(set) var beyond = Quantity.zero
    /// Of what was delivered and not recovered.
    private var soldOfDelivered = Quantity.zero
    /// Of what was returned: booked, and so on hand or gone on from there.
    private var booked = Quantity.zero

    public init(product: ProductName, balance: MassBalance, reserved: Quantity, held: Quantity) {
        self.product = product
        self.balance = balance
        self.reserved = reserved
        self.held = held
    }

    fileprivate mutating func add(_ goods: ConsignedGoods) {
        delivered += goods.delivered
        have += goods.said.have ?? .zero
        returned += goods.returned
        booked += goods.booked
        destroyed += goods.destroyed
        corrected += goods.corrected
        sold += goods.sold
        recovered += goods.recovered
        soldOfDelivered += goods.soldOfDelivered
        beyond += goods.beyond
    }

    /// All that there ever was of it.
    public var produced: Quantity { balance.cameIn - balance.customerReturned - balance.found }
    public var free: Quantity { balance.onHand - reserved - held }
    /// Scrapped, destroyed, sampled and lost, less what was found.
    public var writtenOff: Quantity { balance.scrapped + balance.lost - balance.found }
    /// Whose whereabouts are known: in the house, used up or written off here, or as consignees say. A unit that came
    /// back is counted where it is now, not once more as returned.
    public var accounted: Quantity {
        let here = balance.onHand + balance.inTransit + writtenOff
        let gone = balance.consumed + balance.supplierReturned + balance.movedOut
        return here + gone + (recovered - booked) + soldOfDelivered
    }

    public var recoveredShare: Percentage? { Percentage(recovered, of: delivered) }
    public var accountedShare: Percentage? { Percentage(accounted, of: produced) }
}

/// A part of a whole in percent, rounded to a tenth.
public struct Percentage: Sendable, Equatable {
    public let tenths: Int64

    /// Nil of nothing.
    public init?(_ part: Quantity, of whole: Quantity) {
        if whole == .zero { return nil }
        tenths = Int64((Double(part.millionths) / Double(whole.millionths) * 1000).rounded())
    }

    public init?(_ part: Int, of whole: Int) {
        self.init(Quantity(units: Int64(part)), of: Quantity(units: Int64(whole)))
    }

    /// As a number of percent.
    public var percent: Quantity { Quantity(millionths: tenths * 100_000) }
    public var inWords: String { "\(percent.grouped) %" }

    /// Whether it lies from 99.5 to 100.5, as auditors want a balance to close.
    public var closes: Bool { (995...1005).contains(tenths) }
}
