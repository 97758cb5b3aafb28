import StockDomain
import StockStore

/// Reads what the rules need to know about the lines of one document, with few statements each.
struct DoingFacts {
    let store: Store
    /// Whether likely misspellings matter: only where numbers come into the world.
    let createsNumbers: Bool
    private var stock: [ProductID: Taking.Stock] = [:]
    private var setAside: [LineID: [Int64: Quantity]]

    init(_ store: Store, createsNumbers: Bool, setAside: [LineID: [Int64: Quantity]]) {
        self.store = store
        self.createsNumbers = createsNumbers
        self.setAside = setAside
    }

    /// What is known about the numbers that a line names.
    func numbers(of line: LineToDo) throws -> NumberFacts {
        guard let kind = line.product.tracking.numberKind, !line.entries.isEmpty else { return NumberFacts() }
        let named = Set(line.entries.lazy.filter { !$0.isUnknown }.map(\.number))
        var facts = NumberFacts(known: try store.lots(numbers: named, kind: kind, of: line.product.id))
        if createsNumbers || line.product.isNumberedAtDelivery { try addAlike(of: line, kind, named, &facts) }
        if !line.product.expiration.isEnabled, line.entries.contains(where: { $0.expiresOn != nil }) {
            facts.hasUnusedDates = try store.hasUnusedDates(line.product.id)
        }
        let batches = Set(line.entries.compactMap(\.batch))
        if !batches.isEmpty { facts.batches = try store.lots(numbers: batches, kind: .lot, of: line.product.id) }
        let known = facts.known.values.map(\.id) + facts.alike.values.joined().map(\.id)
        if known.isEmpty { return facts }
        if kind == .serial { facts.whereabouts = try store.whereabouts(of: known) }
        if kind == .lot, createsNumbers { facts.sources = try store.sources(of: known) }
        return facts
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
        guard let partner, !facts.known.isEmpty else { return [:] }
        return try store.held(by: partner, lots: facts.known.values.map(\.id))
    }

    /// Lets a taking line decide over the stock at its place, which it shares with the lines before it.
    mutating func decide(
        _ line: LineToDo, _ taking: Taking, _ numbers: NumberFacts, _ decision: inout Decision
    ) throws {
        let below = try store.locationAndBelow(taking.place.id)
        var stock = self.stock[line.product.id] ?? Taking.Stock(setAside: setAside)
        try add(pilesFor: line, at: below, numbers, to: &stock)
        let faultsBefore = decision.faults.count
        let trial = stock
        taking.decide(line, numbers, &stock, into: &decision)
        if decision.faults.count > faultsBefore {
            // The refusal names everything that is there and who has it; the short reading did not look that far.
            decision.faults.removeSubrange(faultsBefore...)
            var whole = trial
            try addAll(of: line, at: below, to: &whole)
            taking.decide(line, numbers, &whole, into: &decision)
            stock = whole
        }
        self.stock[line.product.id] = stock
    }

    /// The piles of the named numbers, and as many of the oldest as the rest of the line needs.
    private func add(
        pilesFor line: LineToDo, at places: [LocationID], _ numbers: NumberFacts, to stock: inout Taking.Stock
    ) throws {
        let lots = numbers.known.values.map(\.id).sorted()
        if !lots.isEmpty {
            stock.add(try store.balances(of: line.product.id, at: places, lots: lots))
        }
        let set = setAside[line.id] ?? [:]
        for id in set.keys.sorted() {
            if let balance = try store.balance(id) { stock.add([balance]) }
        }
        var found = Quantity.zero
        let isTracked = line.product.tracking != .none
        if line.entries.count == 0 || line.product.tracking == .lot {
            try store.walkFreeBalances(of: line.product.id, at: places) { balance in
                if (balance.key.lot != nil) == isTracked {
                    found += stock.add([balance])
                }
                return found < line.done
            }
        }
    }

    private func addAll(of line: LineToDo, at places: [LocationID], to stock: inout Taking.Stock) throws {
        let piles = try store.balances(of: line.product.id, at: places)
        stock.add(piles)
        for pile in piles.filter({ $0.reserved > .zero }).prefix(20) {
            stock.reservedFor[pile.id] = try store.documentsReserving(pile.id)
        }
    }
}

extension Taking.Stock {
    /// Adds piles that are not there yet, keeping them in FIFO order; answers what is free in those given.
    @discardableResult
    mutating func add(_ more: [Balance]) -> Quantity {
        var free = Quantity.zero
        for pile in more {
            if let there = piles.first(where: { $0.id == pile.id }) {
                free += there.free
            } else {
                piles.append(pile)
                free += pile.free
            }
        }
        piles.sort {
            ($0.incomingAt, $0.key.lot?.rawValue ?? 0, $0.id) < ($1.incomingAt, $1.key.lot?.rawValue ?? 0, $1.id)
        }
        return free
    }
}
