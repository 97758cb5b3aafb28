import StockDomain
import StockStore

/// Another part in a finished unit: what comes out, what goes in (R23, R53).
public struct SwapRequest: Sendable {
    /// A part, its names not yet looked up.
    public struct Part: Sendable {
        /// SKU.
        public var product: String
        public var number: LotNumber?
        /// In the product's unit; nil for one.
        public var quantity: Quantity?
        /// Of a part that comes out: where it goes, nil where it came from. Of one that goes in: from where.
        public var location: String?

        public init(product: String, number: LotNumber?, quantity: Quantity? = nil, location: String? = nil) {
            self.product = product
            self.number = number
            self.quantity = quantity
            self.location = location
        }
    }

    public var takenOut: Part?
    public var putIn: Part?
    /// Whether what comes out is scrapped.
    public var scraps: Bool
    public var reason: String
    public var happenedAt: Instant?

    public init(
        takenOut: Part?, putIn: Part?, scraps: Bool = false, reason: String, happenedAt: Instant? = nil
    ) {
        self.takenOut = takenOut
        self.putIn = putIn
        self.scraps = scraps
        self.reason = reason
        self.happenedAt = happenedAt
    }
}

extension Operations {
    /// What is in a unit now, and what was in it before (R53).
    public func installedParts(of lot: LotID, as actor: Actor) async throws -> InstalledParts {
        try await read(as: actor) { store in try store.installedParts(of: store.existingLot(lot).id) }
    }

    /// Exchanges a part of a finished unit: it belongs to the step that made the unit (R23).
    ///
    /// - Throws: `not_made_here`, `not_installed`, `number_required`, and what taking from stock may refuse.
    public func swapPart(
        of lot: LotID, _ request: SwapRequest, _ command: Command,
        answer: @escaping @Sendable (InstalledParts) -> Answer
    ) async throws -> Answer {
        let skus = [request.takenOut?.product, request.putIn?.product].compactMap { $0 }
        let scope = try await scope(ofProducts: skus).adding(scope(ofLots: [lot]))
        return try await write(command, needs: .moveGoods, scope, answer: answer) { store, moment in
            let unit = try store.existingLot(lot)
            try PartSwapping(store, moment, command, unit, request).swap()
            return try store.installedParts(of: unit.id)
        }
    }
}

/// One exchange of a part on its way.
struct PartSwapping {
    let store: Store
    let moment: Moment
    let command: Command
    let unit: Lot
    let request: SwapRequest
    private let places: [LocationID: Location]
    private let happenedAt: Instant
    /// The postings of the steps that made the unit, with what of them still counts.
    private let standing: [Posting]
    private let document: Document

    init(_ store: Store, _ moment: Moment, _ command: Command, _ unit: Lot, _ request: SwapRequest) throws {
        self.store = store
        self.moment = moment
        self.command = command
        self.unit = unit
        self.request = request
        places = try store.placesByID()
        let all = try store.stepPostings(making: unit.id).map(\.posting)
        let reversals = Dictionary(grouping: all.filter { $0.reverses != nil }, by: \.reverses)
        standing = all.filter { $0.reverses == nil }.compactMap { posting in
            var left = posting
            left.movements = posting.movements.without(takenBack: (reversals[posting.id] ?? []).flatMap(\.movements))
            return left.movements.isEmpty ? nil : left
        }
        happenedAt = request.happenedAt ?? standing.map(\.happenedAt).reduce(moment.now) { max($0, $1) }
        guard let id = standing.last?.documentID, let document = try store.document(id) else {
            throw Refusal.rule(
                "not_made_here",
                "“\(unit.number)” was not made with a production order, so nothing is known of its parts.")
        }
        self.document = document
    }

    func swap() throws {
        if NameText.normalised(request.reason).isEmpty {
            throw Refusal.rule("reason_required", "Say why the part is exchanged.", at: "/reason")
        }
        if request.takenOut == nil, request.putIn == nil {
            throw Refusal.rule("invalid_value", "Say which part comes out or goes in.", at: "/out")
        }
        try moment.checkBookable(happenedAt)
        if let out = request.takenOut { try takeOut(out) }
        if let new = request.putIn { try putIn(new) }
    }

    // MARK: Out

