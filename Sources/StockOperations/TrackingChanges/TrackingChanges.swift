import SQLCore
import StockDomain
import StockStore

extension Operations {
    /// How an answer is made of a guided change.
    public typealias TrackingChangeAnswer = @Sendable (TrackingChangeView) -> Answer

    /// The guided change of a product that is being filled, or the last one that was.
    ///
    /// - Throws: `not_found`.
    public func trackingChange(of sku: String, as actor: Actor) async throws -> TrackingChangeView {
        try await read(as: actor) { store in
            let product = try store.existingProduct(sku)
            guard let change = try store.trackingChange(of: product.id) else { throw Refusal.noTrackingChange(sku) }
            return try store.view(of: change, product)
        }
    }

    /// Drafts a guided change, or shows the stock of the draft anew: what moved until now has been seen (R7).
    public func startTrackingChange(
        of sku: String, _ request: TrackingChangeRequest, _ command: Command, answer: @escaping TrackingChangeAnswer
    ) async throws -> Answer {
        let scope = try await scope(ofProducts: [sku])
        return try await write(command, needs: .keepMasterData, scope, answer: answer) { store, moment in
            try moment.requireNumbers()
            let product = try store.existingProduct(sku)
            var change: TrackingChange
            if let draft = try store.trackingChange(of: product.id), draft.state == .draft {
                try request.check(against: draft, of: product)
                change = draft
                change.version += 1
            } else {
                change = try store.newChange(of: product, request, at: moment.now)
                change.id = try store.insert(change, by: command.actor.id)
            }
            try store.see(&change, at: moment.now)
            try store.update(change, by: command.actor.id)
            return try store.view(of: change, product)
        }
    }

    /// Fills numbers into the draft, or its reason; nothing else changes until it is applied.
    ///
    /// Whoever replaces all numbers has seen the stock.
    public func fillTrackingChange(
        of sku: String, _ request: ChangeFillingRequest, ifVersion version: Int?, _ command: Command,
        answer: @escaping TrackingChangeAnswer
    ) async throws -> Answer {
        try await changeDraft(of: sku, ifVersion: version, command, needs: .moveGoods, answer: answer) {
            store, moment, product, change in
            if !request.found.isEmpty || request.manner == .replaceAll {
                try ChangeDraftFilling(store, moment, product, change).fill(request)
            }
            change.differenceReason = request.differenceReason.applied(to: change.differenceReason)
            if request.manner == .replaceAll { try store.see(&change, at: moment.now) }
            try store.update(change, by: command.actor.id)
            return try store.view(of: change, product)
        }
    }

    /// Gives the draft up.
    public func cancelTrackingChange(
        of sku: String, _ command: Command, answer: @escaping TrackingChangeAnswer
    ) async throws -> Answer {
        try await changeDraft(of: sku, ifVersion: nil, command, needs: .keepMasterData, answer: answer) {
            store, _, product, change in
            change.state = .cancelled
            try store.update(change, by: command.actor.id)
            return try store.view(of: change, product)
        }
    }

    /// Applies the draft to the stock of this moment, in one transaction (R7).
    public func applyTrackingChange(
        of sku: String, reason: Change<String> = .keep, ifVersion version: Int? = nil, _ command: Command,
        answer: @escaping TrackingChangeAnswer
    ) async throws -> Answer {
        let scope = try await scope(ofApplying: sku)
        return try await changeDraft(
            of: sku, ifVersion: version, command, needs: .keepMasterData, scope, answer: answer
        ) { store, moment, product, change in
            change.differenceReason = reason.applied(to: change.differenceReason)
            return try TrackingChangeApplying(store, moment, command, product).apply(&change)
        }
    }

    /// Runs a change of the draft of a product, whose version is checked and grows.
    private func changeDraft(
        of sku: String, ifVersion version: Int?, _ command: Command, needs right: Right, _ scope: WriteScope? = nil,
        answer: @escaping TrackingChangeAnswer,
        _ body: @escaping @Sendable (Store, Moment, Product, inout TrackingChange) throws -> TrackingChangeView
    ) async throws -> Answer {
        var scope = scope
        if scope == nil { scope = try await self.scope(ofProducts: [sku]) }
        return try await write(command, needs: right, scope ?? .products([]), answer: answer) { store, moment in
            try moment.requireNumbers()
            let product = try store.existingProduct(sku)
            guard var change = try store.trackingChange(of: product.id), change.state == .draft else {
                throw Refusal.noTrackingChange(sku)
            }
            if let version, version != change.version {
                throw Refusal(
                    .conflict, "changed_meanwhile",
                    "The change of \(sku) was filled by somebody else: you have seen version \(version), it is now "
                        + "\(change.version). Look again.")
            }
            change.version += 1
            return try body(store, moment, product, &change)
        }
    }

    /// Many numbers take long, and a long write runs alone.
    private func scope(ofApplying sku: String) async throws -> WriteScope {
        try await translatingDatabaseErrors {
            try await database.read { session in
                let store = Store(session)
                guard let product = try store.product(sku: sku) else { return .products([]) }
                let given = try store.trackingChange(of: product.id).map { try store.numbers(of: $0.id).count } ?? 0
                let size = try given + store.balances(of: product.id).count
                return size > 500 ? .company : .products([product.id.rawValue])
            }
        }
    }
}

extension Refusal {
    fileprivate static func noTrackingChange(_ sku: String) -> Refusal {
        Refusal(.notFound, "not_found", "No change of level is being prepared for \(sku).")
    }
}

extension TrackingChangeRequest {
    /// The level that is asked for; a capture point alone keeps the tracking.
    fileprivate func level(of product: Product) -> TrackingLevel? {
        if tracking == nil, capture == nil { return nil }
        let tracking = tracking ?? product.tracking
        return TrackingLevel(tracking, capture ?? (tracking == product.tracking ? product.capture : .everyMove))
    }

    /// - Throws: `change_open` when the draft goes elsewhere.
    fileprivate func check(against draft: TrackingChange, of product: Product) throws(Refusal) {
        guard let level = level(of: product), level != draft.to else { return }
        throw Refusal(
            .conflict, "change_open",
            "A change of \(product.sku) to \(draft.to.inWords) is being prepared. Apply or cancel it first.")
    }
}

extension Store {
    fileprivate func newChange(
        of product: Product, _ request: TrackingChangeRequest, at now: Instant
    ) throws -> TrackingChange {
        guard let level = request.level(of: product) else {
            throw Refusal.rule("invalid_value", "Say to which level \(product.sku) is to change.", at: "/to")
        }
        let change = TrackingChange(
            productID: product.id, from: product.level, to: level, createdAt: now, seenAt: now)
        if level == product.level, try concernedStock(of: change, product).isEmpty {
            throw Refusal.rule(
                "nothing_to_change",
                "\(product.sku) already has \(level.inWords), and none of its stock lacks a number.", at: "/to")
        }
        return change
    }

    private func concernedStock(of change: TrackingChange, _ product: Product) throws -> [Balance] {
        try ChangeStockReading(self, product, change).concerned
    }

    /// Remembers the stock as it is now.
    fileprivate func see(_ change: inout TrackingChange, at now: Instant) throws {
        change.seenAt = now
        try save(balances(of: change.productID).map(SeenPile.init), of: change.id)
    }
}

extension SeenPile {
    init(_ pile: Balance) {
        self.init(spot: pile.key.spot, lot: pile.key.lot, quantity: pile.quantity)
    }
}
