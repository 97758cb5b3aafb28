import StockDomain
import StockStore

extension Operations {
    /// Sends a transfer on its way: its goods leave for the place of transit (R22).
    public func ship(
        _ number: String, _ request: DoRequest, _ command: Command, answer: @escaping DocumentAnswer
    ) async throws -> Answer {
        try await change(.transfer, number, ifVersion: nil, command, answer: answer) { store, moment, document in
            let lines = try store.lines(of: document.id)
            let doing = try DocumentDoing(store, moment, command)
            let todo = try doing.linesToDo(of: document, lines, request)
            return try doing.ship(document, lines, todo, request)
        }
    }

    /// Takes in what a transfer has sent; what does not arrive is booked as lost, which needs a reason (R22).
    public func receive(
        _ number: String, _ request: DoRequest, _ command: Command, answer: @escaping DocumentAnswer
    ) async throws -> Answer {
        try await change(.transfer, number, ifVersion: nil, command, answer: answer) { store, moment, document in
            guard document.state == .inTransit else {
                throw Refusal(.conflict, "not_in_transit", "\(document.number) is not on its way.")
            }
            return try TransferArrival(store, moment, command).receive(document, request)
        }
    }
}

/// The arrival of goods that were sent through transit.
private struct TransferArrival {
    let store: Store
    let moment: Moment
    let command: Command

    init(_ store: Store, _ moment: Moment, _ command: Command) {
        self.store = store
        self.moment = moment
        self.command = command
    }

    func receive(_ document: Document, _ request: DoRequest) throws -> DocumentView {
        guard let to = document.toLocationID else {
            throw Refusal.rule("location_required", "A transfer needs a place to go to.", at: "/to")
        }
        let happenedAt = request.happenedAt ?? moment.now
        try moment.checkBookable(happenedAt)
        let sent = try store.movements(of: document.id).filter { $0.reverses == nil }.map(\.movement)
        var rest = try arrivedByLine(request, sent)
        let loss = Spot(try store.location(.loss).id)
        var decision = Decision()
        for movement in sent {
            let arrived = min(rest[movement.lineID] ?? movement.quantity, movement.quantity)
            if rest[movement.lineID] != nil { rest[movement.lineID, default: .zero] -= arrived }
            decision.add(movement, arrived, .transfer, to: Spot(to))
            decision.add(movement, movement.quantity - arrived, .count, to: loss)
        }
        if decision.movements.contains(where: { $0.kind == .count }), document.reason?.isEmpty ?? true {
            throw Refusal.rule("reason_required", "Goods are missing: the transfer needs a reason.", at: "/reason")
        }
        try PostingWriting(store, moment, command.actor).post(decision, of: document, at: happenedAt)
        var done = document
        done.state = .done
        var view = try store.saving(done)
        view.warnings = try MixingPlaces(store, moment, command).merge(
            decision.movements, of: document, at: happenedAt)
        return view
    }

    /// What has arrived of each line that the request names; the others arrive wholly.
    private func arrivedByLine(_ request: DoRequest, _ sent: [Movement]) throws -> [LineID?: Quantity] {
        var arrived: [LineID?: Quantity] = [:]
        for line in request.lines {
            let whole = sent.filter { $0.lineID == line.id }.map(\.quantity).sum()
            guard let done = line.done else { continue }
            if done < .zero || done > whole {
                throw Refusal.rule(
                    "invalid_value", "Between 0 and \(whole.grouped) can arrive of this line.",
                    at: line.pointer + "/done")
            }
            arrived[line.id] = done
        }
        return arrived
    }
}

extension Decision {
    fileprivate mutating func add(_ sent: Movement, _ quantity: Quantity, _ kind: PostingKind, to spot: Spot) {
        guard quantity > .zero, let line = sent.lineID else { return }
        movements.append(
            PlannedMovement(
                kind: kind, productID: sent.productID, lot: sent.lotID.map(PlannedLot.known), quantity: quantity,
                from: sent.to, to: spot, lineID: line, entered: sent.entered))
    }
}
