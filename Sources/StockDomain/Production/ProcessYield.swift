/// How much of what went into a production order came out of it, all in one unit (R51).
public struct ProcessYield: Sendable, Equatable {
    public var order: DocumentName
    /// What went in, by SKU: used up in its steps, or scrapped on the way to them.
    public var inputs: [ProductQuantity]
    /// What came out, by-products too.
    public var outputs: [ProductQuantity]
    /// Of what went in, what was scrapped with the order: the loss that is on record.
    public var losses: [ProductQuantity]
    /// Of what went in, what only holds the goods: it is in no sum.
    public var packaging: [ProductQuantity]
    /// How much of what went in may be unexplained, in percent, as the order has it from its recipe; nil where nobody
    /// has said.
    public var tolerance: Quantity?
    /// Nil where no unit weighs or measures all of it.
    public var sums: Sums?
    /// What no sum can be told of: the unit in which most of the goods are or can be told, and those that cannot.
    public var unmeasured: Unmeasured?

    /// All in one unit.
    public struct Sums: Sendable, Equatable {
        public var unit: String
        /// What turned stock units into it, by SKU.
        public var factors: [ProductFactor]
        public var input: Quantity
        public var output: Quantity
        public var loss: Quantity

        /// Nil where nothing went in.
        public var share: Percentage? { Percentage(output, of: input) }
        /// Above zero where goods are missing, below it where more came out than can be.
        public var unexplained: Quantity { input - output - loss }
    }

    public struct Unmeasured: Sendable, Equatable {
        /// Nil where none of the goods is weighed or measured.
        public var unit: String?
        /// By SKU.
        public var products: [ProductName]
    }

    /// Works out the yield of what the steps of an order did; nil where nothing stands that went in or came out.
    ///
    /// - Parameters:
    ///   - packaging: products that hold goods and add nothing to their mass. They count where packaging itself is made.
    ///   - factors: between units, those in force.
    public init?(
        of order: DocumentName, _ goods: [OrderGoods], tolerance: Quantity?, packaging: Set<ProductID>,
        factors: [ProductID: [UnitFactor]]
    ) {
        func amounts(_ amount: (OrderGoods) -> Quantity) -> [ProductQuantity] {
            goods.map { ProductQuantity(product: $0.product, quantity: amount($0)) }
                .filter { $0.quantity != .zero }
                .sorted { ($0.product.sku, $0.product.id) < ($1.product.sku, $1.product.id) }
        }
        let makesPackaging = goods.contains { $0.produced > .zero && packaging.contains($0.product.id) }
        func isLeftOut(_ part: ProductQuantity) -> Bool { !makesPackaging && packaging.contains(part.product.id) }
        let wentIn = amounts { $0.consumed + $0.scrapped }
        self.order = order
        self.tolerance = tolerance
        inputs = wentIn.filter { !isLeftOut($0) }
        self.packaging = wentIn.filter(isLeftOut)
        outputs = amounts(\.produced)
        losses = amounts(\.scrapped).filter { !isLeftOut($0) }
        if wentIn.isEmpty && outputs.isEmpty { return nil }
        let products = (inputs + outputs).map(\.product)
        guard let common = CommonUnit(of: products, factors: factors) else {
            unmeasured = Unmeasured(of: Set(products), factors)
            return
        }
        func sum(_ parts: [ProductQuantity]) -> Quantity {
            parts.map { common.factors[$0.product.id]?.convert($0.quantity) ?? $0.quantity }.sum()
        }
        sums = Sums(
            unit: common.unit, factors: common.used(of: products), input: sum(inputs), output: sum(outputs),
            loss: sum(losses))
    }

    /// Whether no more is unexplained, one way or the other, than the tolerance lets; nil where there is none, or no
    /// sum.
    public var isWithinTolerance: Bool? {
        guard let tolerance, let sums else { return nil }
        let off = sums.unexplained.millionths.magnitude.multipliedFullWidth(by: 100_000_000)
        let most = sums.input.millionths.magnitude.multipliedFullWidth(by: tolerance.millionths.magnitude)
        return (off.high, off.low) <= (most.high, most.low)
    }
}

/// What the steps of one order did with one product, in its unit, less what was taken back.
public struct OrderGoods: Sendable, Equatable {
    public var product: ProductName
    public var consumed: Quantity
    public var produced: Quantity
    /// Broke on the way and went into nothing.
    public var scrapped: Quantity

    public init(product: ProductName, consumed: Quantity, produced: Quantity, scrapped: Quantity) {
        self.product = product
        self.consumed = consumed
        self.produced = produced
        self.scrapped = scrapped
    }
}

extension ProcessYield.Unmeasured {
    /// The unit that most of these can be told in, and those that it leaves out.
    fileprivate init(of products: Set<ProductName>, _ factors: [ProductID: [UnitFactor]]) {
        let known = products.map { $0.units(by: factors) }
        func told(in unit: String) -> Int { known.count { $0.contains(unit) } }
        let best = Set(known.flatMap(\.self)).min { (-told(in: $0), $0) < (-told(in: $1), $1) }
        unit = best
        self.products = products.filter { product in best.map { !product.units(by: factors).contains($0) } ?? true }
            .sorted { ($0.sku, $0.id) < ($1.sku, $1.id) }
    }

    /// `There is no common unit: how much kg one pcs of LAMP is has not been stored.`
    public var inWords: String {
        let named = products.prefix(5).map { unit == nil ? $0.sku : "one \($0.unit) of \($0.sku)" }
        let rest = products.count - named.count
        let all = named.enumerated + (rest > 0 ? " and \(rest) more" : "")
        guard let unit else { return "There is no common unit: no weight or measure of \(all) is stored." }
        return "There is no common unit: how much \(unit) \(all) is has not been stored."
    }
}

extension ProcessYield {
    /// `101.5 of 102.8 kg came out (98.7 %); 1.3 kg is unexplained (1.3 %).`
    public var inWords: String {
        guard let sums else { return unmeasured?.inWords ?? "Only packaging went in and out." }
        let share = sums.share.map { " (\($0.inWords))" } ?? ""
        let loss = sums.loss == .zero ? "" : ", \(sums.loss.grouped) \(sums.unit) was scrapped on the way"
        return
            "\(sums.output.grouped) of \(sums.input.grouped) \(sums.unit) came out\(share)\(loss); \(restInWords(sums))."
    }

    private func restInWords(_ sums: Sums) -> String {
        let rest = sums.unexplained
        if rest == .zero { return "all of it is explained" }
        let amount = Quantity(millionths: Int64(clamping: rest.millionths.magnitude))
        let share = Percentage(amount, of: sums.input).map { " (\($0.inWords))" } ?? ""
        return rest > .zero
            ? "\(amount.grouped) \(sums.unit) is unexplained\(share)"
            : "\(amount.grouped) \(sums.unit) more came out than went in\(share)"
    }

    /// `within 2 %`, `more than 2 %`; what is missing where it cannot be judged.
    public var verdictInWords: String {
        guard let tolerance else { return "no tolerance on the order" }
        guard let isWithinTolerance else { return "cannot be judged" }
        return "\(isWithinTolerance ? "within" : "beyond") \(tolerance.description) %"
    }
}
