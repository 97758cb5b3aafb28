import GS1

/// What one scan says about goods of a product.
public struct ScannedGoods: Sendable, Equatable {
    public var number: LotNumber?
    /// The lot that a serial belongs to (R12).
    public var batch: LotNumber?
    public var expiresOn: CalendarDate?
    public var productionDate: CalendarDate?
    /// In the product's unit; nil for one.
    public var quantity: Quantity?

    public init(
        number: LotNumber? = nil, batch: LotNumber? = nil, expiresOn: CalendarDate? = nil,
        productionDate: CalendarDate? = nil, quantity: Quantity? = nil
    ) {
        self.number = number
        self.batch = batch
        self.expiresOn = expiresOn
        self.productionDate = productionDate
        self.quantity = quantity
    }

    /// Reads the elements of a barcode for a product.
    ///
    /// - Parameter numberKind: what its lines name; nil when they name nothing.
    public init(_ scan: Scan, of product: Product, numberKind: LotKind?) {
        func number(_ text: String?) -> LotNumber? { text.flatMap { try? LotNumber($0) } }
        switch numberKind {
        case .serial:
            self.init(number: number(scan.serial), batch: number(scan.lot))
        case .lot:
            self.init(number: number(scan.lot))
        case nil:
            self.init()
        }
        let dates =
            product.expiration.kind == .bestBefore
            ? [scan.bestBeforeOn, scan.expiresOn] : [scan.expiresOn, scan.bestBeforeOn]
        expiresOn = dates.compactMap(\.self).first.flatMap { CalendarDate($0.description) }
        productionDate = scan.producedOn.flatMap { CalendarDate($0.description) }
        if numberKind != .serial { quantity = ScannedGoods.quantity(scan, of: product) }
    }

    /// Pieces (30, 37), or kilograms where the product is counted in them.
    private static func quantity(_ scan: Scan, of product: Product) -> Quantity? {
        if product.unit.lowercased() == "kg", let weight = scan.netWeightKilograms { return Quantity(weight) }
        return (scan.variableCount ?? scan.count).map { Quantity(units: Int64($0)) }
    }

    /// As a line keeps it.
    public func entry(_ quantity: Quantity, at now: Instant) -> NumberEntry? {
        number.map {
            NumberEntry(
                number: $0, quantity: quantity, productionDate: productionDate, expiresOn: expiresOn, batch: batch,
                entered: .scanned, enteredAt: now)
        }
    }
}

extension DocumentLine {
    /// The line after one more scan: its number is noted or grows, and so does what is done of it.
    ///
    /// - Parameters:
    ///   - quantity: in the product's unit.
    ///   - isCount: whether the line's quantity is what is counted, not what is planned.
    /// - Returns: nil when the serial stands there already.
    public func adding(
        _ goods: ScannedGoods, _ quantity: Quantity, isSerial: Bool, isCount: Bool, at now: Instant
    ) -> DocumentLine? {
        var line = self
        if let entry = goods.entry(quantity, at: now) {
            if let index = numbers.firstIndex(where: { $0.number == entry.number }) {
                if isSerial { return nil }
                line.numbers[index].quantity = (numbers[index].quantity ?? .zero) + quantity
            } else {
                line.numbers.append(entry)
            }
        }
        let named = line.numbers.map { $0.quantity ?? (isSerial ? .one : .zero) }.sum()
        let done = goods.number == nil ? (details.doneSoFar ?? .zero) + quantity : named
        if isCount {
            line.quantity = goods.number == nil ? self.quantity + quantity : named
        } else {
            line.details.doneSoFar = done
            if details.isUnplanned { line.quantity = max(self.quantity, done) }
        }
        return line
    }
}
