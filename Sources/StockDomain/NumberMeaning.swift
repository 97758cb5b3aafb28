/// What a number stands for that somebody names where numbers may come into the world.
enum NumberMeaning {
    case known(Lot)
    case new
}

extension Decision {
    /// The lot that an entry means; a number that the product does not have asks when it looks like one that it has
    /// (R10).
    ///
    /// - Returns: nil when it has been asked and not answered.
    mutating func meaning(
        of entry: NumberEntry, on line: LineToDo, _ facts: NumberFacts, given answers: [String: String]
    ) -> NumberMeaning? {
        if let lot = facts.known[entry.number] { return .known(lot) }
        guard let alike = facts.alike[NameText.likeness(of: entry.number.text)]?.first else { return .new }
        let answer = askLikeness(entry, alike, line, given: answers)
        return answer.map { $0 == "existing" ? .known(alike) : .new }
    }

    /// Plans a number that comes into the world without a receipt: found in a count, or brought back.
    ///
    /// - Parameter day: the day of finding, for dates that count from receipt.
    mutating func create(
        _ entry: NumberEntry, _ kind: LotKind, _ line: LineToDo, _ facts: NumberFacts, marks: Lot.Marks,
        on day: CalendarDate
    ) -> PlannedLot {
        let identity = LotIdentity(product: line.product.id, kind: kind, number: entry.number)
        var new = PlannedNewLot(
            identity: identity,
            dates: LotDates(
                typedExpiry: entry.expiresOn, productionDate: entry.productionDate, of: line.product.expiration, on: day
            ))
        new.marks = marks
        if kind == .serial, let batch = entry.batch.flatMap({ facts.batches[$0] }) {
            new.batch = .known(batch.id)
            new.dates = batch.dates
        }
        create(new)
        return .new(identity)
    }
}
