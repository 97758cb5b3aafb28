import StockDomain
import StockStore

/// Doubts the numbers of a document that is being done, and remembers how numbers look (R16).
struct Doubting {
    let store: Store
    let moment: Moment
    let actor: Actor

    init(_ store: Store, _ moment: Moment, _ actor: Actor) {
        self.store = store
        self.moment = moment
        self.actor = actor
    }

    /// A number of the document: and which movement it became.
    private struct Named {
        let movement: Int
        let line: IncomingNumbers.Line
    }

    /// Adds the doubts to the movements and to the warnings of a settled decision.
    func doubt(
        _ decision: inout Decision, of document: Document, _ todo: [LineToDo], at happenedAt: Instant
    ) throws {
        let entries = try entries(of: decision.movements, document, todo)
        if entries.isEmpty { return }
        var doubts: [Int: [Doubt]] = [:]
        let named = named(decision, entries, document, todo)
        if !named.isEmpty {
            let day = moment.settings.zone.day(of: happenedAt)
            // Numbers given at delivery are nobody's but ours.
            let source = document.kind == .delivery ? nil : document.partnerID
            let found = try judge(named.map(\.line), from: source, on: day, learning: true)
            for (named, found) in zip(named, found) { doubts[named.movement] = found }
        }
        for index in tooFast(decision.movements, entries) { doubts[index, default: []].append(TypingSpeed.doubt) }
        for (index, found) in doubts.sorted(by: { $0.key < $1.key }) where !found.isEmpty {
            decision.movements[index].doubts = found
            decision.warnings += found.map { Warning(entries[index]?.pointer ?? "", $0.code.rawValue, $0.detail) }
        }
    }

    /// Judges numbers that come in together.
    ///
    /// - Parameter learning: whether what they look like is remembered.
    func judge(
        _ lines: [IncomingNumbers.Line], from partner: PartnerID?, on day: CalendarDate, learning: Bool
    ) throws -> [[Doubt]] {
        let products = Array(Set(lines.map(\.product))).sorted()
        let known = try store.numberHabits(of: products, from: partner)
        let habits = Dictionary(
            uniqueKeysWithValues: known.map { (IncomingNumbers.Source(partner: partner, product: $0.key), $0.value) })
        let ofToday = try bornToday(lines)
        let isSuspicious = products.count > 1 || !ofToday.isEmpty
        let supplier = isSuspicious ? try store.numberHabit(of: partner) : NumberHabit()
        var incoming = IncomingNumbers(habits: habits, of: partner, supplier: supplier, on: day, ofToday: ofToday)
        let existing = try existing(lines, known)
        let doubts = incoming.judge(lines, from: partner, on: day) { existing[$1]?.contains($0) == true }
        if learning { try store.save(incoming.habits.filter { habits[$0.key] != $0.value }) }
        return doubts
    }

    /// Which of the judged numbers the same person has entered today for other products.
    private func bornToday(
        _ lines: [IncomingNumbers.Line]
    ) throws -> [LotNumber: [CompanyNumbers.Owner]] {
        let numbers = Set(lines.filter(\.isJudged).map(\.candidate.number)).sorted()
        let born = try store.numbersBorn(
            numbers, by: actor.id, since: moment.settings.zone.start(of: moment.today))
        let products = Dictionary(grouping: lines, by: \.candidate.number).mapValues { Set($0.map(\.product)) }
        return born.filter { number, others in others.contains { products[number]?.contains($0.product) == false } }
    }

    private func existing(
        _ lines: [IncomingNumbers.Line], _ habits: [ProductID: NumberHabit]
    ) throws -> [ProductID: Set<LotNumber>] {
        var wanted: [ProductID: Set<LotNumber>] = [:]
        for line in lines where line.isJudged {
            let habit = habits[line.product] ?? NumberHabit()
            wanted[line.product, default: []].formUnion(
                DoubtfulNumbers.toLookUp(line.candidate.number, habit: habit))
        }
        var existing: [ProductID: Set<LotNumber>] = [:]
        for (product, numbers) in wanted.sorted(by: { $0.key < $1.key }) where !numbers.isEmpty {
            existing[product] = try store.existingNumbers(numbers, of: product)
        }
        return existing
    }

