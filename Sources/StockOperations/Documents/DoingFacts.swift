import StockDomain
import StockStore

/// Reads what the rules need to know about the lines of one document, with few statements each.
struct DoingFacts {
    let store: Store
    /// Whether likely misspellings matter: only where numbers come into the world.
    let createsNumbers: Bool
    /// What is put behind the number of other goods that only share it (R10a); nil where none come in.
    var suffix: String?
    private var stock: [ProductID: Taking.Stock] = [:]
    private var setAside: [LineID: [Int64: Taking.SetAside]]
    /// The places below a place, with itself.
    private var reaches: [LocationID: [LocationID]] = [:]

    init(_ store: Store, createsNumbers: Bool, setAside: [LineID: [Int64: Taking.SetAside]]) {
        self.store = store
        self.createsNumbers = createsNumbers
        self.setAside = setAside
    }

    /// What is known about the numbers that a line names.
    func numbers(of line: LineToDo) throws -> NumberFacts {
        guard let kind = line.product.tracking.numberKind, !line.entries.isEmpty else { return NumberFacts() }
        let named = Set(line.entries.lazy.filter { !$0.isUnknown }.map(\.number))
        var facts = NumberFacts(known: try store.lots(numbers: named, kind: kind, of: line.product.id))
        try addFormer(of: line, kind, named, &facts)
        if createsNumbers || line.product.isNumberedAtDelivery { try addAlike(of: line, kind, named, &facts) }
        if !line.product.expiration.isEnabled, line.entries.contains(where: { $0.expiresOn != nil }) {
            facts.hasUnusedDates = try store.hasUnusedDates(line.product.id)
        }
        let batches = Set(line.entries.compactMap(\.batch))
        if !batches.isEmpty { facts.batches = try store.lots(numbers: batches, kind: .lot, of: line.product.id) }
        let known = facts.known.values.map(\.id) + facts.alike.values.joined().map(\.id)
        if known.isEmpty { return facts }
        if kind == .serial { facts.whereabouts = try store.whereabouts(of: known) }
        if kind == .lot, createsNumbers {
            facts.sources = try store.sources(of: known)
            try addOthersOfOneNumber(of: line, &facts)
        }
        return facts
    }

    /// Lots that were told apart from a named one before, so that their numbers are not given again (R10a).
    private func addOthersOfOneNumber(of line: LineToDo, _ facts: inout NumberFacts) throws {
        guard let suffix, !line.product.numbering.isOwn else { return }
        for named in facts.known.keys.sorted(by: { $0.text < $1.text }) {
            for count in 1... {
                let other = named.toldApart(by: suffix, count)
                guard let lot = try store.lot(number: other, kind: .lot, of: line.product.id) else { break }
                facts.known[other] = lot
            }
        }
    }

    /// Numbers that goods once had by mistake: who takes goods means them, who brings some may mean new ones (R18).
    private func addFormer(
        of line: LineToDo, _ kind: LotKind, _ named: Set<LotNumber>, _ facts: inout NumberFacts
    ) throws {
        let unknown = named.subtracting(facts.known.keys)
        if unknown.isEmpty { return }
        for (number, lot) in try store.lots(formerNumbers: unknown, kind: kind, of: line.product.id) {
            if createsNumbers || line.product.isNumberedAtDelivery {
                facts.alike[NameText.likeness(of: number.text), default: []].append(lot)
            } else {
                facts.known[number] = lot
            }
        }
    }

    private func addAlike(
        of line: LineToDo, _ kind: LotKind, _ named: Set<LotNumber>, _ facts: inout NumberFacts
    ) throws {
        let unknown = named.subtracting(facts.known.keys)
        if unknown.isEmpty { return }
        let keys = unknown.map { NameText.searchKey(of: $0.text) }
        for lot in try store.lots(searchKeys: keys, of: line.product.id) where lot.kind == kind {
            facts.alike[NameText.likeness(of: lot.number.text), default: []].append(lot)
        }
    }

    /// What the partner holds of the known numbers.
    func held(by partner: PartnerID?, of facts: NumberFacts) throws -> [LotID: Quantity] {
        let lots = (Array(facts.known.values) + facts.ofOldLevel.values).map(\.id)
        guard let partner, !lots.isEmpty else { return [:] }
        return try store.held(by: partner, lots: lots)
    }

