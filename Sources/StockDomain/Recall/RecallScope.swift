/// Everything a recall of one lot must know: who has units of it, what can be stopped, where the rest is (R45).
public struct RecallScope: Sendable, Equatable {
    /// The lot asked about.
    public var lot: LotName
    /// The lots whose sums `totals` are: this one with its serials, and any others asked about at the same time.
    public var asked: Set<LotID>
    public var foundBy: FoundBy
    /// What was recorded later is left out; nil when nothing is.
    public var knownAt: Instant?
    /// The lot's own sums in its unit; its serials' sums when it is a batch of them (R12, R45b).
    public var totals: MassBalance
    /// How much of the lot is set aside for documents.
    public var reserved: Quantity
    /// What came back beyond what the returning customer had of the lot (R27).
    public var originUnknown: Quantity
    /// How much of the lot came back and lost its number, which was given at delivery (R5).
    public var withoutTheirNumber: Quantity
    /// How often serials were given again after they had come back; counted twice in `totals`.
    public var givenAgain: Quantity
    /// By partner code; goods sold without a partner last.
    public var consignees: [Consignee]
    /// Those who had some and gave everything back.
    public var returnedAll: [Consignee]
    /// Who got other goods of the product in the same time; nil while nobody has looked.
    public var notAffected: NotAffected?
    /// Piles in own places and in places of partners, of the lot and all that was made of it.
    public var onHand: [GoodsOnHand]
    public var stoppable: [StoppableGoods]
    public var madeInto: [MadeGoods]
    /// The lot and all that was made of it, per product in its unit; different products are never added (R45b).
    public var products: [ProductTotals]
    /// The same without the lot asked about.
    public var descendants: [ProductTotals]
    public var sources: [LotOrigin]
    /// Receipts that goods may have come with before they got their numbers: an estimate, never a fact (R48).
    public var estimatedSources: [LotOrigin]
    public var gaps: [Gap]

    /// Whether no gap can hide a customer (R47).
    public var isComplete: Bool { !gaps.contains { $0.weight == .hidesCustomers } }

    /// Units of the lot that are with customers: the sum of what each still has, not deliveries less returns.
    public var deliveredNet: Quantity { consignees.map(\.ofLot).sum() }
}

/// By what a number was recognised (R45a).
public enum FoundBy: String, Sendable, CaseIterable {
    case number
    case supplierNumber = "supplier_number"
    case formerNumber = "former_number"
    case serial, sscc, document, origin, gtin
    /// Apart from case, spaces, hyphens, leading zeros, O and 0, I, l and 1.
    case similar
    /// A part of it.
    case part

    /// Whether the number was found as it was given.
    public var isExact: Bool { self != .similar && self != .part }
}

/// What a product is called and counted in.
public struct ProductName: Hashable, Sendable {
    public var id: ProductID
    public var sku: String
    public var name: String
    public var unit: String

    public init(id: ProductID, sku: String, name: String, unit: String) {
        self.id = id
        self.sku = sku
        self.name = name
        self.unit = unit
    }

    public init(_ product: Product) {
        self.init(id: product.id, sku: product.sku, name: product.name, unit: product.unit)
    }

    /// By key alone: names are long, and the same key has the same name.
    public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// What a lot is called, or goods of a product without number.
public struct LotName: Hashable, Sendable {
    /// Nil for goods without number.
    public var id: LotID?
    public var number: String?
    public var kind: LotKind?
    public var product: ProductName

    public init(id: LotID?, number: String?, kind: LotKind?, product: ProductName) {
        self.id = id
        self.number = number
        self.kind = kind
        self.product = product
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(id)
        hasher.combine(product)
    }
}

extension LotName: Comparable {
    /// By SKU, then number, goods without number first.
    public static func < (left: LotName, right: LotName) -> Bool {
        (left.product.sku, left.number ?? "", left.id?.rawValue ?? 0)
            < (right.product.sku, right.number ?? "", right.id?.rawValue ?? 0)
    }
}