    /// The part leaves the step, and goes from where it once came to where it is wanted.
    private func takeOut(_ part: SwapRequest.Part) throws {
        let product = try product(part, at: "/out")
        var movements: [(Posting, Movement)] = []
        for posting in standing {
            for movement in posting.movements where isPart(movement) && movement.productID == product.id {
                movements.append((posting, movement))
            }
        }
        if product.isTrackedInside {
            let wanted = try part.number.flatMap { try store.lot($0, among: movements.map(\.1)) }
            guard let wanted else {
                throw Refusal.rule(
                    "not_installed",
                    "“\(unit.number)” has no \(product.sku)\(part.number.map { " “\($0)”" } ?? "") in it.",
                    at: "/out/number")
            }
            movements = movements.filter { wanted.ids.contains($0.1.lotID) }
        }
        var rest = part.quantity ?? .one
        var taken: [Movement] = []
        for posting in standing.reversed() where rest > .zero {
            let own = movements.filter { $0.0.id == posting.id }.map(\.1).first(rest)
            if own.isEmpty { continue }
            rest -= own.map(\.quantity).sum()
            var reversal = posting.reversal(of: own, by: command.actor.id, at: moment.now, reason: request.reason)
            reversal.happenedAt = happenedAt
            reversal.documentID = document.id
            let writing = PostingWriting(store, moment, command.actor)
            try writing.checkPast(reversal)
            try writing.post(PostingDraft(reversal))
            taken += reversal.movements
        }
        if rest > .zero {
            throw Refusal.rule(
                "not_installed", "“\(unit.number)” has \(rest.grouped) \(product.unit) of \(product.sku) less in it.",
                at: "/out/quantity")
        }
        try bringAway(taken, part)
    }

    private func bringAway(_ taken: [Movement], _ part: SwapRequest.Part) throws {
        let kind: PostingKind = request.scraps ? .scrap : .transfer
        let to = try request.scraps ? Spot(store.location(.scrap).id) : part.location.map { try place($0, "/out/to") }
        guard let to else { return }
        let moved = taken.filter { $0.to != to }.map { movement in
            Movement(
                productID: movement.productID, lotID: movement.lotID, quantity: movement.quantity, from: movement.to,
                to: to, entered: movement.entered)
        }
        if moved.isEmpty { return }
        try PostingWriting(store, moment, command.actor).post(
            PostingDraft(
                Posting(
                    kind: kind, documentID: document.id, actorID: command.actor.id, happenedAt: happenedAt,
                    recordedAt: moment.now, reason: request.reason, movements: moved)))
    }

    // MARK: In

    private func putIn(_ part: SwapRequest.Part) throws {
        let product = try product(part, at: "/in")
        guard
            let place = try part.location.map({ try place($0, "/in/location").location })
                .flatMap({ places[$0] }) ?? document.locationID.flatMap({ places[$0] }) ?? store.location(.stock)
                as Location?
        else { return }
        if product.isTrackedInside, part.number == nil {
            throw Refusal.rule(
                "number_required", "\(product.sku) is tracked: say which number goes in.", at: "/in/number")
        }
        let entries =
            part.number.map { [NumberEntry(number: $0, quantity: part.quantity, pointer: "/in/number")] } ?? []
        let line = LineToDo(
            id: LineID(0), product: product.isNumberedAtDelivery ? product.plainInside : product,
            done: part.quantity ?? .one, entries: product.isTrackedInside ? entries : [],
            details: LineDetails(overrideReason: request.reason), pointer: "/in")
        let doing = try DocumentDoing(store, moment, command)
        let context = DoingContext(
            partner: nil, day: moment.settings.zone.day(of: happenedAt), zone: moment.settings.zone,
            answers: command.answers, role: command.actor.role)
        var planning = RemovalPlanning(store, document, nil, places, moment, doneAt: happenedAt)
        let taking = try Taking(
            context, kind: .production, from: place, to: doing.spot(.production),
            by: planning.removal(of: product, at: place))
        var facts = DoingFacts(store, createsNumbers: false, setAside: [:])
        var decision = Decision()
        try doing.take(line, taking, facts.numbers(of: line), &facts, &decision)
        decision = try decision.settled()
        let step = standing.last.map { $0.stepID ?? $0.id }
        for index in decision.movements.indices {
            decision.movements[index].step = step.map(PlannedStep.known)
            decision.movements[index].reason = request.reason
        }
        try ReservationLosing(store, moment, command.actor).apply(decision.losses, for: document)
        try PostingWriting(store, moment, command.actor).post(decision, of: document, at: happenedAt)
    }

    // MARK: Names

    private func product(_ part: SwapRequest.Part, at pointer: String) throws -> Product {
        guard let product = try store.product(sku: part.product) else {
            throw Refusal.rule("not_found", "There is no product “\(part.product)”.", at: pointer + "/product")
        }
        if let quantity = part.quantity, quantity <= .zero || !quantity.fits(decimals: product.decimals) {
            throw Refusal.rule(
                "invalid_value", "\(quantity.grouped) is no quantity of \(product.sku).", at: pointer + "/quantity")
        }
        return product
    }

    private func place(_ code: String, _ pointer: String) throws -> Spot {
        guard let place = try store.location(code: code) else {
            throw Refusal.rule("not_found", "There is no place “\(code)”.", at: pointer)
        }
        guard place.usage == .internal else {
            throw Refusal.rule(
                "not_a_stock_place", "\(code) is no place of ours where goods can stand.", at: pointer)
        }
        return Spot(place.id)
    }

    private func isPart(_ movement: Movement) -> Bool {
        places[movement.to.location]?.usage == .production && places[movement.from.location]?.usage != .production
    }
}

extension Product {
    /// As it is inside where it gets its numbers at delivery only (R5).
    fileprivate var plainInside: Product {
        var product = self
        product.tracking = .none
        return product
    }
}
