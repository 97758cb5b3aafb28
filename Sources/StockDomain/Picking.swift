/// A quantity taken from one pile.
public struct Pick: Sendable, Equatable {
    public let balance: Balance
    public let quantity: Quantity

    public init(balance: Balance, quantity: Quantity) {
        self.balance = balance
        self.quantity = quantity
    }
}

/// Picks as much of `demand` as there is free in `piles`, in their order; with piles ordered by first incoming date
/// this is first in, first out (R32).
///
/// - Parameters:
///   - demand: in the product's unit; not negative.
///   - piles: of one product; read only as far as needed.
/// - Returns: picks in the order of the piles; their sum is `demand` or, when less is free, all that is free.
public func pickInOrder(_ demand: Quantity, from piles: some Sequence<Balance>) -> [Pick] {
    var rest = demand
    var picks: [Pick] = []
    if rest <= .zero { return [] }
    for pile in piles where pile.free > .zero {
        let taken = min(rest, pile.free)
        picks.append(Pick(balance: pile, quantity: taken))
        rest -= taken
        if rest == .zero { break }
    }
    return picks
}

/// The same, but what was set aside is taken first.
///
/// - Parameter setAside: quantities by pile; no more than these are preferred of each.
public func pickInOrder(
    _ demand: Quantity, from piles: [Balance], preferring setAside: [Int64: Quantity]
) -> [Pick] {
    if setAside.isEmpty { return pickInOrder(demand, from: piles) }
    var rest = demand
    var taken: [Int64: Quantity] = [:]
    for pile in piles where rest > .zero {
        let preferred = min(rest, pile.free, setAside[pile.id] ?? .zero)
        if preferred > .zero {
            taken[pile.id] = preferred
            rest -= preferred
        }
    }
    for pile in piles where rest > .zero && pile.free > .zero {
        let more = min(rest, pile.free - (taken[pile.id] ?? .zero))
        taken[pile.id, default: .zero] += more
        rest -= more
    }
    return piles.compactMap { pile in
        guard let quantity = taken[pile.id], quantity > .zero else { return nil }
        return Pick(balance: pile, quantity: quantity)
    }
}
