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
        let warnings = try post(done, lines, todo)
        if request.rest == .backorder, !rest.isEmpty {
            try store.makeBackorder(of: done, lines, rest.mapValues { ($0, []) })
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
        let rest = try restOfLines(lines, todo, document, request)
        var sent = document
        sent.happenedAt = try checkedMoment(request.happenedAt ?? document.happenedAt)
        sent.toLocationID = try store.location(.transit).id
        _ = try post(sent, lines, todo)
        sent.state = .inTransit
        sent.toLocationID = document.toLocationID
        if request.rest == .backorder, !rest.isEmpty {
            try store.makeBackorder(of: sent, lines, rest.mapValues { ($0, []) })
        }
        return try store.saving(sent)
    }

    /// Decides and writes the postings; answers the warnings.
    private func post(_ document: Document, _ lines: [DocumentLine], _ planned: [LineToDo]) throws -> [Warning] {
        let happenedAt = document.happenedAt ?? moment.now
        let packages = PackageLines(store, moment, command.actor)
        let todo = try packages.named(by: planned, of: document)
        let setAside = try reservations(of: lines)
        try store.unreserve(lines.map(\.id))
        var decision = try decide(document, todo, at: happenedAt, setAside: setAside)
        do {
            decision = try decision.settled()
        } catch {
            throw try StockOffers(store: store).added(to: error, for: todo)
        }
        try moment.requireOwnNumbers(for: decision)
        try Doubting(store, moment, command.actor).doubt(&decision, of: document, todo, at: happenedAt)
        let losing = ReservationLosing(store, moment, command.actor)
        try losing.apply(decision.losses, for: document)
        var warnings = decision.warnings
        if document.kind == .count {
            warnings += try losing.makeWay(for: decision.movements, of: document)
            try CountSheet(store: store, document: document, moment: happenedAt).keep(lines, todo)
        }
        try packages.leave(todo, to: document.kind.takesStock ? destination(of: document) : nil, at: happenedAt)
        try PostingWriting(store, moment, command.actor).post(decision, of: document, at: happenedAt)
        try store.deleteNumbers(of: lines.map(\.id))
        return try warnings
            + MixingPlaces(store, moment, command).merge(
                decision.movements, of: document, at: happenedAt)
    }

    /// The lines of an open document with what is done of each.
    func linesToDo(of document: Document, _ lines: [DocumentLine], _ request: DoRequest) throws -> [LineToDo] {
        if document.state == .inTransit {
            throw Refusal(.conflict, "in_transit", "\(document.number) is on its way: receive it instead.")
        }
        let products = Dictionary(
            uniqueKeysWithValues: try store.products(Array(Set(lines.map(\.productID)))).map { ($0.id, $0) })
        var planning = DocumentPlanning(store, moment)
        let told = try toldLines(request, of: document, lines)
        let todo: [LineToDo] = lines.enumerated().compactMap { index, line in
            guard let product = products[line.productID] else { return nil }
            let own = told[line.id]
            let pointer = own?.pointer ?? "/lines/\(index)"
            let named = planning.entries(own?.numbers ?? [], own?.pastedNumbers, pointer, on: document.kind)
            let entries = named.isEmpty ? line.numbers : named
            let done = planning.done(own?.done ?? line.details.doneSoFar, of: line, product, at: pointer)
            var details = line.details
            if let reason = own?.overrideReason { details.overrideReason = reason }
            // Counted anew: what was counted before, and the book of then, count no more.
            if !named.isEmpty || done != line.quantity { details.countedAt = nil }
            return LineToDo(
                id: line.id, product: product, planned: line.quantity, done: done,
                entries: entries.map { $0.below(pointer) },
                reason: line.reason, locationID: line.locationID, details: details, pointer: pointer)
        }
        try planning.settle()
        return todo
    }

    private func toldLines(
        _ request: DoRequest, of document: Document, _ lines: [DocumentLine]
    ) throws -> [LineID: DoRequest.Line] {
        let known = Set(lines.map(\.id))
        var told: [LineID: DoRequest.Line] = [:]
        for line in request.lines {
            guard known.contains(line.id) else {
                throw Refusal.rule(
                    "not_found", "\(document.number) has no line \(line.id.rawValue).", at: line.pointer + "/id")
            }
            if told.updateValue(line, forKey: line.id) != nil {
                throw Refusal.rule("invalid_value", "A line stands here twice.", at: line.pointer + "/id")
            }
        }
        return told
    }

    // MARK: Deciding

    private func decide(
        _ document: Document, _ todo: [LineToDo], at happenedAt: Instant,
        setAside: [LineID: [Int64: Taking.SetAside]]
    ) throws -> Decision {
        let partner = try document.partnerID.flatMap { try store.partner($0) }
        let context = DoingContext(
            partner: partner, day: moment.settings.zone.day(of: happenedAt),
            zone: moment.settings.zone, answers: command.answers, ownNumbers: moment.ownNumbers,
            role: command.actor.role)
        if document.kind == .count { return try count(document, todo, context, at: happenedAt) }
        // Told first: the second of the two would be looked for where the first has just left.
        let taken = document.kind.takesStock ? todo.filter { $0.done > .zero } : []
        let twice = LineNumbers.serialsTwice(on: taken)
        if !twice.isEmpty { throw Refusal.faults(twice) }
        var planning = RemovalPlanning(store, document, partner, places, moment, doneAt: happenedAt)
        var facts = DoingFacts(store, createsNumbers: document.kind.createsNumbers, setAside: setAside)
        if [.receipt, .opening].contains(document.kind) { facts.suffix = context.suffixOfOthers }
        var decision = Decision()
        for line in todo {
            let place = try place(of: line, in: document)
            let newBefore = decision.newLots.count
            let removal = try document.kind.takesStock ? planning.removal(of: line.product, at: place) : Removal()
            try decide(line, document, place, context, removal, &facts, &decision)
            if moment.settings.kindsWithoutNewNumbers.contains(document.kind) {
                decision.refuseNewNumbers(of: line, beyond: newBefore, on: document.kind)
            }
        }
        decision.faults += LineNumbers.serialsTwice(on: todo.filter { document.kind.createsNumbers(of: $0.product) })
        decision.faults += try store.companyWideFaults(of: decision, todo, moment.settings)
        return decision
    }

    func decide(
        _ line: LineToDo, _ document: Document, _ place: Location, _ context: DoingContext, _ removal: Removal,
        _ facts: inout DoingFacts, _ decision: inout Decision
    ) throws {
        if line.product.isNumberedAtDelivery {
            return try decidePlainInside(line, document, place, context, removal, &facts, &decision)
        }
        let numbers = try facts.numbers(of: line)
        switch document.kind {
        case .receipt, .opening:
            let source = try spot(document.kind == .opening ? .opening : .suppliers)
            Receiving(
                context, from: source, to: Spot(place.id, package: line.details.packageID),
                kind: document.kind == .opening ? .opening : .receipt
            ).decide(line, numbers, into: &decision)
        case .customerReturn:
            let old = try facts.withOldLevel(numbers, of: line, from: document.partnerID)
            let back = Spot(place.id, package: line.details.packageID)
            try Returning(context, from: spot(.customers), to: back, renumberedAt: spot(.numbering))
                .decide(line, old, held: facts.held(on: line, of: document, old), into: &decision)
        case .supplierReturn where line.entries.isEmpty && line.product.isTrackedInside && line.package == nil:
            let proposed = try ReturnProposing(store, document).filling(line, at: place)
            let taking = try Taking(context, kind: .supplierReturn, from: place, to: spot(.suppliers))
            try take(proposed, taking, facts.numbers(of: proposed), &facts, &decision)
        case .delivery, .transfer, .scrap, .supplierReturn, .count, .productionOrder:
            let taking = try Taking(
                context, kind: postingKind(of: document), from: place, to: destination(of: document), by: removal)
            if document.kind == .scrap, try scrapUnnumbered(line, document, place, &decision) { return }
            let faultsBefore = decision.faults.count
            try take(line, taking, numbers, &facts, &decision)
            try explainUnnumbered(line, place, since: faultsBefore, &decision)
        }
    }

    private func count(
        _ document: Document, _ todo: [LineToDo], _ context: DoingContext, at happenedAt: Instant
    ) throws -> Decision {
        let counting = CountDoing(
            store: store, context: context, document: document, loss: try spot(.loss),
            countedInThePast: happenedAt < moment.now ? happenedAt : nil,
            forbidsNewNumbers: moment.settings.kindsWithoutNewNumbers.contains(.count))
        return try counting.decide(todo.map { CountDoing.Line(line: $0, place: try place(of: $0, in: document)) })
    }

    private func refreshLastCounted(_ document: Document, _ todo: [LineToDo]) throws {
        try store.refreshLastCounted(todo.compactMap { $0.locationID ?? document.locationID })
    }

    func postingKind(of document: Document) -> PostingKind {
        switch document.kind {
        case .delivery: .delivery
        case .supplierReturn: .supplierReturn
        case .scrap: document.scrapKind ?? .scrap
        default: .transfer
        }
    }

    func destination(of document: Document) throws -> Spot {
        switch document.kind {
        case .delivery: return try spot(.customers)
        case .supplierReturn: return try spot(.suppliers)
        case .scrap: return try spot(.scrap)
        default: return Spot(try arrival(of: document).id)
        }
    }

    /// Where a transfer's goods arrive, which must be a place in which goods can stand.
    func arrival(of document: Document) throws -> Location {
        guard let to = document.toLocationID, let place = places[to] else {
            throw Refusal.rule("location_required", "A transfer needs a place to go to.", at: "/to")
        }
        if !place.usage.holdsStock { throw Refusal.onlyHoldsPlaces(place, at: "/to") }
        return place
    }

    private func place(of line: LineToDo, in document: Document) throws -> Location {
        let named = try line.locationID ?? (document.isReturnOfReleased(line.product) ? releasedPlace(document) : nil)
        guard let id = named ?? document.locationID, let place = places[id] else {
            throw Refusal.rule("location_required", "\(document.number) does not say at which place.", at: "/location")
        }
        let receives = [.receipt, .customerReturn, .opening, .count].contains(document.kind)
        if receives, !place.usage.holdsStock { throw Refusal.onlyHoldsPlaces(place, at: "/location") }
        return place
    }

    /// Returned goods that may go out again at once do not wait with the others (R27).
    private func releasedPlace(_ document: Document) throws -> LocationID? {
        let returns = try store.location(.returns).id
        return document.locationID == returns ? try store.location(.stock).id : nil
    }

    func spot(_ standard: StandardLocation) throws -> Spot {
        Spot(try store.location(standard).id)
    }

    // MARK: Before and after

    /// The moment of doing, which is neither ahead nor locked (R30).
    func checkedMoment(_ told: Instant?) throws -> Instant {
        let happenedAt = told ?? moment.now
        try moment.checkBookable(happenedAt)
        return happenedAt
    }

    func reservations(of lines: [DocumentLine]) throws -> [LineID: [Int64: Taking.SetAside]] {
        var setAside: [LineID: [Int64: Taking.SetAside]] = [:]
        for reservation in try store.reservations(of: lines.map(\.id)) {
            setAside[reservation.lineID, default: [:]][reservation.balance.id] = Taking.SetAside(
                reservation.quantity, why: reservation.why)
        }
        return setAside
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

extension Document {
    fileprivate func isReturnOfReleased(_ product: Product) -> Bool {
        kind == .customerReturn && product.handling.returnsAreReleased
    }
}

extension Refusal {
    static func onlyHoldsPlaces(_ place: Location, at pointer: String) -> Refusal {
        .rule("not_a_stock_place", "\(place.code) only holds other places: say in which of them.", at: pointer)
    }
}

extension DocumentPlanning {
    /// What is done of a line now: as told, else all of it. More than planned asks elsewhere.
    mutating func done(_ told: Quantity?, of line: DocumentLine, _ product: Product, at pointer: String) -> Quantity {
        guard let told else { return line.quantity }
        return checked(told, of: product, allowZero: true, at: pointer + "/done") ?? .zero
    }
}

extension Moment {
    /// - Throws: `in_the_future` beyond five minutes from now, `locked_period` at or before the lock date (R30).
    func checkBookable(_ happenedAt: Instant) throws(Refusal) {
        if happenedAt > now.adding(seconds: 300) {
            throw .rule(
                "in_the_future", "Goods cannot have moved at \(happenedAt.rfc3339): that is still to come.",
                at: "/happened_at")
        }
        if let lock = settings.lockDate, settings.zone.day(of: happenedAt) <= lock {
            throw .rule(
                "locked_period", "Everything up to \(lock.inWords) is locked; nothing can be booked there any more.",
                at: "/happened_at")
        }
    }
}
