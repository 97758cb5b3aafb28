/// What a count finds different from the book (R25).
public struct Counting: Sendable {
    let context: DoingContext
    /// The place that was counted.
    let place: Location
    /// Where found goods come from and lost ones go.
    let loss: Spot
    /// The count's own reason, for lines that have none.
    let reason: String?

    public init(_ context: DoingContext, at place: Location, loss: Spot, reason: String?) {
        self.context = context
        self.place = place
        self.loss = loss
        self.reason = reason
    }

    /// Adds the differences of one line. The lines of one spot say all that is of their product there: in a package, or
    /// loose at the place. Numbers that none of them names are missing.
    public func decide(_ line: LineToDo, _ facts: NumberFacts, _ book: CountBook, into decision: inout Decision) {
        let before = decision.movements.count
        if let kind = line.product.numberKindInside {
            decideNumbers(line, kind, facts, book, &decision)
        } else if line.product.isNumberedAtDelivery, let fault = line.numberFault(on: .count) {
            decision.faults.append(fault)
        } else if let entry = line.entries.first {
            let fault = LineNumbers.Fault.notTracked(at: entry.pointer, entry.number)
            decision.faults.append(fault.fault(line: line.pointer, product: line.product))
        } else {
            decidePlain(line, book, &decision)
        }
        if decision.movements.count > before { requireReason(line, &decision) }
    }

    private func requireReason(_ line: LineToDo, _ decision: inout Decision) {
        let hasReason = [line.reason, reason].contains { !($0 ?? "").isEmpty }
        if hasReason { return }
        decision.faults.append(
            Fault(
                line.pointer + "/reason", "reason_required",
                "What was counted of \(line.product.sku) in \(place.code) differs from the book. Give a reason, for the "
                    + "line or for the whole count."))
    }

    // MARK: Plain quantity

    private func decidePlain(_ line: LineToDo, _ book: CountBook, _ decision: inout Decision) {
        let counted = [Counted(lot: nil, quantity: line.done)]
        guard let moment = moment(of: counted, line, book, &decision) else { return }
        let difference = difference(counted[0], book, moment)
        if difference > .zero {
            decision.movements.append(movement(line, nil, difference, from: loss, to: spot(of: line), nil))
        } else {
            lose(-difference, of: nil, line, nil, &decision)
        }
    }

    // MARK: Numbers

    private func decideNumbers(
        _ line: LineToDo, _ kind: LotKind, _ facts: NumberFacts, _ book: CountBook, _ decision: inout Decision
    ) {
        if line.entries.isEmpty {
            if kind == .serial, line.done == book.quantityNow || line.done == book.quantityThen { return }
            // What is left from before tracking has no numbers to name; it may be counted down (R29).
            let isPlain = book.numbers.allSatisfy { $0 == nil }
            if isPlain, line.done <= book.quantityNow { return decidePlain(line, book, &decision) }
        }
        switch LineNumbers.shares(
            of: line.entries, tracking: line.product.tracking, done: line.done, mayBeFewer: false)
        {
        case .failure(let faults):
            decision.faults += faults.list.map { $0.fault(line: line.pointer, product: line.product) }
        case .success(let shares):
            decide(shares, line, kind, facts, book, &decision)
        }
    }

    private func decide(
        _ shares: [LineNumbers.Share], _ line: LineToDo, _ kind: LotKind, _ facts: NumberFacts, _ book: CountBook,
        _ decision: inout Decision
    ) {
        var counted: [Counted] = []
        for share in decision.naming(shares, of: line.product, from: context.ownNumbers) {
            switch decision.meaning(of: share.entry, on: line, facts, given: context.answers) {
            case .known(let lot)?:
                counted.append(Counted(lot: lot.id, quantity: share.quantity, known: lot, entry: share.entry))
            case .new? where share.quantity > .zero:
                counted.append(Counted(lot: nil, quantity: share.quantity, entry: share.entry))
            case .new?, nil: break
            }
        }
        var named = Set(counted.compactMap(\.lot)).union(book.namedHereOnOtherLines)
        // A serial is one unit: what another line has found is not missing here.
        if kind == .serial { named.formUnion(book.namedOnOtherLines) }
        let unnamed = book.numbers.filter { $0.map { !named.contains($0) } ?? true }
        let missing = book.saysWhatIsMissing ? unnamed : []
        counted += missing.map { Counted(lot: $0, quantity: .zero) }
        guard let moment = moment(of: counted.filter { !$0.isNew }, line, book, &decision) else { return }
        for number in counted {
            if number.isNew, let entry = number.entry {
                let lot = decision.create(entry, kind, line, facts, marks: marks(entry), on: context.day)
                decision.movements.append(
                    movement(line, lot, number.quantity, from: loss, to: spot(of: line), entry))
                continue
            }
            let difference = difference(number, book, moment)
            if difference < .zero {
                lose(-difference, of: number.lot, line, number.entry?.entered ?? .inferred, &decision)
            } else if difference > .zero, let lot = number.known, let entry = number.entry {
                find(difference, lot, entry, line, facts, book, &decision)
            }
        }
    }

    private func marks(_ entry: NumberEntry) -> Lot.Marks { entry.isUnknown ? [.found, .numberUnknown] : .found }

    // MARK: Against which book

    /// One number, or plain stock, as it was counted.
    private struct Counted {
        let lot: LotID?
        let quantity: Quantity
        /// Nil for what nobody named.
        var known: Lot?
        var entry: NumberEntry?

