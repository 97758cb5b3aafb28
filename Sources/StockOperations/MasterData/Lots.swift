import SQLCore
import StockDomain
import StockStore

/// A lot or serial to be created before its goods come (R17).
public struct LotRequest: Sendable, Equatable {
    /// SKU.
    public var product: String
    public var number: LotNumber
    /// Nil for the kind at which the product is tracked.
    public var kind: LotKind?
    /// The lot that a serial belongs to (R12); must exist.
    public var batch: LotNumber?
    public var productionDate: CalendarDate?
    public var expiresOn: CalendarDate?

    public init(
        product: String, number: LotNumber, kind: LotKind? = nil, batch: LotNumber? = nil,
        productionDate: CalendarDate? = nil, expiresOn: CalendarDate? = nil
    ) {
        self.product = product
        self.number = number
        self.kind = kind
        self.batch = batch
        self.productionDate = productionDate
        self.expiresOn = expiresOn
    }
}

extension Operations {
    /// A lot as it is now, or with its places, blocks and holder as they were at a past moment.
    ///
    /// - Throws: `not_found`.
    public func lot(_ id: LotID, at moment: PastMoment? = nil, as actor: Actor) async throws -> LotView {
        try await read(as: actor) { store in try store.views(of: [store.existingLot(id)], at: moment)[0] }
    }

    /// What happened to a lot, latest first.
    ///
    /// - Throws: `not_found`.
    public func history(
        of id: LotID, before cursor: LotHistoryCursor? = nil, limit: Int = 50, as actor: Actor
    ) async throws -> Page<LotHistoryEntry> {
        try await read(as: actor) { store in
            let entries = try store.history(of: store.existingLot(id), before: cursor, limit: limit + 1)
            return Page(entries, limit: limit) { $0.cursor.text }
        }
    }

    /// Lots and serials, those created last first.
    ///
    /// - Parameters:
    ///   - product: a SKU; nil for all.
    ///   - filter: the other conditions.
    ///   - cursor: the id that the page before ended with.
    public func lots(
        ofProduct product: String? = nil, _ filter: LotFilter = LotFilter(), before cursor: LotID? = nil,
        limit: Int = 50, as actor: Actor
    ) async throws -> Page<LotView> {
        try await read(as: actor) { store in
            var filter = filter
            if let product { filter.product = try store.existingProduct(product).id }
            let found = Page(try store.lots(filter, before: cursor, limit: limit + 1), limit: limit) {
                "\($0.id.rawValue)"
            }
            return Page(items: try store.views(of: found.items), nextCursor: found.nextCursor)
        }
    }

    /// Creates a lot or serial before its goods come (R17).
    ///
    /// - Throws: the question `number_like_existing`, `lot_exists`, `product_not_tracked`.
    public func createLot(
        _ request: LotRequest, _ command: Command, answer: @escaping @Sendable (LotView) -> Answer
    ) async throws -> Answer {
        let scope = try await scope(ofProducts: [request.product])
        return try await write(command, needs: .moveGoods, scope, answer: answer) { store, moment in
            try LotCreation(store, moment, answers: command.answers).create(request)
        }
    }

    /// Changes a lot's days, or takes it out of use; days are quality's to change (R40).
    public func changeLot(
        _ id: LotID, _ change: LotChange, _ command: Command, answer: @escaping @Sendable (LotView) -> Answer
    ) async throws -> Answer {
        let right: Right = change.isArchived == nil ? .moveGoods : .keepMasterData
        return try await write(command, needs: right, scope(ofLots: [id]), answer: answer) { store, moment in
            if let day = change.namedDays.first, !moment.settings.expirationDates {
                throw Refusal.rule("expiration_switched_off", TrackingWords.datesSwitchedOff, at: "/\(day)")
            }
            let old = try store.existingLot(id)
            let lot = try store.changed(old, by: change, command)
            if lot.isArchived, !old.isArchived { try store.requireNoStock(of: lot) }
            try store.update(lot)
            try store.record(
                old, became: lot, lot.id.rawValue, by: command.actor.id, at: moment.now, reason: change.reasonOnRecord)
            if let attributes = change.attributes {
                let former = try store.attributes(of: [lot.id])[lot.id] ?? [:]
                try store.setAttributes(attributes, of: lot.id)
                try store.record(
                    LotAttributes(former), became: LotAttributes(attributes), lot.id.rawValue, by: command.actor.id,
                    at: moment.now, reason: change.reasonOnRecord)
            }
            return try store.views(of: [lot])[0]
        }
    }
}

/// The creation of a lot ahead of its goods.
private struct LotCreation {
    let store: Store
    let moment: Moment
    let answers: [String: String]

    init(_ store: Store, _ moment: Moment, answers: [String: String]) {
        self.store = store
        self.moment = moment
        self.answers = answers
    }

    func create(_ request: LotRequest) throws -> LotView {
        try checkSwitches(request)
        let product = try product(request)
        let kind = try kind(request, of: product)
        if try store.lot(number: request.number, kind: kind, of: product.id) != nil {
            throw Refusal(
                .conflict, "lot_exists", "\(product.sku) already has the \(kind.rawValue) “\(request.number)”.")
        }
        if let existing = try existingMeant(by: request, kind, of: product) {
            return try store.views(of: [existing])[0]
        }
        if request.expiresOn != nil { try product.requireExpiry(at: "/expires_on") }
        try store.checkCompanyWide(request.number, of: product, at: "/number", moment.settings)
        let dates = LotDates(
            typedExpiry: request.expiresOn, productionDate: request.productionDate, of: product.expiration,
            on: moment.today)
        let lot = Lot(
            id: try store.drawLotKeys(1)[0], productID: product.id, kind: kind, number: request.number,
            batchID: try batch(request, kind, of: product)?.id, dates: dates)
        try store.insert([lot], movedFirstBy: nil)
        return try store.views(of: [lot])[0]
    }

