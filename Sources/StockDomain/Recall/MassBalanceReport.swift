/// The mass balance of a product in a period, or of one lot, with how far it explains itself (R51).
public struct MassBalanceRow: Sendable, Equatable {
    public var product: ProductName
    /// Nil for all goods of the product.
    public var lot: LotName?
    /// In the stock unit, or in `factor`'s unit.
    public var balance: MassBalance
    /// What turned stock units into the unit of the report; nil where that is the stock unit.
    public var factor: UnitFactor?

    public init(product: ProductName, lot: LotName? = nil, balance: MassBalance, factor: UnitFactor? = nil) {
        self.product = product
        self.lot = lot
        self.balance = balance
        self.factor = factor
    }

    /// The unit of all terms.
    public var unit: String { factor?.unit ?? product.unit }

    /// The same in another unit.
    public func converted(by factor: UnitFactor) -> MassBalanceRow {
        MassBalanceRow(product: product, lot: lot, balance: balance.converted(by: factor), factor: factor)
    }
}

/// How much of another unit one stock unit of a product is, such as 0.35 kg; kept in versions (R51).
public struct UnitFactor: Sendable, Equatable {
    public var unit: String
    /// Above zero.
    public var factor: Quantity
    public var version: Int64

    public init(unit: String, factor: Quantity, version: Int64) {
        self.unit = unit
        self.factor = factor
        self.version = version
    }

    /// Larger factors are refused: sums in the other unit would leave the range of quantities.
    public static let most = Quantity(units: 1_000)

    /// An amount of stock units in this unit, rounded to six decimals.
    public func convert(_ amount: Quantity) -> Quantity {
        let product = amount.millionths.magnitude.multipliedFullWidth(by: factor.millionths.magnitude)
        // Beyond what any company can hold; a report must not end in a trap.
        if product.high >= 100_000 { return Quantity(millionths: amount < .zero ? -(1 << 56) : 1 << 56) }
        let (quotient, remainder) = UInt64(1_000_000).dividingFullWidth(product)
        let rounded = Int64(remainder >= 500_000 ? quotient + 1 : quotient)
        return Quantity(millionths: amount < .zero ? -rounded : rounded)
    }
}

extension MassBalance {
    /// What counts differ by in all, both ways: the only part that no record explains.
    public var rest: Quantity { lost + found }

    /// What can be shown to be here or gone, in millionths of what the records say must be; nil when that is nothing.
    ///
    /// Below 1,000,000 goods are missing, above it there are more than can be.
    public var accountedFor: Share? {
        let expected = cameIn - found
        let shown = isOrWent - lost
        guard expected > .zero, shown >= .zero, shown.millionths / 1_000 <= expected.millionths else { return nil }
        return Share(shown, of: expected)
    }

    /// Whether it is as far from 100 percent as allowed, or less; a balance of nothing is.
    ///
    /// - Parameter tolerance: percent.
    public func isWithin(_ tolerance: Quantity) -> Bool {
        guard let accountedFor else { return rest == .zero }
        // A percent of a whole in millionths is ten thousand.
        let off = abs(Share.whole.millionths - accountedFor.millionths)
        return off * 100 <= tolerance.millionths
    }

    /// In another unit; the largest term takes the rounding, so that the sides stay equal.
    func converted(by factor: UnitFactor) -> MassBalance {
        var converted = MassBalance()
        for term in Term.allCases { converted[keyPath: term.amount] = factor.convert(self[keyPath: term.amount]) }
        let off = converted.cameIn - converted.isOrWent
        guard closes, off != .zero else { return converted }
        let largest = Term.allCases.filter { !$0.isIncoming }.max {
            converted[keyPath: $0.amount] < converted[keyPath: $1.amount]
        }
        if let largest { converted[keyPath: largest.amount] += off }
        return converted
    }

    /// Adds up balances of one unit.
    public static func sum(_ balances: some Sequence<MassBalance>) -> MassBalance {
        var sum = MassBalance()
        for balance in balances {
            for term in Term.allCases { sum[keyPath: term.amount] += balance[keyPath: term.amount] }
        }
        return sum
    }
}

/// A report over products or lots; the total stands only where all is in one unit, or can be told in one (R45b).
public struct MassBalanceReport: Sendable, Equatable {
    public var rows: [MassBalanceRow]
    public var time: Range<Instant>
    /// Percent.
    public var tolerance: Quantity
    /// Of the products in force, for the total.
    public var factors: [ProductID: [UnitFactor]]
    /// Of the orders that made the one product or lot that it is about.
    public var yields: [ProcessYield]

    /// What packed goods may be off where nobody says otherwise: half a percent.
    public static let usualTolerance = Quantity(millionths: 500_000)

    public init(
        rows: [MassBalanceRow], time: Range<Instant>, tolerance: Quantity, factors: [ProductID: [UnitFactor]] = [:],
        yields: [ProcessYield] = []
    ) {
        self.rows = rows
        self.time = time
        self.tolerance = tolerance
        self.factors = factors
        self.yields = yields
    }

    /// All rows together; nil when no unit weighs or measures all of their products by stored factors.
    public var total: MassBalanceTotal? {
        guard let common = commonUnit else { return nil }
        let balances = rows.map { row in
            guard row.factor == nil, let factor = common.factors[row.product.id] else { return row.balance }
            return row.balance.converted(by: factor)
        }
        return MassBalanceTotal(
            unit: common.unit, balance: MassBalance.sum(balances), factors: common.used(of: rows.map(\.product)))
    }

    /// The unit of the rows where they were converted, else one into which all can be.
    private var commonUnit: CommonUnit? {
        let converted = rows.compactMap { row in row.factor.map { (row.product.id, $0) } }
        if converted.isEmpty { return CommonUnit(of: rows.map(\.product), factors: factors) }
        let units = Set(rows.map(\.unit))
        guard units.count == 1, let unit = units.first,
            rows.allSatisfy({ $0.factor != nil || $0.product.isMeasured })
        else { return nil }
        return CommonUnit(unit: unit, factors: Dictionary(converted) { first, _ in first })
    }
}

/// The sum of a report in one unit.
public struct MassBalanceTotal: Sendable, Equatable {
    public var unit: String
    public var balance: MassBalance
    /// What turned stock units into it, by SKU.
    public var factors: [ProductFactor]
}
