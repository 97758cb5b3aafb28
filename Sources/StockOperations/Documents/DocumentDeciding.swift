import StockDomain
import StockStore

/// What the rules say about the lines of a document: the facts that each needs, the places between which it moves.
extension DocumentDoing {
    /// What the rules say about all lines of a document.
    func decide(
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
                returnsTo: try line.product.handling.returnsAreReleased ? nil : spot(.returns),
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
