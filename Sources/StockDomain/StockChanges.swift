/// One pile of goods: a product at a spot, of one lot or without number.
public struct BalanceKey: Hashable, Sendable {
    public var product: ProductID
    public var lot: LotID?
    public var spot: Spot

    public init(product: ProductID, lot: LotID?, spot: Spot) {
        self.product = product
        self.lot = lot
        self.spot = spot
    }
}

/// What a posting does to piles and steps, worked out before anything is written.
public struct StockChanges: Sendable {
    /// Taken from piles of ours, in order of first appearance; `mustBeReleased` where some of it goes to a customer or
    /// into a production step (R34a).
    public private(set) var takes: [(key: BalanceKey, quantity: Quantity, mustBeReleased: Bool)] = []
    /// Put on piles of ours; `source` is the pile it comes from, whose age it keeps.
    public private(set) var puts: [(key: BalanceKey, quantity: Quantity, source: BalanceKey?)] = []
    /// Signed changes of the posting's step.
    public private(set) var step: [LotID: (consumed: Quantity, produced: Quantity)] = [:]

    /// - Parameter usage: what each place is for.
    public init(of posting: Posting, usage: (LocationID) -> LocationUsage) {
        var takeIndex: [BalanceKey: Int] = [:]
        var putIndex: [PutKey: Int] = [:]
        for movement in posting.movements {
            let from = BalanceKey(product: movement.productID, lot: movement.lotID, spot: movement.from)
            let to = BalanceKey(product: movement.productID, lot: movement.lotID, spot: movement.to)
            let comesFromStock = usage(movement.from.location).holdsStock
            if comesFromStock {
                let reachesOut = posting.usesGoods(going: usage(movement.to.location))
                if let index = takeIndex[from] {
                    takes[index].quantity += movement.quantity
                    takes[index].mustBeReleased = takes[index].mustBeReleased || reachesOut
                } else {
                    takeIndex[from] = takes.count
                    takes.append((from, movement.quantity, reachesOut))
                }
            }
            if usage(movement.to.location).holdsStock {
                let key = PutKey(to: to, from: comesFromStock ? from : nil)
                if let index = putIndex[key] {
                    puts[index].quantity += movement.quantity
                } else {
                    putIndex[key] = puts.count
                    puts.append((to, movement.quantity, key.from))
                }
            }
            addRole(of: movement, reversing: posting.reverses != nil, usage: usage)
        }
    }

    private struct PutKey: Hashable {
        let to: BalanceKey
        let from: BalanceKey?
    }

    /// A movement into a place of usage production consumes, one out of it produces; a reversal has the same roles
    /// with the other sign (architecture, the trace).
    private mutating func addRole(
        of movement: Movement, reversing: Bool, usage: (LocationID) -> LocationUsage
    ) {
        guard let lot = movement.lotID else { return }
        let from = usage(movement.from.location) == .production
        let to = usage(movement.to.location) == .production
        if from == to { return }
        // A reversal of a consumption comes out of production, but it is still about what was consumed.
        let consumes = reversing ? from : to
        let quantity = reversing ? -movement.quantity : movement.quantity
        var change = step[lot] ?? (.zero, .zero)
        if consumes { change.consumed += quantity } else { change.produced += quantity }
        step[lot] = change
    }
}

extension Posting {
    /// Whether goods that go to such a place are delivered or used up, for which they must be released (R34a). What
    /// takes a booking back and what only renames goods is neither.
    fileprivate func usesGoods(going usage: LocationUsage) -> Bool {
        guard reverses == nil, usage == .customer || usage == .production else { return false }
        return kind == .delivery || kind == .production || kind == .numbering
    }
}
