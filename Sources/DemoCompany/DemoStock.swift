import StockDomain

/// A quantity of one product and number.
struct Goods: Equatable {
    let sku: String
    /// Nil for what is not tracked.
    var number: String?
    var supplierNumber: String?
    /// The lot that a serial belongs to.
    var batch: String?
    var expiresOn: CalendarDate?
    /// Orders numbers by their first arrival.
    var arrival = 0
    var quantity: Quantity

    func taking(_ quantity: Quantity) -> Goods {
        var part = self
        part.quantity = quantity
        return part
    }
}

/// What stands where at one moment of the history, oldest first in each place.
struct DemoStock {
    private struct Shelf: Hashable {
        let sku: String
        let place: String
    }

    private var shelves: [Shelf: [Goods]] = [:]

    func goods(of sku: String, at place: String) -> [Goods] { shelves[Shelf(sku: sku, place: place), default: []] }

    func onHand(_ sku: String, at place: String) -> Quantity { goods(of: sku, at: place).map(\.quantity).sum() }

    mutating func put(_ goods: Goods, at place: String) {
        let shelf = Shelf(sku: goods.sku, place: place)
        var standing = shelves[shelf, default: []]
        if let same = standing.firstIndex(where: { $0.number == goods.number }) {
            standing[same].quantity += goods.quantity
        } else {
            let behind = standing.firstIndex { $0.arrival > goods.arrival } ?? standing.count
            standing.insert(goods, at: behind)
        }
        shelves[shelf] = standing
    }

    /// Takes exactly these goods, which stand there.
    mutating func take(_ goods: Goods, at place: String) {
        let shelf = Shelf(sku: goods.sku, place: place)
        guard let index = shelves[shelf]?.firstIndex(where: { $0.number == goods.number }) else { return }
        shelves[shelf]?[index].quantity -= goods.quantity
        shelves[shelf]?.removeAll { $0.quantity == .zero }
    }

    /// Takes the oldest first, as far as `wanted` goes; less where less is there.
    mutating func takeOldest(_ wanted: Quantity, of sku: String, at place: String) -> [Goods] {
        var missing = wanted
        var taken: [Goods] = []
        for standing in goods(of: sku, at: place) where missing > .zero {
            let part = standing.taking(min(missing, standing.quantity))
            take(part, at: place)
            missing -= part.quantity
            taken.append(part)
        }
        return taken
    }
}
