/// Says of each pick of a line why it was made (R35); what is passed over is put into words once for all of them.
public struct WhyTelling {
    private let removal: Removal
    private let passed: [PassedOverPile]
    private let told: [Why.PassedOver]

    /// - Parameters:
    ///   - passed: in the strategy's order.
    ///   - number: what a lot is called.
    public init(_ removal: Removal, passing passed: [PassedOverPile], number: (LotID) -> LotNumber?) {
        self.removal = removal
        self.passed = passed
        told = passed.prefix(Why.mostNamed).map { passed in
            Why.PassedOver(
                number: passed.pile.key.lot.flatMap(number), code: passed.objection.rawValue,
                text: removal.limits.inWords(passed.objection, passed.pile, zone: removal.zone))
        }
    }

    /// Why a pick was made; those that come after it are not passed over by it.
    public func why(_ pick: Pick) -> Why {
        let count = removal.strategy == .leastPackages ? passed.count : passedBefore(pick.balance)
        return Why(
            rule: removal.strategy.rawValue, text: removal.inWords(pick.balance),
            passedOver: Array(told.prefix(count)),
            passedOverMore: min(Why.mostCounted, max(0, count - Why.mostNamed)))
    }

    /// How many rank before a pile, found by halving.
    private func passedBefore(_ pile: Balance) -> Int {
        var (low, high) = (0, passed.count)
        while low < high {
            let middle = (low + high) / 2
            if removal.strategy.precedes(passed[middle].pile, pile) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
