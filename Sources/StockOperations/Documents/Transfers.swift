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
            let all = try doing.linesToDo(of: document, lines, request)
            let todo = try doing.asFarAsThere(all, request, of: document, lines)
            return try doing.ship(document, lines, todo, request)
        }
    }

    /// Takes in what a transfer has sent, wholly or in part (R22). What has not come stays on its way with
    /// `rest: backorder`; otherwise it is booked as lost, which needs a reason.
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
        var arrived = document
        arrived.reason = request.reason ?? document.reason
        let onItsWay = try store.piecesOnTheirWay(document)
        let context = DoingContext(
            partner: nil, day: moment.settings.zone.day(of: happenedAt), zone: moment.settings.zone,
            answers: command.answers)
        let arriving = Arriving(
            context, at: Spot(to), loss: Spot(try store.location(.loss).id), keepsRest: request.rest == .backorder)
        let facts = DoingFacts(store, createsNumbers: false, setAside: [:])
        var decision = Decision()
        for line in try linesToDo(of: arrived, request, onItsWay) {
            let pieces = onItsWay.filter { $0.line == line.id }
            arriving.decide(line, try facts.numbers(of: line), pieces, into: &decision)
        }
        decision = try decision.settled()
        try PostingWriting(store, moment, command.actor).post(decision, of: arrived, at: happenedAt)
        arrived.state = try store.piecesOnTheirWay(document).isEmpty ? .done : .inTransit
        var view = try store.saving(arrived)
        view.warnings =
            try decision.warnings
            + MixingPlaces(store, moment, command).merge(decision.movements, of: document, at: happenedAt)
        return view
    }

    /// What has come of each line: as told, else all that is on its way.
    private func linesToDo(
        of document: Document, _ request: DoRequest, _ onItsWay: [Arriving.Piece]
    ) throws -> [LineToDo] {
        let lines = try store.lines(of: document.id)
        let products = Dictionary(
            uniqueKeysWithValues: try store.products(Array(Set(lines.map(\.productID)))).map { ($0.id, $0) })
        let told = try request.told(of: document, lines)
        var planning = DocumentPlanning(store, moment)
        var todo: [LineToDo] = []
        for (index, line) in lines.enumerated() {
            guard let product = products[line.productID] else { continue }
            let sent = onItsWay.filter { $0.line == line.id }.map(\.quantity).sum()
            let own = told[line.id]
            if sent == .zero, own == nil { continue }
            let pointer = own?.pointer ?? "/lines/\(index)"
            let entries = planning.entries(own?.numbers, own?.pastedNumbers, pointer, on: .transfer)
            var done = product.quantity(saidBy: entries) ?? sent
            if let told = own?.done {
                done = planning.checked(told, of: product, allowZero: true, at: pointer + "/done") ?? .zero
            }
            todo.append(
                LineToDo(
                    id: line.id, product: product, planned: sent, done: done,
                    entries: entries.map { $0.below(pointer) }, reason: document.reason, locationID: line.locationID,
                    details: line.details, pointer: pointer))
        }
        try planning.settle()
        return todo
    }
}
