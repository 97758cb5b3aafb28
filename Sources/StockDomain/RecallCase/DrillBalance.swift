/// The mass balance of a drill, of one product or of all together, with what was counted (R50, R51).
///
/// The ledger alone always closes, since losses and finds are terms of its own. What somebody counted on the shelf is
/// the part that it cannot know: it stands in for what the books say is there.
public struct DrillBalance: Sendable, Equatable {
    /// Nil for all products together.
    public var product: ProductName?
    public var unit: String
    /// What turned stock units into it, by SKU; none where it is the stock unit.
    public var factors: [ProductFactor]
    public var balance: MassBalance
    /// All that was received or produced.
    public var produced: Quantity
    /// Counted less what the books say, in the places that were counted.
    public var countedDifference: Quantity

    public init(
        product: ProductName?, unit: String, factors: [ProductFactor], balance: MassBalance, produced: Quantity,
        countedDifference: Quantity
    ) {
        self.product = product
        self.unit = unit
        self.factors = factors
        self.balance = balance
        self.produced = produced
        self.countedDifference = countedDifference
    }

    /// Where all that was received or produced is, or went, by what was counted.
    public var explained: Quantity {
        balance.isOrWent - balance.customerReturned - balance.found + countedDifference
    }

    public var share: Percentage? { Percentage(explained, of: produced) }

    /// Whether it lies from 99.5 to 100.5 percent, as auditors want a balance to close; a balance of nothing is.
    public var closes: Bool {
        let off = (explained - produced).millionths.magnitude
        return off <= produced.millionths.magnitude / 200
    }

    /// The terms that are not zero, in the order of the equation, each with the sign it counts with in `explained`.
    public var terms: [(term: MassBalance.Term, amount: Quantity)] {
        let counted: [(MassBalance.Term, Quantity)] = [
            (.delivered, balance.delivered), (.customerReturned, -balance.customerReturned),
            (.onHand, balance.onHand), (.inTransit, balance.inTransit), (.consumed, balance.consumed),
            (.supplierReturned, balance.supplierReturned), (.scrapped, balance.scrapped), (.lost, balance.lost),
            (.found, -balance.found), (.movedOut, balance.movedOut),
        ]
        return counted.filter { $0.1 != .zero }.map { (term: $0.0, amount: $0.1) }
    }

    /// What it is a part of, not zero: the terms that came in.
    public var cameIn: [(term: MassBalance.Term, amount: Quantity)] {
        [MassBalance.Term.opening, .received, .produced, .movedIn]
            .map { (term: $0, amount: balance[keyPath: $0.amount]) }.filter { $0.amount != .zero }
    }
}

extension RecallView {
    /// A balance for each product, by SKU.
    public var drillBalances: [DrillBalance] {
        figures.products.map { figures in
            DrillBalance(
                product: figures.product, unit: figures.product.unit, factors: [], balance: figures.balance,
                produced: figures.produced, countedDifference: countedDifference(of: figures.product))
        }
    }

    /// All products in one unit; nil where none weighs or measures them all, or there is one product.
    public var drillBalanceTogether: DrillBalance? {
        figures.together.map { together in
            let factors = Dictionary(together.factors.map { ($0.product.id, $0.factor) }) { first, _ in first }
            let differences = figures.products.map { figures in
                let difference = countedDifference(of: figures.product)
                return factors[figures.product.id]?.convert(difference) ?? difference
            }
            return DrillBalance(
                product: nil, unit: together.unit, factors: together.factors, balance: together.balance,
                produced: together.produced, countedDifference: differences.sum())
        }
    }

    private func countedDifference(of product: ProductName) -> Quantity {
        (sheet?.counts ?? []).filter { $0.lot.product.id == product.id }.map(\.difference).sum()
    }
}
