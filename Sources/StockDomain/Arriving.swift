/// What comes out of transit at a transfer's destination, and what is missing or more (R22).
public struct Arriving: Sendable {
    /// Goods of one number that are on their way for a line.
    public struct Piece: Sendable, Equatable {
        public let line: LineID
        public let lot: LotID?
        public let spot: Spot
        public var quantity: Quantity
        public let entered: Entered?

        public init(line: LineID, lot: LotID?, spot: Spot, quantity: Quantity, entered: Entered?) {
            self.line = line
            self.lot = lot
            self.spot = spot
            self.quantity = quantity
            self.entered = entered
        }
    }

    let context: DoingContext
    let destination: Spot
    let loss: Spot
    /// Whether what has not come stays on its way; otherwise it is lost.
    let keepsRest: Bool

    public init(_ context: DoingContext, at destination: Spot, loss: Spot, keepsRest: Bool) {
        self.context = context
        self.destination = destination
        self.loss = loss
        self.keepsRest = keepsRest
    }

    /// Adds what one line moves. Where several numbers are on their way and not all have come, those that have are named.
    ///
    /// - Parameters:
    ///   - line: what has come, and its numbers.
    ///   - pieces: all that is on its way for the line.
    public func decide(
        _ line: LineToDo, _ facts: NumberFacts, _ pieces: [Piece], into decision: inout Decision
    ) {
        var rest = pieces
        if line.entries.isEmpty {
            let sent = pieces.map(\.quantity).sum()
            if line.done != sent, pieces.count > 1 || line.product.numberKindInside == .serial,
                line.product.isTrackedInside, line.done != .zero
            {
                let which = line.product.tracking == .serial ? "serials" : "lots"
                decision.faults.append(
                    Fault(
                        line.pointer + "/numbers", "number_required",
                        "\(sent.grouped) \(line.product.unit) of \(line.product.sku) were sent and not so many came: name "
                            + "the \(which) that did."))
                return
            }
            let more = line.done - arrive(line.done, of: nil, among: &rest, line, &decision)
            if more > .zero { takeSurplus(more, pieces.first?.lot, line, nil, &decision) }
        } else {
            arriveNamed(line, facts, &rest, &decision)
        }
        if !keepsRest { lose(rest, line, &decision) }
    }

    private func arriveNamed(
        _ line: LineToDo, _ facts: NumberFacts, _ rest: inout [Piece], _ decision: inout Decision
    ) {
        let tracking: Tracking = line.product.isTrackedInside ? line.product.tracking : .none
        switch LineNumbers.shares(of: line.entries, tracking: tracking, done: line.done, mayBeFewer: false) {
        case .failure(let faults):
            decision.faults += faults.list.map { $0.fault(line: line.pointer, product: line.product) }
        case .success(let shares):
            for share in shares {
                let lot = facts.known[share.entry.number]
                guard let lot, lot.kind == .lot || rest.contains(where: { $0.lot == lot.id }) else {
                    decision.faults.append(
                        Fault(
                            share.entry.pointer, lot == nil ? "unknown_number" : "serial_elsewhere",
                            "“\(share.entry.number)” of \(line.product.sku) was not sent with this transfer."))
                    continue
                }
                let come = arrive(share.quantity, of: lot.id, among: &rest, line, &decision)
                if share.quantity > come { takeSurplus(share.quantity - come, lot.id, line, share.entry, &decision) }
            }
        }
    }

    /// Moves as much as there is on its way, of one number or of all; answers how much that was.
    private func arrive(
        _ quantity: Quantity, of lot: LotID?, among rest: inout [Piece], _ line: LineToDo, _ decision: inout Decision
    ) -> Quantity {
        var open = quantity
        for index in rest.indices where open > .zero && (lot == nil || rest[index].lot == lot) {
            let part = min(open, rest[index].quantity)
            decision.add(rest[index], part, .transfer, to: destination, line)
            rest[index].quantity -= part
            open -= part
        }
        return quantity - open
    }

    /// More came than was sent: it was there all along, and is found.
    private func takeSurplus(
        _ quantity: Quantity, _ lot: LotID?, _ line: LineToDo, _ entry: NumberEntry?, _ decision: inout Decision
    ) {
        let id = entry.map { line.questionID($0, "more_than_expected") } ?? line.questionID("more_than_expected")
        let answer = decision.ask(
            id, "more_than_expected",
            "\(quantity.grouped) \(line.product.unit) of \(line.product.sku) more came than were sent. Take them in as "
                + "found?", ["accept"], given: context.answers)
        if answer == nil { return }
        decision.movements.append(
            PlannedMovement(
                kind: .count, productID: line.product.id, lot: lot.map(PlannedLot.known), quantity: quantity,
                from: loss, to: destination, lineID: line.id, entered: entry?.entered))
    }

    private func lose(_ rest: [Piece], _ line: LineToDo, _ decision: inout Decision) {
        for piece in rest { decision.add(piece, piece.quantity, .count, to: loss, line) }
        if rest.contains(where: { $0.quantity > .zero }), line.reason?.isEmpty ?? true {
            decision.faults.append(
                Fault(
                    "/reason", "reason_required",
                    "Goods are missing: give a reason, or say that the rest is still on its way (rest: backorder)."))
        }
    }
}

extension Decision {
    fileprivate mutating func add(
        _ piece: Arriving.Piece, _ quantity: Quantity, _ kind: PostingKind, to spot: Spot, _ line: LineToDo
    ) {
        if quantity <= .zero { return }
        // What was sent in its package arrives in it; what was lost was lost without.
        let holdsPackage = kind == .transfer
        movements.append(
            PlannedMovement(
                kind: kind, productID: line.product.id, lot: piece.lot.map(PlannedLot.known), quantity: quantity,
                from: piece.spot, to: holdsPackage ? Spot(spot.location, package: piece.spot.package) : spot,
                lineID: line.id, entered: piece.entered))
    }
}
