/// The steps of an order: which pieces are made together, and what of the goods goes into each (R23).
///
/// Every number consumed in a step is an ancestor of every number produced there, and of nothing else. So each piece is
/// a step of its own, unless something that cannot be divided goes into several of them.
public struct ProductionSteps: Sendable, Equatable {
    /// Indices of pieces, one list for each step.
    public let pieces: [[Int]]
    /// How much each step makes.
    public let weights: [Quantity]

    /// - Parameter isOneStep: whether all pieces are made together.
    public init(of made: [OutputPiece], isOneStep: Bool) {
        let all = Array(made.indices)
        pieces = isOneStep || made.isEmpty ? [all] : all.map { [$0] }
        weights = made.isEmpty ? [.one] : pieces.map { step in step.map { made[$0].quantity }.sum() }
    }

    /// The step that makes a piece.
    public func step(of piece: Int) -> Int { pieces.count == 1 ? 0 : piece }

    /// Whether parts of several pieces are not told apart.
    public var mixesPieces: Bool { pieces.contains { $0.count > 1 } }
}

/// Goods that the rules have chosen for several parts of an order, handed out to them.
public struct ComponentAllotment: Sendable {
    private var pool: [PlannedMovement]

    /// - Parameter taken: of one product, in the order of taking.
    public init(of taken: [PlannedMovement]) {
        pool = taken
    }

    /// Hands out goods of one number, as far as there are any.
    public mutating func take(_ quantity: Quantity, of lot: LotID) -> [PlannedMovement] {
        take(quantity) { $0.lot == .known(lot) }
    }

    /// Hands out whatever is left, first come first served.
    public mutating func take(_ quantity: Quantity) -> [PlannedMovement] {
        take(quantity) { _ in true }
    }

    private mutating func take(
        _ quantity: Quantity, where isMeant: (PlannedMovement) -> Bool
    ) -> [PlannedMovement] {
        var wanted = quantity
        var handed: [PlannedMovement] = []
        for index in pool.indices where wanted > .zero && pool[index].quantity > .zero && isMeant(pool[index]) {
            var part = pool[index]
            part.quantity = min(wanted, part.quantity)
            pool[index].quantity -= part.quantity
            wanted -= part.quantity
            handed.append(part)
        }
        return handed
    }
}
