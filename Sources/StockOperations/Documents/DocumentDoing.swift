import StockDomain
import StockStore

/// Does a document: reads the facts that its lines need, lets the rules decide, writes what they decided.
struct DocumentDoing {
    let store: Store
    let moment: Moment
    let command: Command
    let places: [LocationID: Location]

    init(_ store: Store, _ moment: Moment, _ command: Command) throws {
        self.store = store
        self.moment = moment
        self.command = command
        places = try store.placesByID()
    }

    /// Decides and writes; the document is done afterwards.
    ///
    /// - Throws: every fault or question of every line in one refusal.
    func finish(
        _ document: Document, _ lines: [DocumentLine], _ todo: [LineToDo], _ request: DoRequest
    ) throws -> DocumentView {
        if todo.isEmpty { throw Refusal.rule("no_lines", "\(document.number) has no lines: there is nothing to do.") }
        let rest = try restOfLines(lines, todo, document, request)
        var done = document
        done.state = .done
        done.reason = request.reason ?? document.reason
        done.happenedAt = try checkedMoment(request.happenedAt ?? document.happenedAt)
        let (warnings, setAside) = try post(done, lines, todo)
        if request.rest == .backorder, !rest.isEmpty {
            let backorder = try store.makeBackorder(of: done, lines, keepingNumbers(of: lines, rest))
            try setAside.keep(for: backorder, in: store)
        }
        var view = try store.saving(done)
        view.warnings = warnings
        if done.kind == .count { try refreshLastCounted(done, todo) }
        return view
    }

    /// Sends a transfer's goods to the place of transit; its destination stays what it was.
    func ship(
        _ document: Document, _ lines: [DocumentLine], _ todo: [LineToDo], _ request: DoRequest
    ) throws -> DocumentView {
        _ = try arrival(of: document)
        if todo.allSatisfy({ $0.done == .zero }) {
            throw Refusal.rule("no_lines", "\(document.number) sends nothing: say what leaves.", at: "/lines")
        }
        let rest = try restOfLines(lines, todo, document, request)
        var sent = document
        sent.happenedAt = try checkedMoment(request.happenedAt ?? document.happenedAt)
        sent.toLocationID = try store.location(.transit).id
        let (warnings, setAside) = try post(sent, lines, todo)
        sent.state = .inTransit
        sent.toLocationID = document.toLocationID
        if request.rest == .backorder, !rest.isEmpty {
            let backorder = try store.makeBackorder(of: sent, lines, keepingNumbers(of: lines, rest))
            try setAside.keep(for: backorder, in: store)
        }
        var view = try store.saving(sent)
        view.warnings = warnings
        return view
    }

    /// Decides and writes the postings; answers the warnings, and what was set aside and has not left.
    private func post(
        _ document: Document, _ lines: [DocumentLine], _ planned: [LineToDo]
    ) throws -> (warnings: [Warning], rest: RestSetAside) {
        let happenedAt = document.happenedAt ?? moment.now
        let packages = PackageLines(store, moment, command.actor)
        let todo = try packages.named(by: planned, of: document)
        let reservations = try store.reservations(of: lines.map(\.id))
        let setAside = DocumentDoing.setAside(reservations)
        try store.unreserve(lines.map(\.id))
        let decision = try decide(document, todo, at: happenedAt, setAside: setAside)
        var rest = RestSetAside()
        let posting = DecisionPosting(store, moment, command, document, lines)
        let told = try posting.post(decision, taking: todo, naming: todo) { decision in
            rest = RestSetAside(of: reservations, without: decision.movements)
            var warnings: [Warning] = []
            if document.kind == .count {
                warnings = try ReservationLosing(store, moment, command.actor)
                    .makeWay(for: decision.movements, of: document)
                try CountSheet(store: store, document: document, moment: happenedAt).keep(lines, todo)
            }
            try packages.leave(todo, to: document.kind.takesStock ? destination(of: document) : nil, at: happenedAt)
            return warnings
        }
        return (told, rest)
    }

    /// The moment of doing, which is neither ahead nor locked (R30).
    func checkedMoment(_ told: Instant?) throws -> Instant {
        let happenedAt = told ?? moment.now
        try moment.checkBookable(happenedAt)
        return happenedAt
    }

    /// Reservations by line and pile.
    static func setAside(_ reservations: [Reservation]) -> [LineID: [Int64: Taking.SetAside]] {
        var setAside: [LineID: [Int64: Taking.SetAside]] = [:]
        for reservation in reservations {
            setAside[reservation.lineID, default: [:]][reservation.balance.id] = Taking.SetAside(
                reservation.quantity, why: reservation.why)
        }
        return setAside
    }

    private func refreshLastCounted(_ document: Document, _ todo: [LineToDo]) throws {
        try store.refreshLastCounted(todo.compactMap { $0.locationID ?? document.locationID })
    }

    /// What is left of lines; one of which nothing was done stays named, as a package that was announced with its goods.
    private func keepingNumbers(
        of lines: [DocumentLine], _ rest: [LineID: Quantity]
    ) -> [LineID: (quantity: Quantity, numbers: [NumberEntry])] {
        let planned = Dictionary(uniqueKeysWithValues: lines.map { ($0.id, $0) })
        return Dictionary(
            uniqueKeysWithValues: rest.map { id, left in
                let line = planned[id]
                return (id, (left, line?.quantity == left ? line?.numbers ?? [] : []))
            })
    }

    /// What stays undone of each line, which needs a word about it.
    private func restOfLines(
        _ lines: [DocumentLine], _ todo: [LineToDo], _ document: Document, _ request: DoRequest
    ) throws -> [LineID: Quantity] {
        let done = Dictionary(uniqueKeysWithValues: todo.map { ($0.id, $0.done) })
        var rest: [LineID: Quantity] = [:]
        if document.kind == .count { return rest }
        for line in lines {
            let left = line.quantity - (done[line.id] ?? .zero)
            if left > .zero { rest[line.id] = left }
        }
        if !rest.isEmpty, request.rest == nil {
            throw Refusal.rule(
                "rest_required",
                "\(document.number) is not wholly done. Say what becomes of the rest: a backorder, or close it.",
                at: "/rest")
        }
        return rest
    }
}
