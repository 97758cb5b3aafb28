/// A lot, or plain stock, becomes numbers.
extension LevelChanging {
    /// Divides each pile of a spot over the numbers that were found there.
    mutating func share(_ piles: [Balance], _ numbers: [GivenNumber], at spot: Spot) {
        var sources: [LotID?] = piles.map(\.key.lot)
        var bySource: [LotID?: [GivenNumber]] = [:]
        for number in numbers {
            switch origin(of: number.given, piles) {
            case .goods(let lot):
                if bySource[lot] == nil, !sources.contains(lot) { sources.append(lot) }
                bySource[lot, default: []].append(number)
            case .nowhere: find(number, at: spot)
            case .untold: break
            }
        }
        for source in sources {
            share(piles.first { $0.key.lot == source }, of: source, bySource[source] ?? [], at: spot)
        }
    }

    private mutating func share(_ pile: Balance?, of source: LotID?, _ numbers: [GivenNumber], at spot: Spot) {
        let there = numbers.map(\.given.quantity).sum()
        let difference = there - (pile?.quantity ?? .zero)
        if difference != .zero {
            plan.before.append(
                LevelChange.Difference(lot: source.map(PlannedLot.known), spot: spot, quantity: difference))
        }
        if numbers.isEmpty { return }
        let age = pile?.incomingAt ?? facts.now
        let produced = numbers.map { number in
            origins.add(number, from: source.flatMap { facts.lots[$0] }, incomingAt: age)
            return number.produced(number.given.quantity, incomingAt: age)
        }
        let consumed = LevelChange.Consumed(lot: source, spot: spot, quantity: there)
        steps.add([consumed], produced, of: .source(source))
    }

    private enum Origin {
        case goods(LotID?)
        /// The book knows no goods there that it could have been.
        case nowhere
        /// A fault has been noted.
        case untold
    }

    /// What a number's goods were until now: as it says, else plain stock of the spot, else the only number there.
    private mutating func origin(of given: ChangeNumber, _ piles: [Balance]) -> Origin {
        if let name = given.fromLot { return namedOrigin(name, given) }
        if piles.contains(where: { $0.key.lot == nil }) { return .goods(nil) }
        if piles.count == 1 { return .goods(piles[0].key.lot) }
        if piles.isEmpty {
            let hadNumbers = ![nil, facts.change.to.kindInside].contains(facts.change.from.kindInside)
            return hadNumbers ? .nowhere : .goods(nil)
        }
        let names = piles.compactMap { $0.key.lot.flatMap { facts.lots[$0]?.number.text } }.sorted()
        faults.append(
            Fault(
                given.pointer + "/from_lot", "from_lot_required",
                "\(facts.places.inWords(given.spot)) holds several numbers of \(facts.product.sku) "
                    + "(\(names.prefix(5).joined(separator: ", "))): say in from_lot which “\(given.number)” belongs to."
            ))
        return .untold
    }

    private mutating func namedOrigin(_ name: LotNumber, _ given: ChangeNumber) -> Origin {
        if let lot = oldLots[name] { return .goods(lot) }
        noteUnknownOrigin(name, given)
        return .untold
    }

    mutating func noteUnknownOrigin(_ name: LotNumber, _ given: ChangeNumber) {
        faults.append(
            Fault(
                given.pointer + "/from_lot", "unknown_number",
                "\(facts.product.sku) has no stock of “\(name)” that “\(given.number)” could belong to."))
    }

    /// Goods where the book has none: found, of unknown past.
    private mutating func find(_ number: GivenNumber, at spot: Spot) {
        origins.add(number, from: nil, incomingAt: facts.now)
        plan.after.append(
            LevelChange.Difference(lot: number.lot, spot: spot, quantity: number.given.quantity))
    }
}
