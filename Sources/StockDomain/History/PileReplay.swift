/// The piles of one kind of goods as its movements go by, in the order of happening.
///
/// Spots are few, so they are searched one by one.
public struct PileReplay: Sendable {
    public struct Pile: Sendable, Equatable {
        public let spot: Spot
        public var quantity: Quantity
        /// When the oldest goods of it came in.
        public var incomingAt: Instant
        /// What documents have set aside of it.
        public var reserved = Quantity.zero
        /// The row of the ledger that keeps it, 0 when there is none yet.
        public var balanceID: Int64 = 0
    }

    public private(set) var piles: [Pile] = []

    public init() {}

    /// Begins with what the ledger holds now.
    public init(_ known: [HistoryFacts.KnownPile]) {
        piles = known.map {
            Pile(
                spot: $0.spot, quantity: $0.quantity, incomingAt: $0.incomingAt, reserved: $0.reserved,
                balanceID: $0.balanceID)
        }
    }

    /// Begins with what the ledger knows of piles but their contents, which a replay of everything brings.
    public init(emptied known: [HistoryFacts.KnownPile]) {
        self.init(known)
        for index in piles.indices { piles[index].quantity = .zero }
    }

    private func index(of spot: Spot) -> Int? {
        for index in 0..<piles.count where piles[index].spot == spot { return index }
        return nil
    }

    /// Takes from a pile.
    ///
    /// - Returns: the age of its goods, or nil when it holds less; then nothing is taken.
    public mutating func take(_ quantity: Quantity, from spot: Spot) -> Instant? {
        guard let index = index(of: spot), piles[index].quantity >= quantity else { return nil }
        piles[index].quantity -= quantity
        return piles[index].incomingAt
    }

    public func quantity(at spot: Spot) -> Quantity {
        index(of: spot).map { piles[$0].quantity } ?? .zero
    }

    /// Puts on a pile. The earliest age wins where piles meet; an empty pile has none.
    public mutating func put(_ quantity: Quantity, on spot: Spot, incomingAt age: Instant) {
        guard let index = index(of: spot) else {
            piles.append(Pile(spot: spot, quantity: quantity, incomingAt: age))
            return
        }
        if piles[index].quantity <= .zero || age < piles[index].incomingAt { piles[index].incomingAt = age }
        piles[index].quantity += quantity
    }

    /// When these goods first came in, as far as the piles remember; returned goods keep it (R27).
    public var firstIncomingAt: Instant? { piles.lazy.map(\.incomingAt).min() }
}
