/// Goods set aside for a line, of a pile whose number ends.
public struct OldReservation: Sendable, Equatable {
    public var lineID: LineID
    public var key: BalanceKey
    public var quantity: Quantity

    public init(lineID: LineID, key: BalanceKey, quantity: Quantity) {
        self.lineID = lineID
        self.key = key
        self.quantity = quantity
    }
}

/// Where goods that were set aside go when their number changes (R7): to what became of that very pile, else to other
/// new numbers at the same spot; what is left is lost.
public struct ReservationMoves: Sendable {
    public private(set) var moved: [(lineID: LineID, pile: Int64, quantity: Quantity)] = []
    public private(set) var lost: [OldReservation] = []

    /// - Parameters:
    ///   - old: in the order of R38.
    ///   - piles: of the product after the change, oldest first.
    ///   - became: the new numbers of each old pile.
    ///   - isSerial: whether only whole units can be set aside.
    public init(
        of old: [OldReservation], to piles: [Balance], became: [BalanceKey: Set<LotID?>], isSerial: Bool
    ) {
        var free = Dictionary(uniqueKeysWithValues: piles.map { ($0.id, $0.isBlocked ? Quantity.zero : $0.free) })
        let bySpot = Dictionary(grouping: piles, by: \.key.spot)
        for reservation in old {
            let here = bySpot[reservation.key.spot] ?? []
            let own = became[reservation.key] ?? []
            var rest = reservation.quantity
            for pile in here.filter({ own.contains($0.key.lot) }) + here.filter({ !own.contains($0.key.lot) }) {
                guard rest > .zero, let there = free[pile.id] else { continue }
                let part = min(rest, there)
                if part <= .zero || isSerial && part < .one { continue }
                free[pile.id] = there - part
                rest -= part
                moved.append((reservation.lineID, pile.id, part))
            }
            if rest > .zero {
                lost.append(OldReservation(lineID: reservation.lineID, key: reservation.key, quantity: rest))
            }
        }
    }
}
