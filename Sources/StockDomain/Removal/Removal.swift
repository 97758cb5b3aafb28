/// How the goods of one line are chosen: the order, what is left out, and whether all must be of one number (R32–R34).
public struct Removal: Sendable, Equatable {
    public var strategy: RemovalStrategy
    public var limits: RemovalLimits
    /// Whether the customer takes one lot a line.
    public var isSingleLot: Bool
    /// How many days two numbers may lie apart and still rank equally (R35).
    public var toleranceDays: Int?
    public var zone: CompanyZone

    public init(
        _ strategy: RemovalStrategy = .fifo, limits: RemovalLimits = RemovalLimits(), isSingleLot: Bool = false,
        toleranceDays: Int? = nil, zone: CompanyZone = .utc
    ) {
        self.strategy = strategy
        self.limits = limits
        self.isSingleLot = isSingleLot
        self.toleranceDays = toleranceDays
        self.zone = zone
    }

    /// Whether a choice can be made from the first piles in order that hold enough, without seeing the others.
    public var readsOnlyAsNeeded: Bool { !isSingleLot && strategy != .leastPackages }

    /// Picks as much of `demand` as may be proposed.
    ///
    /// - Parameters:
    ///   - piles: of one product, in any order.
    ///   - setAside: quantities by pile that are taken first.
    /// - Returns: picks in the order of the strategy, those set aside first; their sum is `demand` or all that may go.
    public func picks(
        _ demand: Quantity, from piles: [Balance], preferring setAside: [Int64: Quantity] = [:]
    ) -> [Pick] {
        if demand <= .zero { return [] }
        let eligible = piles.filter { $0.free > .zero && limits.objection(to: $0) == nil }.sorted(by: strategy.precedes)
        let kept = setAside.isEmpty ? [] : keeping(setAside, of: eligible, upTo: demand)
        let rest = demand - kept.map(\.quantity).sum()
        if rest == .zero { return kept }
        var open = kept.isEmpty ? eligible : eligible.without(kept)
        if isSingleLot { open = ofOneLot(open, holding: rest, sameAs: kept.first?.balance.key.lot) }
        return kept
            + (strategy == .leastPackages
                ? LeastPackages.picks(rest, from: open, zone: zone)
                : pickInOrder(rest, from: open))
    }

    private func keeping(_ setAside: [Int64: Quantity], of piles: [Balance], upTo demand: Quantity) -> [Pick] {
        var rest = demand
        return piles.compactMap { pile in
            let quantity = min(rest, pile.free, setAside[pile.id] ?? .zero)
            if quantity <= .zero { return nil }
            rest -= quantity
            return Pick(balance: pile, quantity: quantity)
        }
    }

    /// The piles of the first lot in order that holds `demand`; when none does, of the one that holds most.
    private func ofOneLot(_ piles: [Balance], holding demand: Quantity, sameAs lot: LotID?) -> [Balance] {
        if let lot { return piles.filter { $0.key.lot == lot } }
        var free: [LotID?: Quantity] = [:]
        for pile in piles { free[pile.key.lot, default: .zero] += pile.free }
        let whole = piles.first { free[$0.key.lot] ?? .zero >= demand }
        guard let most = free.values.max() else { return [] }
        let chosen = whole ?? piles.first { free[$0.key.lot] == most }
        return piles.filter { $0.key.lot == chosen?.key.lot }
    }
}

extension [Balance] {
    /// What stays of the piles after some picks.
    func without(_ picks: [Pick]) -> [Balance] {
        let taken = Dictionary(picks.map { ($0.balance.id, $0.quantity) }, uniquingKeysWith: +)
        return compactMap { pile in
            var left = pile
            left.quantity -= taken[pile.id] ?? .zero
            return left.free > .zero ? left : nil
        }
    }
}
