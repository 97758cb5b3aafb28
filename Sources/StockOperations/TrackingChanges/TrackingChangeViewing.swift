import StockDomain
import StockStore

/// The stock that a guided change is about.
struct ChangeStockReading {
    let piles: [Balance]
    /// The numbers of the piles, with the batches of serials.
    let lots: [LotID: Lot]
    private let change: TrackingChange

    init(_ store: Store, _ product: Product, _ change: TrackingChange) throws {
        self.change = change
        piles = try store.balances(of: product.id)
        let own = try store.lots(piles.compactMap(\.key.lot).unique)
        let batches = try store.lots(own.compactMap(\.batchID).unique)
        lots = Dictionary((own + batches).map { ($0.id, $0) }) { first, _ in first }
    }

    func isConcerned(_ pile: Balance) -> Bool {
        change.state == .draft && change.concerns(pile.key.lot.flatMap { lots[$0]?.kind })
    }

    var concerned: [Balance] { piles.filter(isConcerned) }

    /// What is to get numbers, by spot.
    var book: [Spot: Quantity] {
        Dictionary(grouping: concerned, by: \.key.spot).mapValues { $0.map(\.quantity).sum() }
    }
}

extension Store {
    /// A guided change as its page shows it.
    func view(of change: TrackingChange, _ product: Product) throws -> TrackingChangeView {
        let reading = try ChangeStockReading(self, product, change)
        let given = try numbers(of: change.id)
        let seen = try seenPiles(of: change.id)
        var view = TrackingChangeView(
            change: change, product: product, numbers: given,
            names: try spotNames(reading.piles.map(\.key.spot) + given.map(\.spot) + seen.map(\.spot)))
        view.stock = reading.piles.map { pile in
            ChangeStock(
                spot: pile.key.spot, lotID: pile.key.lot, number: pile.key.lot.flatMap { reading.lots[$0]?.number },
                quantity: pile.quantity, reserved: pile.reserved, incomingAt: pile.incomingAt,
                isConcerned: reading.isConcerned(pile))
        }
        view.documents = try documentsTouched(by: product.id)
        if change.state == .draft { view.moved = try movedStock(since: seen, reading.piles, change) }
        return view
    }

    /// What is no longer as it was seen, with the documents that moved it.
    func movedStock(
        since seen: [SeenPile], _ piles: [Balance], _ change: TrackingChange
    ) throws -> [MovedStock] {
        let moved = MovedStock.between(seen, and: piles.map(SeenPile.init))
        let places = Set(moved.map(\.spot.location)).sorted()
        let documents = try documentsMoving(change.productID, at: places, since: change.seenAt)
        return moved.map { stock in
            var named = stock
            named.documents = documents[stock.spot.location] ?? []
            return named
        }
    }

    func spotNames(_ spots: [Spot]) throws -> SpotNames {
        SpotNames(
            places: try placesByID().mapValues(\.code), packages: try packageNumbers(spots.compactMap(\.package)))
    }
}

extension [LotID] {
    var unique: [LotID] { Set(self).sorted() }
}