        /// Whether it is a number that the product did not have.
        var isNew: Bool { entry != nil && known == nil }
    }

    /// Whose moment's book the count is held against; asks when stock has moved so that it matters.
    private func moment(
        of counted: [Counted], _ line: LineToDo, _ book: CountBook, _ decision: inout Decision
    ) -> CountMoment? {
        if book.isOfThePast { return .counted }
        if counted.allSatisfy({ difference($0, book, .now) == difference($0, book, .counted) }) { return .now }
        let moved = book.movedSince.values.sum()
        let change =
            moved < .zero ? "\((-moved).grouped) left" : moved > .zero ? "\(moved.grouped) came" : "goods moved"
        let answer = decision.ask(
            line.questionID("stock_moved"), "stock_moved_since_count",
            "Since \(line.product.sku) was counted in \(place.code), \(change). Is there now what was counted, or does "
                + "only the difference that was found then count?",
            ["keep_counted", "keep_difference"], given: context.answers)
        return answer.map { $0 == "keep_counted" ? .now : .counted }
    }

    /// What the count adds or takes away; of the book of counting no more than is there now, and of a serial one.
    private func difference(_ counted: Counted, _ book: CountBook, _ moment: CountMoment) -> Quantity {
        let difference = counted.quantity - book.quantity(of: counted.lot, moment)
        if moment == .now || book.isOfThePast { return difference }
        let now = book.quantity(of: counted.lot, .now)
        let most = counted.known?.kind == .serial ? Quantity.one - now : .most
        return min(max(difference, -now), most)
    }

    // MARK: Found and lost

    /// More of a number than the book says: what is booked elsewhere asks and moves.
    private func find(
        _ quantity: Quantity, _ lot: Lot, _ entry: NumberEntry, _ line: LineToDo, _ facts: NumberFacts,
        _ book: CountBook, _ decision: inout Decision
    ) {
        switch lot.kind {
        case .serial: findSerial(lot, entry, line, facts.whereabouts[lot.id], &decision)
        case .lot: findLot(quantity, lot, entry, line, book, &decision)
        }
    }

    private func findSerial(
        _ serial: Lot, _ entry: NumberEntry, _ line: LineToDo, _ whereabouts: Whereabouts?, _ decision: inout Decision
    ) {
        var move = movement(line, .known(serial.id), .one, from: loss, to: spot(of: line), entry)
        if let whereabouts {
            move.from = whereabouts.spot
            if whereabouts.usage != .loss {
                let answer = askElsewhere(
                    serial, entry, line, whereabouts.inWords(zone: context.zone), ["move"], &decision)
                if answer == nil { return }
            }
            if whereabouts.usage.holdsStock { move.kind = .transfer }
            if whereabouts.usage == .customer {
                // He cannot have it any more: it is his return, and leaves his net (R11).
                move.kind = .customerReturn
                move.partnerID = whereabouts.partnerID
            }
        }
        decision.movements.append(move)
    }

    /// A lot that is booked in other places only may have been moved here; with some of it here it is simply more.
    private func findLot(
        _ quantity: Quantity, _ lot: Lot, _ entry: NumberEntry, _ line: LineToDo, _ book: CountBook,
        _ decision: inout Decision
    ) {
        let elsewhere = book.elsewhere[lot.id] ?? []
        var rest = quantity
        if book.quantity(of: lot.id, .now) == .zero, !elsewhere.isEmpty, !book.namedOnOtherLines.contains(lot.id) {
            let there = elsewhere.map(\.quantity).sum()
            let answer = askElsewhere(
                lot, entry, line, "booked in other places (\(there.grouped) there)", ["move", "found"], &decision)
            if answer == nil { return }
            for pile in elsewhere where answer == "move" && rest > .zero {
                let part = min(rest, pile.quantity)
                var move = movement(line, .known(lot.id), part, from: pile.key.spot, to: spot(of: line), entry)
                move.kind = .transfer
                decision.movements.append(move)
                rest -= part
            }
        }
        if rest > .zero {
            decision.movements.append(movement(line, .known(lot.id), rest, from: loss, to: spot(of: line), entry))
        }
    }

    private func askElsewhere(
        _ lot: Lot, _ entry: NumberEntry, _ line: LineToDo, _ whereItIs: String, _ choices: [String],
        _ decision: inout Decision
    ) -> String? {
        decision.ask(
            line.questionID(entry, "found_elsewhere"), "number_found_elsewhere",
            "\(lot.number) was counted in \(place.code) but is \(whereItIs). Move it here?", choices,
            given: context.answers)
    }

    private func lose(
        _ quantity: Quantity, of lot: LotID?, _ line: LineToDo, _ entered: Entered?, _ decision: inout Decision
    ) {
        if quantity <= .zero { return }
        var lost = movement(line, lot.map(PlannedLot.known), quantity, from: spot(of: line), to: loss, nil)
        lost.entered = lot == nil ? nil : entered
        decision.movements.append(lost)
    }

    private func movement(
        _ line: LineToDo, _ lot: PlannedLot?, _ quantity: Quantity, from: Spot, to: Spot, _ entry: NumberEntry?
    ) -> PlannedMovement {
        var movement = PlannedMovement(
            kind: .count, productID: line.product.id, lot: lot, quantity: quantity, from: from, to: to,
            lineID: line.id, entered: entry?.entered)
        movement.reason = line.reason
        return movement
    }

    private func spot(of line: LineToDo) -> Spot { Spot(place.id, package: line.details.packageID) }
}
