import StockDomain
import StockStore

/// Reads what a count must know and lets the rule decide line by line (R25).
struct CountDoing {
    let store: Store
    let context: DoingContext
    let document: Document
    let loss: Spot
    /// When the goods were counted, or nil for a count that tells of no past moment.
    let countedInThePast: Instant?
    /// Whether the settings forbid counts to bring in numbers (R6).
    let forbidsNewNumbers: Bool

    /// A line with the place that it counts.
    struct Line {
        let line: LineToDo
        let place: Location

        var spot: Spot { Spot(place.id, package: line.details.packageID) }
        var goods: BalanceKey { BalanceKey(product: line.product.id, lot: nil, spot: spot) }
    }

    func decide(_ lines: [Line]) throws -> Decision {
        let reading = DoingFacts(store, createsNumbers: true, setAside: [:])
        let facts = try lines.map { try reading.numbers(of: $0.line) }
        var decision = Decision()
        decision.faults += countedTwice(lines) + LineNumbers.serialsTwice(on: lines.map(\.line))
        for (index, counted) in lines.enumerated() {
            let others = facts.indices.filter { $0 != index }
            let here = others.filter { lines[$0].goods == counted.goods }
            let newBefore = decision.newLots.count
            var book = try book(of: counted, facts[index])
            book.namedOnOtherLines = Set(others.flatMap { facts[$0].known.values.map(\.id) })
            book.namedHereOnOtherLines = Set(here.flatMap { facts[$0].known.values.map(\.id) })
            book.saysWhatIsMissing = here.allSatisfy { $0 > index }
            Counting(context, at: counted.place, loss: loss, reason: document.reason)
                .decide(counted.line, facts[index], book, into: &decision)
            if forbidsNewNumbers { decision.refuseNewNumbers(of: counted.line, beyond: newBefore, on: .count) }
        }
        return decision
    }

    private func book(of counted: Line, _ facts: NumberFacts) throws -> CountBook {
        let product = counted.line.product.id
        var book = CountBook(
            piles: try store.piles(of: product, at: counted.spot), isOfThePast: countedInThePast != nil)
        if let moment = countedInThePast {
            book.movedSince = try store.moved(product, at: counted.spot, happeningAfter: moment)
        } else if let moment = counted.line.details.countedAt {
            book.movedSince = try store.moved(product, at: counted.spot, recordedAfter: moment)
        }
        let lots = facts.known.values.filter { $0.kind == .lot }.map(\.id).sorted()
        if !lots.isEmpty {
            let piles = try store.balances(ofLots: lots).filter { $0.key.spot != counted.spot && $0.quantity > .zero }
            book.elsewhere = Dictionary(grouping: piles) { $0.key.lot ?? LotID(0) }
        }
        return book
    }

    /// Several lines may count one spot by number, each number once; a quantity as a whole stands alone.
    private func countedTwice(_ lines: [Line]) -> [Fault] {
        var named: [BalanceKey: Set<LotNumber>] = [:]
        return lines.compactMap { counted in
            let line = counted.line
            let numbers = Set(line.entries.filter { !$0.isUnknown }.map(\.number))
            let before = named.updateValue(named[counted.goods, default: []].union(numbers), forKey: counted.goods)
            guard let before else { return nil }
            // Serials that stand twice are told with both their places.
            let isApart = line.product.tracking == .serial || before.isDisjoint(with: numbers)
            if isApart, !line.entries.isEmpty, !before.isEmpty { return nil }
            return Fault(
                line.pointer, "counted_twice",
                "\(line.product.sku) is counted in \(counted.place.code) on an earlier line: count it once.")
        }
    }
}

extension Store {
    /// The piles of a product at one spot: in a package, or loose.
    func piles(of product: ProductID, at spot: Spot) throws -> [Balance] {
        try balances(of: product, at: [spot.location]).filter { $0.key.spot == spot }
    }
}
