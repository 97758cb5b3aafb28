/// A lot or serial with where it is and what it is also called.
public struct LotView: Sendable, Equatable {
    public let lot: Lot
    public let product: Product
    public let batch: Lot?
    public let formerNumbers: [String]
    public let supplierNumbers: [SupplierNumber]
    /// Its piles in places of ours, by place.
    public let places: [StockRow]
    /// Where a serial is, when it has moved.
    public let whereabouts: Whereabouts?
    /// Code of the partner who has the serial.
    public let holder: String?
    /// The open blocks that the number obeys, oldest first.
    public let blocks: [BlockView]
    /// Free facts by name (R55).
    public let attributes: [String: String]

    public init(
        lot: Lot, product: Product, batch: Lot?, formerNumbers: [String], supplierNumbers: [SupplierNumber],
        places: [StockRow], whereabouts: Whereabouts?, holder: String?, blocks: [BlockView] = [],
        attributes: [String: String] = [:]
    ) {
        self.lot = lot
        self.product = product
        self.batch = batch
        self.formerNumbers = formerNumbers
        self.supplierNumbers = supplierNumbers
        self.places = places
        self.whereabouts = whereabouts
        self.holder = holder
        self.blocks = blocks
        self.attributes = attributes
    }

    public var status: LotStatus { LotStatus(of: blocks.lazy.map(\.block)) }

    /// What a label on one piece of it would hold (`GoodsCode`); nil where nothing can.
    public var elementString: String? { GoodsCode.text(product, lot.number, lot.kind, nil) }

    public var onHand: Quantity { places.map(\.quantity).sum() }
}

/// The number under which a supplier delivered a lot (R10a).
public struct SupplierNumber: Sendable, Equatable {
    public let lotID: LotID
    /// Code of the supplier.
    public let supplier: String?
    public let number: String
    public let quantity: Quantity
    /// Number of the receipt.
    public let receipt: String?

    public init(lotID: LotID, supplier: String?, number: String, quantity: Quantity, receipt: String?) {
        self.lotID = lotID
        self.supplier = supplier
        self.number = number
        self.quantity = quantity
        self.receipt = receipt
    }
}