    /// What a return's partner holds of the known numbers, and what the delivery brought that the line names (R27).
    func held(on line: LineToDo, of document: Document, _ facts: NumberFacts) throws -> HeldGoods {
        let held = try held(by: document.partnerID, of: facts)
        guard let delivery = line.details.deliveryID, !held.isEmpty else { return HeldGoods(held) }
        return HeldGoods(held, ofDelivery: try store.delivered(by: delivery, lots: held.keys.sorted()))
    }

    /// Lets a taking line decide over the stock at its place, which it shares with the lines before it.
    mutating func decide(
        _ line: LineToDo, _ taking: Taking, _ numbers: NumberFacts, _ decision: inout Decision
    ) throws {
        let below = try reach(of: taking.place)
        let reading = StockReading(store, of: line.product, at: below, by: taking.removal)
        var stock = self.stock[line.product.id] ?? Taking.Stock(setAside: setAside)
        stock.places = Set(below)
        try add(pilesFor: line, reading, numbers, isForUser: taking.reachesUsers, to: &stock)
        var left = stock
        var own = Decision()
        taking.decide(line, numbers, &left, into: &own)
        if !own.faults.isEmpty {
            // The refusal names everything that is there and who has it; the short reading did not look that far.
            left = stock
            own = Decision()
            try addAll(reading, numbers, to: &left)
            taking.decide(line, numbers, &left, into: &own)
        }
        self.stock[line.product.id] = left
        decision.add(own)
    }

    private mutating func reach(of place: Location) throws -> [LocationID] {
        if let known = reaches[place.id] { return known }
        let below = try store.locationAndBelow(place.id)
        reaches[place.id] = below
        return below
    }

    /// The piles of the named numbers, what was set aside, and as many of the first in order as the line needs.
    private func add(
        pilesFor line: LineToDo, _ reading: StockReading, _ numbers: NumberFacts, isForUser: Bool,
        to stock: inout Taking.Stock
    ) throws {
        let lots = numbers.known.values.map(\.id).sorted()
        if !lots.isEmpty {
            stock.add(try store.balances(of: line.product.id, at: reading.search.places, lots: lots))
            try add(serialsElsewhere: numbers, of: line, to: &stock)
        }
        if let package = line.package {
            let inside = try store.balances(inPackages: package.tree.sorted())
            stock.add(inside.filter { $0.key.product == line.product.id })
        }
        for id in (setAside[line.id] ?? [:]).keys.sorted() {
            if let balance = try store.balance(id) { stock.add([balance]) }
        }
        // What users get by name is held against what they would have got without.
        let needsOrder = line.entries.isEmpty || line.product.tracking == .lot || isForUser
        if needsOrder { stock.add(try reading.candidates(for: line.done, knowing: stock.piles)) }
        guard isForUser, line.isTracked else { return }
        if line.entries.isEmpty || line.product.tracking == .lot {
            let picks = reading.search.removal.picks(
                line.done, from: stock.reachable(tracked: true),
                preferring: (setAside[line.id] ?? [:]).mapValues(\.quantity))
            stock.add(try reading.passedOver(by: picks, of: line.done))
        }
        if line.entries.isEmpty || line.details.overrideReason != nil || line.package != nil {
            stock.numbers.merge(try reading.numbers(of: stock.piles)) { $1 }
        }
    }

    /// Adds named serials that stand in other places of ours, with the documents for which they are set aside.
    private func add(serialsElsewhere numbers: NumberFacts, of line: LineToDo, to stock: inout Taking.Stock) throws {
        for (serial, place) in numbers.whereabouts.sorted(by: { $0.key < $1.key })
        where place.usage.holdsStock && stock.places?.contains(place.spot.location) == false {
            let key = BalanceKey(product: line.product.id, lot: serial, spot: place.spot)
            guard let pile = try store.balance(of: key), pile.reserved > .zero else { continue }
            stock.add([pile])
            stock.holders.merge(try store.holders(of: [pile.id])) { known, _ in known }
        }
    }

    private func addAll(_ reading: StockReading, _ numbers: NumberFacts, to stock: inout Taking.Stock) throws {
        stock.add(try store.balances(of: reading.search.product, at: reading.search.places))
        let holders = try store.holders(of: stock.piles.filter { $0.reserved > .zero }.map(\.id))
        // What earlier lines have taken from others is theirs no longer, though it is not written yet.
        stock.holders.merge(holders) { known, _ in known }
        stock.numbers.merge(try reading.numbers(of: stock.piles)) { $1 }
        for (number, lot) in numbers.known { stock.numbers[lot.id] = number }
    }
}
