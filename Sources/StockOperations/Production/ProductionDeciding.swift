import StockDomain
import StockStore

/// Reads what the rules need to know about an order and lets them decide its steps (R23).
struct ProductionDeciding {
    let doing: DocumentDoing
    let document: Document
    let plan: ProductionPlan
    let happenedAt: Instant
    let context: DoingContext
    var decision = Decision()
    /// What comes out, with the numbers that it has got.
    private(set) var made: [LineToDo] = []
    var inputs: DoingFacts
    private let outputs: DoingFacts
    var removals: RemovalPlanning
    private let place: Location
    let production: Spot

    var store: Store { doing.store }
    var moment: Moment { doing.moment }

    init(
        _ doing: DocumentDoing, _ document: Document, _ plan: ProductionPlan, at happenedAt: Instant,
        setAside: [LineID: [Int64: Taking.SetAside]]
    ) throws {
        self.doing = doing
        self.document = document
        self.plan = plan
        self.happenedAt = happenedAt
        context = DoingContext(
            partner: nil, day: doing.moment.settings.zone.day(of: happenedAt), zone: doing.moment.settings.zone,
            answers: doing.command.answers, ownNumbers: doing.moment.ownNumbers, role: doing.command.actor.role)
        // Parts of one product are taken together, under the first of their lines.
        let groups = PartGroup.groups(of: plan.components, at: document.locationID)
        inputs = DoingFacts(
            doing.store, createsNumbers: false,
            setAside: groups.reduce(into: [:]) { merged, group in
                for part in group.parts {
                    merged[group.parts[0].id, default: [:]].merge(setAside[part.id] ?? [:]) { first, _ in first }
                }
            })
        outputs = DoingFacts(doing.store, createsNumbers: true, setAside: [:])
        removals = RemovalPlanning(doing.store, document, nil, doing.places, doing.moment, doneAt: happenedAt)
        guard let id = document.locationID, let place = doing.places[id] else {
            throw Refusal.rule(
                "location_required", "\(document.number) does not say at which place.", at: "/location")
        }
        guard place.usage.holdsStock else {
            throw Refusal.rule(
                "not_a_stock_place", "\(place.code) only holds other places: say in which of them.", at: "/location")
        }
        self.place = place
        production = try doing.spot(.production)
    }

    mutating func decide() throws {
        let pieces = try named(plan.output)
        ProductionAmounts.judgeOutput(plan.output, context, into: &decision)
        let parts = try takeParts(pieces)
        var byProducts: [(LineToDo, [OutputPiece])] = []
        for line in plan.byProducts { byProducts.append((line, try named(line))) }
        let steps = steps(pieces, byProducts.map(\.0))
        var goods = divided(parts, over: steps)
        let expiry = try goods.map(earliestExpiry)
        for (line, own) in byProducts {
            try decideByProduct(line, own, steps, expiry, &goods)
        }
        try decideOutputs(pieces, steps, expiry, &goods)
        for (step, movements) in goods.enumerated() {
            decision.movements += movements.map { $0.inStep(.new(step)) }
        }
        for line in plan.scrapped { try scrap(line) }
        try refuseNewNumbers()
    }

    /// What broke on the way ends here, and is part of nothing (R26).
    private mutating func scrap(_ line: LineToDo) throws {
        guard let reason = line.reason ?? document.reason else {
            decision.faults.append(Fault("/reason", "reason_required", "A scrap needs a reason."))
            return
        }
        guard let id = line.locationID ?? document.locationID, let place = doing.places[id] else { return }
        if line.product.isNumberedAtDelivery, let fault = line.numberFault(on: .productionOrder) {
            decision.faults.append(fault)
            return
        }
        let own = line.product.isNumberedAtDelivery ? line.plain : line
        let taking = Taking(
            context, kind: .scrap, from: place, to: try doing.spot(.scrap), by: Removal(zone: context.zone))
        let facts = try inputs.numbers(of: own)
        var scrapped = Decision()
        try doing.take(own, taking, facts, &inputs, &scrapped)
        for index in scrapped.movements.indices { scrapped.movements[index].reason = reason }
        decision.add(scrapped)
    }

    // MARK: What comes out

    /// The pieces of a line with numbers of our own where it names none.
    private mutating func named(_ line: LineToDo) throws -> [OutputPiece] {
        if line.product.isNumberedAtDelivery, let fault = line.named.numberFault(on: .productionOrder) {
            decision.faults.append(fault)
            return []
        }
        if line.product.numberKindInside == .serial, line.done > Quantity(units: Int64(NumberRun.most)) {
            decision.faults.append(
                Fault(
                    line.pointer + "/quantity", "invalid_value",
                    "More than \(NumberRun.most) serials of \(line.product.sku) cannot be made in one go."))
            return []
        }
        switch OutputPiece.pieces(of: line.product.isNumberedAtDelivery ? line.plain : line) {
        case .failure(let faults):
            decision.faults += faults.list.map { $0.fault(line: line.pointer, product: line.product).inOutputs }
            return []
        case .success(let pieces):
            if line.product.numberKindInside == .serial, !line.done.isWhole {
                decision.faults.append(
                    LineNumbers.Fault.serialsNeedWholeUnits(line.done).fault(line: line.pointer, product: line.product))
                return []
            }
            let named = decision.naming(pieces, of: line.product, from: context.ownNumbers)
            var own = line
            own.entries = named.filter(\.hasNumber).map(\.entry)
            made.append(own)
            return named
        }
    }

