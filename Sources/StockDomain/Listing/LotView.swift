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

    public init(
        lot: Lot, product: Product, batch: Lot?, formerNumbers: [String], supplierNumbers: [SupplierNumber],
        places: [StockRow], whereabouts: Whereabouts?, holder: String?
    ) {
        self.lot = lot
        self.product = product
        self.batch = batch
        self.formerNumbers = formerNumbers
        self.supplierNumbers = supplierNumbers
        self.places = places
        self.whereabouts = whereabouts
        self.holder = holder
    }

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

/// What somebody wants changed of a lot's days and of its being in use.
public struct LotChange: Sendable, Equatable {
    public var productionDate: Change<CalendarDate>
    public var expiresOn: Change<CalendarDate>
    public var bestBeforeOn: Change<CalendarDate>
    public var removalOn: Change<CalendarDate>
    public var alertOn: Change<CalendarDate>
    public var isArchived: Bool?

    public init(
        productionDate: Change<CalendarDate> = .keep, expiresOn: Change<CalendarDate> = .keep,
        bestBeforeOn: Change<CalendarDate> = .keep, removalOn: Change<CalendarDate> = .keep,
        alertOn: Change<CalendarDate> = .keep, isArchived: Bool? = nil
    ) {
        self.productionDate = productionDate
        self.expiresOn = expiresOn
        self.bestBeforeOn = bestBeforeOn
        self.removalOn = removalOn
        self.alertOn = alertOn
        self.isArchived = isArchived
    }

    /// Names of the days of which the change speaks, as they stand in a request.
    public var namedDays: [String] {
        [
            ("production_date", productionDate), ("expires_on", expiresOn), ("best_before_on", bestBeforeOn),
            ("removal_on", removalOn), ("alert_on", alertOn),
        ].filter { $0.1.isNamed }.map { $0.0 }
    }

    /// The days after the change: a new expiry moves the days that follow from it as far, unless they are given (R40).
    public func applied(to old: LotDates) -> LotDates {
        let expiry = expiresOn.applied(to: old.expiresOn)
        var shift = 0
        if let before = old.expiresOn, let after = expiry { shift = after.daysSince1970 - before.daysSince1970 }
        func moved(_ day: CalendarDate?) -> CalendarDate? { day.map { $0.adding(days: shift) } }
        return LotDates(
            productionDate: productionDate.applied(to: old.productionDate), expiresOn: expiry,
            bestBeforeOn: bestBeforeOn.applied(to: moved(old.bestBeforeOn)),
            removalOn: removalOn.applied(to: moved(old.removalOn)), alertOn: alertOn.applied(to: moved(old.alertOn)))
    }
}