    // MARK: From movements to numbers

    /// What movements can be doubted, with the entry that each was made of, by index.
    private func entries(
        of movements: [PlannedMovement], _ document: Document, _ todo: [LineToDo]
    ) throws -> [Int: NumberEntry] {
        let isTimed = todo.contains { $0.entries.contains { $0.enteredAt != nil } }
        guard isTimed || todo.contains(where: { document.kind.createsNumbers(of: $0.product) }) else { return [:] }
        let named = Dictionary(
            uniqueKeysWithValues: todo.map { line in
                (line.id, Dictionary(line.entries.map { ($0.number, $0) }) { first, _ in first })
            })
        // A made-up number is made up again with the next goods, so those that exist count where goods come in.
        let isKnownDoubted = isTimed || document.kind == .receipt || document.kind == .opening
        let numbers = isKnownDoubted ? try knownNumbers(movements) : [:]
        var entries: [Int: NumberEntry] = [:]
        for (index, movement) in movements.enumerated() where movement.entered != nil {
            let number: LotNumber?
            switch movement.lot {
            case .new(let identity): number = identity.number
            case .known(let id): number = numbers[id]
            case nil: number = nil
            }
            entries[index] = number.flatMap { named[movement.lineID]?[$0] }
        }
        return entries
    }

    private func knownNumbers(_ movements: [PlannedMovement]) throws -> [LotID: LotNumber] {
        let ids = movements.compactMap { movement -> LotID? in
            guard case .known(let id) = movement.lot, movement.entered != nil else { return nil }
            return id
        }
        return Dictionary(try store.lots(Set(ids).sorted()).map { ($0.id, $0.number) }) { first, _ in first }
    }

    /// The numbers that came with the document, as the rule wants them.
    private func named(
        _ decision: Decision, _ entries: [Int: NumberEntry], _ document: Document, _ todo: [LineToDo]
    ) -> [Named] {
        let lines = Dictionary(uniqueKeysWithValues: todo.map { ($0.id, $0) })
        return entries.sorted { $0.key < $1.key }.compactMap { index, entry in
            let movement = decision.movements[index]
            guard let line = lines[movement.lineID], document.kind.createsNumbers(of: line.product), !entry.isUnknown
            else { return nil }
            var isKnown = false
            if case .known = movement.lot { isKnown = true }
            // Elsewhere a number that exists was doubted when it came.
            if isKnown, document.kind != .receipt, document.kind != .opening { return nil }
            let isSerial = line.product.tracking == .serial
            let candidate = DoubtfulNumbers.Candidate(
                number: entry.number, product: line.product.sku, unit: line.product.unit,
                quantities: isSerial ? [line.done] : [line.done, movement.quantity], isKnown: isKnown)
            return Named(
                movement: index,
                line: IncomingNumbers.Line(
                    product: line.product.id, candidate: candidate, isJudged: entry.entered.canBeInvented))
        }
    }

    /// Movements of serials that were typed one after another faster than anybody reads.
    private func tooFast(_ movements: [PlannedMovement], _ entries: [Int: NumberEntry]) -> [Int] {
        let typed = entries.keys.sorted().filter { entries[$0]?.entered == .typed && entries[$0]?.enteredAt != nil }
        return Dictionary(grouping: typed) { movements[$0].lineID }.values.flatMap { indices in
            let fast = TypingSpeed.tooFast(
                indices.compactMap { index in
                    entries[index].flatMap { entry in entry.enteredAt.map { (number: entry.number, at: $0) } }
                })
            return indices.filter { entries[$0].map { fast.contains($0.number) } == true }
        }.sorted()
    }
}