    private func checkSwitches(_ request: LotRequest) throws(Refusal) {
        if !moment.settings.lotsAndSerials {
            throw .rule("tracking_switched_off", TrackingWords.switchedOff)
        }
        if !moment.settings.expirationDates, request.expiresOn != nil || request.productionDate != nil {
            let key = request.expiresOn == nil ? "production_date" : "expires_on"
            throw .rule("expiration_switched_off", TrackingWords.datesSwitchedOff, at: "/\(key)")
        }
    }

    private func product(_ request: LotRequest) throws -> Product {
        guard let product = try store.product(sku: request.product) else {
            throw Refusal.rule("not_found", "There is no product “\(request.product)”.", at: "/product")
        }
        return product
    }

    private func kind(_ request: LotRequest, of product: Product) throws(Refusal) -> LotKind {
        guard let usual = product.tracking.numberKind else {
            throw .rule("product_not_tracked", "\(product.sku) is not tracked, so it has no numbers.", at: "/product")
        }
        let kind = request.kind ?? usual
        if kind == .serial, usual == .lot {
            throw .rule("invalid_value", "\(product.sku) is tracked by lots and has no serials.", at: "/kind")
        }
        return kind
    }

    private func batch(_ request: LotRequest, _ kind: LotKind, of product: Product) throws -> Lot? {
        guard let number = request.batch else { return nil }
        if kind == .lot {
            throw Refusal.rule("invalid_value", "Only a serial belongs to a lot.", at: "/batch")
        }
        guard let batch = try store.lot(number: number, kind: .lot, of: product.id) else {
            throw Refusal.rule("not_found", "\(product.sku) has no lot “\(number)”.", at: "/batch")
        }
        return batch
    }

    /// The existing lot, when the number differs from its own only in what people confuse and it is meant (R10).
    private func existingMeant(by request: LotRequest, _ kind: LotKind, of product: Product) throws -> Lot? {
        let likeness = NameText.likeness(of: request.number.text)
        let near = try store.lots(searchKeys: [NameText.searchKey(of: request.number.text)], of: product.id)
        let alike = near.first { $0.kind == kind && NameText.likeness(of: $0.number.text) == likeness }
        guard let alike else { return nil }
        let question = Question(
            id: "number:number_like", code: "number_like_existing",
            detail: "“\(request.number)” looks like “\(alike.number)”, which \(product.sku) already has. "
                + "Is it a new number or the existing one?", answers: ["new", "existing"])
        return try question.answer(given: answers) == "existing" ? alike : nil
    }
}

extension Product {
    /// Days that nothing would look at are not kept (R4).
    fileprivate func requireExpiry(at pointer: String) throws(Refusal) {
        if expiration.isEnabled { return }
        throw .rule(
            "expiration_switched_off", "Expiry is off for \(sku), so nothing would look at the date: turn it on first.",
            at: pointer)
    }
}

extension Store {
    /// The lot after a change, its facts aside.
    fileprivate func changed(_ old: Lot, by change: LotChange, _ command: Command) throws -> Lot {
        let product = try product(old.productID)
        let expiration = product?.expiration ?? Expiration()
        if let day = change.dayOfExpiry { try product?.requireExpiry(at: "/\(day)") }
        var lot = old
        lot.dates = change.namedDays.isEmpty ? old.dates : change.applied(to: old.dates, of: expiration)
        lot.isArchived = change.isArchived ?? old.isArchived
        let rules = try LotDateRules(
            old, hasMoved: hasMoved(old.id), batch: old.batchID.flatMap { try self.lot($0)?.number })
        try rules.check(change, to: lot.dates, by: command.actor, answers: command.answers)
        return lot
    }

    /// The lot, or the right one when this number turned out to be a misspelling (R18).
    func existingLot(_ id: LotID) throws -> Lot {
        guard let lot = try lot(id) else { throw Refusal.notFound("lot", "\(id.rawValue)") }
        return try lot.joinedTo.flatMap { try self.lot($0) } ?? lot
    }

    /// Lots with everything that their page tells, in the order given; places, blocks and holders as they were at a
    /// past moment.
    func views(of lots: [Lot], at moment: PastMoment? = nil) throws -> [LotView] {
        let ids = lots.map(\.id)
        let products = Dictionary(
            uniqueKeysWithValues: try products(Array(Set(lots.map(\.productID)))).map { ($0.id, $0) })
        let batches = Dictionary(uniqueKeysWithValues: try self.lots(lots.compactMap(\.batchID)).map { ($0.id, $0) })
        let former = try formerNumbers(of: ids)
        let supplied = try supplierNumbers(of: ids)
        let piles = Dictionary(grouping: try stock(ofLots: ids, at: moment)) { $0.key.lot }
        let whereabouts = try whereabouts(of: lots.filter { $0.kind == .serial }.map(\.id), at: moment)
        let blocks = try blocks(of: ids, at: moment)
        let attributes = try attributes(of: ids)
        let holders = try partners(whereabouts.values.compactMap(\.partnerID))
        return lots.compactMap { lot in
            guard let product = products[lot.productID] else { return nil }
            return LotView(
                lot: lot, product: product, batch: lot.batchID.flatMap { batches[$0] },
                formerNumbers: former[lot.id] ?? [], supplierNumbers: supplied[lot.id] ?? [],
                places: piles[lot.id] ?? [], whereabouts: whereabouts[lot.id],
                holder: whereabouts[lot.id]?.holder.flatMap { holders[$0]?.code },
                blocks: blocks[lot.id] ?? [], attributes: attributes[lot.id] ?? [:])
        }
    }
}
