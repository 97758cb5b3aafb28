import StockDomain

/// Goods of a product that transfers have sent and that have not arrived yet: which line will receive what (R7, R22).
struct GoodsOnTheirWay {
    private struct Goods: Hashable {
        let spot: Spot
        let lot: LotID?
    }

    private let sku: String
    private let transit: LocationID
    private var lines: [Goods: Set<LineID>] = [:]

    init(_ product: Product, _ pieces: [Arriving.Piece], in transit: LocationID) {
        self.sku = product.sku
        self.transit = transit
        for piece in pieces { lines[Goods(spot: piece.spot, lot: piece.lot), default: []].insert(piece.line) }
    }

    /// Whether nobody could tell which new number is on which line: goods alike in one spot are on several.
    func isAmbiguous(_ piles: [Balance]) -> Bool {
        piles.contains { lines[Goods(spot: $0.key.spot, lot: $0.key.lot)]?.count ?? 0 > 1 }
    }

    /// The movements of one step as those of the lines whose goods they renumber.
    ///
    /// Where goods of several lines become one number, each line has as much of it as it had of them.
    ///
    /// - Throws: `in_transit` when goods of several lines become several numbers together.
    mutating func claiming(_ taken: [Movement], _ given: [Movement]) throws(Refusal) -> [Movement] {
        var amounts: [Spot: [(line: LineID, quantity: Quantity)]] = [:]
        let claimed = taken.map { movement in
            let old = claiming(movement)
            if let line = old.lineID {
                if let index = amounts[old.from]?.firstIndex(where: { $0.line == line }) {
                    amounts[old.from]?[index].quantity += old.quantity
                } else {
                    amounts[old.from, default: []].append((line, old.quantity))
                }
            }
            return old
        }
        let numbersAt = Dictionary(grouping: given, by: \.to).mapValues(\.count)
        var renumbered: [Movement] = []
        for movement in given {
            let shares = amounts[movement.to] ?? []
            if shares.count > 1, numbersAt[movement.to] ?? 0 > 1 { throw mixed }
            renumbered += split(movement, over: shares)
            lines[Goods(spot: movement.to, lot: movement.lotID), default: []].formUnion(shares.map(\.line))
        }
        return claimed + renumbered
    }

    /// The movement as one of a transfer's line, when it takes or gives goods in transit.
    func claiming(_ movement: Movement) -> Movement {
        let spot = movement.from.location == transit ? movement.from : movement.to
        var claimed = movement
        if spot.location == transit { claimed.lineID = lines[Goods(spot: spot, lot: movement.lotID)]?.min() }
        return claimed
    }

    private func split(_ movement: Movement, over shares: [(line: LineID, quantity: Quantity)]) -> [Movement] {
        var rest = movement.quantity
        return shares.isEmpty
            ? [movement]
            : shares.enumerated().compactMap { index, share in
                var part = movement
                part.lineID = share.line
                part.quantity = index == shares.count - 1 ? rest : min(rest, share.quantity)
                rest -= part.quantity
                return part.quantity > .zero ? part : nil
            }
    }

    private var mixed: Refusal {
        Refusal(
            .conflict, "in_transit",
            "\(sku) is on its way on several lines, and nobody could tell which new number is on which. Receive all but "
                + "one first.")
    }
}
