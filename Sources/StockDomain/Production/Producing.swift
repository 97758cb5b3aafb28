/// What a production step brings out (R6, R10, R11, R14, R23, R43).
public struct Producing: Sendable {
    /// What is known of the step around a piece.
    public struct Around: Sendable {
        /// Serials that the step uses up: they may come out of it again, repaired or repacked.
        public var consumed: Set<LotID>
        /// Serials whose making was taken back, so that they may be made anew.
        public var unmade: Set<LotID>
        /// The earliest expiry of what goes in.
        public var inputsExpireOn: CalendarDate?

        public init(consumed: Set<LotID> = [], unmade: Set<LotID> = [], inputsExpireOn: CalendarDate? = nil) {
            self.consumed = consumed
            self.unmade = unmade
            self.inputsExpireOn = inputsExpireOn
        }
    }

    let context: DoingContext
    private let receiving: Receiving

    /// - Parameters:
    ///   - source: the place of production.
    ///   - destination: where the goods are put.
    public init(_ context: DoingContext, from source: Spot, to destination: Spot) {
        self.context = context
        receiving = Receiving(context, from: source, to: destination, kind: .production)
    }

    /// Adds the movement of one piece, or why it cannot be made.
    public func decide(
        _ piece: OutputPiece, _ line: LineToDo, _ facts: NumberFacts, _ around: Around,
        into decision: inout Decision
    ) {
        guard let kind = line.product.numberKindInside else {
            decision.movements.append(receiving.movement(line, nil, piece.quantity, nil))
            return
        }
        // Its number is still to be drawn; the operation begins anew with it.
        guard piece.hasNumber else { return }
        let known = facts.known[piece.entry.number] ?? meant(by: piece, line, facts, &decision)
        if decision.isAsking(about: line.questionID(piece.entry, "number_like")) { return }
        switch known {
        case let serial? where kind == .serial: decideKnown(serial, piece, line, facts, around, &decision)
        case let lot?:
            decision.warnings += [
                OutputExpiry.warning(for: lot, line.product, inputs: around.inputsExpireOn, at: piece.entry.pointer)
            ].compactMap { $0 }
            decision.movements.append(receiving.movement(line, .known(lot.id), piece.quantity, piece.entry))
        case nil: create(piece, kind, line, facts, around, &decision)
        }
    }

    /// The number that a reader would confuse with this one, when somebody says that it is meant (R10).
    private func meant(
        by piece: OutputPiece, _ line: LineToDo, _ facts: NumberFacts, _ decision: inout Decision
    ) -> Lot? {
        guard piece.entry.entered != .generated,
            let alike = facts.alike[NameText.likeness(of: piece.entry.number.text)]?.first
        else { return nil }
        let answer = decision.askLikeness(piece.entry, alike, line, given: context.answers)
        return answer == "existing" ? alike : nil
    }

    /// A serial is made once: one that is anywhere in the known world cannot be made again (R11).
    private func decideKnown(
        _ serial: Lot, _ piece: OutputPiece, _ line: LineToDo, _ facts: NumberFacts, _ around: Around,
        _ decision: inout Decision
    ) {
        let isFree =
            facts.whereabouts[serial.id] == nil || around.consumed.contains(serial.id)
            || around.unmade.contains(serial.id)
        if isFree {
            decision.movements.append(receiving.movement(line, .known(serial.id), .one, piece.entry))
            return
        }
        let whereItIs = facts.whereabouts[serial.id]?.inWords(zone: context.zone) ?? "elsewhere"
        decision.faults.append(
            Fault(
                piece.entry.pointer, "serial_elsewhere",
                "\(serial.number) of \(line.product.sku) cannot be made: it is \(whereItIs)."))
    }

    private func create(
        _ piece: OutputPiece, _ kind: LotKind, _ line: LineToDo, _ facts: NumberFacts, _ around: Around,
        _ decision: inout Decision
    ) {
        let entry = piece.entry
        var dates = OutputExpiry.dates(of: entry, line.product, inputs: around.inputsExpireOn, on: context.day)
        if line.product.expiration.isEnabled, line.product.expiration.isRequired, dates.expiresOn == nil {
            decision.faults.append(
                Fault(
                    entry.pointer + "/expires_on", "expiry_required",
                    "\(line.product.sku) needs an expiry date with each new number."))
            return
        }
        guard receiving.datesAreBelieved(entry, line, &decision) else { return }
        var batch: PlannedLot?
        if kind == .serial, let number = entry.batch {
            let found = receiving.plannedBatch(number, dates, line, facts, &decision)
            batch = found.lot
            dates = found.dates
        }
        let identity = LotIdentity(product: line.product.id, kind: kind, number: entry.number)
        decision.create(
            PlannedNewLot(
                identity: identity, dates: dates, batch: batch, marks: entry.isUnknown ? .numberUnknown : []))
        decision.movements.append(receiving.movement(line, .new(identity), piece.quantity, entry))
    }
}
