import StockDomain
import StockStore

/// Reads what a guided change is decided over.
struct LevelChangeReading {
    private let store: Store
    private let moment: Moment
    private let command: Command

    init(_ store: Store, _ moment: Moment, _ command: Command) {
        self.store = store
        self.moment = moment
        self.command = command
    }

    func facts(
        of change: TrackingChange, _ product: Product, _ reading: ChangeStockReading
    ) throws -> LevelChangeFacts {
        let given = try store.numbers(of: change.id)
        var facts = LevelChangeFacts(
            product: product, change: change, piles: reading.piles, lots: reading.lots, given: given,
            held: try store.heldLots(reading.piles.compactMap(\.key.lot).unique),
            places: try store.spotNames(reading.piles.map(\.key.spot) + given.map(\.spot)),
            numbering: Spot(try store.location(.numbering).id), loss: Spot(try store.location(.loss).id),
            zone: moment.settings.zone, now: moment.now, answers: command.answers)
        if let kind = change.to.kindInside { try addNumbers(kind, to: &facts) }
        return facts
    }

    private func addNumbers(_ kind: LotKind, to facts: inout LevelChangeFacts) throws {
        let named = Set(facts.given.map(\.number))
        facts.known = try store.lots(numbers: named, kind: kind, of: facts.product.id)
        let keys = named.subtracting(facts.known.keys).map { NameText.searchKey(of: $0.text) }
        for lot in try store.lots(searchKeys: keys, of: facts.product.id) where lot.kind == kind {
            facts.alike[NameText.likeness(of: lot.number.text), default: []].append(lot)
        }
        guard kind == .serial else { return }
        let known = facts.known.values.map(\.id) + facts.alike.values.joined().map(\.id)
        facts.whereabouts = try store.whereabouts(of: known.unique)
    }
}