    private mutating func decideOutputs(
        _ pieces: [OutputPiece], _ steps: ProductionSteps, _ expiry: [CalendarDate?],
        _ goods: inout [[PlannedMovement]]
    ) throws {
        guard let line = made.first(where: { $0.id == plan.output.id }) else { return }
        let facts = try outputs.numbers(of: line)
        let unmade = try store.unmade(among: facts.whereabouts.keys.sorted())
        let producing = Producing(context, from: production, to: Spot(place.id))
        for (step, members) in steps.pieces.enumerated() {
            let around = Producing.Around(
                consumed: Set(goods[step].compactMap(\.knownLot)), unmade: unmade, inputsExpireOn: expiry[step])
            for member in members where pieces.indices.contains(member) {
                goods[step] += decision.collecting {
                    producing.decide(pieces[member], line, facts, around, into: &$0)
                }
            }
        }
    }

    private mutating func decideByProduct(
        _ line: LineToDo, _ pieces: [OutputPiece], _ steps: ProductionSteps, _ expiry: [CalendarDate?],
        _ goods: inout [[PlannedMovement]]
    ) throws {
        guard let own = made.first(where: { $0.id == line.id && $0.pointer == line.pointer }) else { return }
        let facts = try outputs.numbers(of: own)
        let unmade = try store.unmade(among: facts.whereabouts.keys.sorted())
        let to = line.locationID ?? place.id
        let producing = Producing(context, from: production, to: Spot(to))
        let around = Producing.Around(unmade: unmade, inputsExpireOn: expiry.compactMap { $0 }.min())
        for piece in pieces {
            let movements = decision.collecting { producing.decide(piece, own, facts, around, into: &$0) }
            for movement in movements { goods.add(movement, by: steps.weights) }
        }
    }

    // MARK: Steps

    private mutating func steps(_ pieces: [OutputPiece], _ byProducts: [LineToDo]) -> ProductionSteps {
        let sharesSerial = plan.components.contains {
            $0.details.forOutput == nil && $0.product.numberKindInside == .serial && $0.done > .zero
        }
        let makesSerial = byProducts.contains { $0.product.numberKindInside == .serial && $0.done > .zero }
        let steps = ProductionSteps(of: pieces, isOneStep: plan.isOneStep || sharesSerial || makesSerial)
        if steps.mixesPieces {
            decision.warnings.append(
                Warning(
                    "/outputs", "parts_not_told_apart",
                    "\(pieces.count) pieces of \(plan.output.product.sku) are made in one step: their parts are not told "
                        + "apart."))
        }
        return steps
    }

    /// Goods for each step: those for one output, and of those for all a share by how much each step makes.
    private func divided(_ parts: TakenParts, over steps: ProductionSteps) -> [[PlannedMovement]] {
        var goods = [[PlannedMovement]](repeating: [], count: steps.pieces.count)
        for movement in parts.shared { goods.add(movement, by: steps.weights) }
        for (piece, movements) in parts.byPiece.sorted(by: { $0.key < $1.key }) {
            goods[steps.step(of: piece)] += movements
        }
        return goods
    }

    /// When the first of the inputs ends (R43).
    private func earliestExpiry(_ movements: [PlannedMovement]) throws -> CalendarDate? {
        let lots = Set(movements.compactMap(\.knownLot)).sorted()
        if lots.isEmpty { return nil }
        return try store.lots(lots).compactMap(\.dates.expiresOn).min()
    }

    private mutating func refuseNewNumbers() throws {
        if moment.settings.kindsWithoutNewNumbers.contains(.productionOrder) {
            for line in made {
                var own = Decision()
                for lot in decision.newLots where lot.identity.product == line.product.id { own.create(lot) }
                own.refuseNewNumbers(of: line, beyond: 0, on: .productionOrder)
                decision.faults += own.faults
            }
        }
        decision.faults += LineNumbers.serialsTwice(on: made)
        decision.faults += try store.companyWideFaults(of: decision, made, moment.settings)
    }
}

extension Fault {
    /// The numbers of what an order makes stand under `outputs`.
    fileprivate var inOutputs: Fault { pointer == "/numbers" ? Fault("/outputs", code, detail) : self }
}

extension LineToDo {
    /// Without the entries that only ask for a number of our own.
    fileprivate var named: LineToDo {
        var line = self
        line.entries.removeAll { $0.number.text.isEmpty }
        return line
    }
}

extension PlannedMovement {
    fileprivate var knownLot: LotID? {
        if case .known(let id) = lot { id } else { nil }
    }

    fileprivate func inStep(_ step: PlannedStep) -> PlannedMovement {
        var movement = self
        movement.step = step
        return movement
    }
}

extension [[PlannedMovement]] {
    /// Adds goods to each step by its weight.
    fileprivate mutating func add(_ movement: PlannedMovement, by weights: [Quantity]) {
        for (step, part) in movement.divided(by: weights).enumerated() {
            if let part { self[step].append(part) }
        }
    }
}

extension Decision {
    /// Runs a rule and hands back the movements that it decided.
    fileprivate mutating func collecting(_ rule: (inout Decision) -> Void) -> [PlannedMovement] {
        let before = movements
        movements = []
        rule(&self)
        let own = movements
        movements = before
        return own
    }
}
