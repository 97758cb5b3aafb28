import SQLCore
import StockDomain
import StockStore

/// A case after it was started or widened, with the documents that lost goods.
public struct StartedRecall: Sendable {
    public let view: RecallView
    public let freed: [FreedDocument]
}

extension Operations {
    /// Starts a case: holds every lot of its scope and all that was made of them, frees what was set aside of them, and
    /// freezes who has some, in one transaction (R49). A drill freezes alone.
    ///
    /// - Parameter version: of the draft as whoever starts it has seen it; nil asks nothing.
    /// - Throws: `not_found`, `recall_state`, `changed_meanwhile`, `second_person_required`, `nothing_in_scope`.
    public func startRecall(
        _ number: String, isDrill: Bool, ifVersion version: Int? = nil, _ command: Command,
        answer: @escaping @Sendable (StartedRecall) -> Answer
    ) async throws -> Answer {
        let secret = randomBytes()
        return try await write(command, needs: .moveGoods, .company, answer: answer) { store, moment in
            let recall = try store.existingRecall(number, isDrill: isDrill)
            if recall.state == .draft { try recall.check(seen: version) }
            return try RecallStarting(store, moment, command.actor, secret: secret).start(recall)
        }
    }

    /// Takes more lots into a started case, or customers who turned out to have some of its lots; only who was not on
    /// the list comes onto it.
    ///
    /// - Throws: `not_found`, `recall_state`, `nothing_new_in_scope`.
    public func widenRecall(
        _ number: String, isDrill: Bool, _ scope: [ScopeTerm], because reason: String, _ command: Command,
        answer: @escaping @Sendable (StartedRecall) -> Answer
    ) async throws -> Answer {
        let secret = randomBytes()
        return try await write(command, needs: .moveGoods, .company, answer: answer) { store, moment in
            let recall = try store.existingRecall(number, isDrill: isDrill)
            return try RecallStarting(store, moment, command.actor, secret: secret)
                .widen(recall, by: scope, because: reason)
        }
    }
}

/// Holding, freeing and freezing.
struct RecallStarting {
    let store: Store
    let moment: Moment
    let actor: Actor
    /// Signs links, unless the company has a secret already.
    let secret: [UInt8]

    init(_ store: Store, _ moment: Moment, _ actor: Actor, secret: [UInt8]) {
        self.store = store
        self.moment = moment
        self.actor = actor
        self.secret = secret
    }

    private var viewing: RecallViewing { RecallViewing(store, at: moment.now, moment.settings) }

    func start(_ recall: RecallCase) throws -> StartedRecall {
        try recall.check(
            .start, by: actor.id, needsSecondPerson: moment.settings.releaseNeedsSecondPerson)
        var started = recall
        started.state = .started
        started.started = RecallCase.Deed(at: moment.now, by: actor.id)
        started.version += 1
        try store.update(started)
        try store.keepRecallSecret(secret)
        let reached = try store.reach(of: viewing.scope(of: recall, []), at: moment.now, moment.settings)
        let freed = try takeIn(started, reached, fresh(reached, [], started))
        return StartedRecall(view: try viewing.view(of: started), freed: freed)
    }

    func widen(_ recall: RecallCase, by terms: [ScopeTerm], because reason: String) throws -> StartedRecall {
        try recall.check(.widen, by: actor.id, needsSecondPerson: false)
        let finding = ScopeFinding(store, zone: moment.settings.zone)
        let scope = try finding.terms(terms)
        let rows = try store.recallLots(of: recall.id)
        var wanted = try finding.lots(scope, without: [])
        // Who is named later on is an exception no longer.
        wanted.exceptions = try viewing.scope(of: recall, rows).exceptions.subtracting(wanted.named)
        let reached = try store.reach(of: wanted, at: moment.now, moment.settings)
        let fresh = try fresh(reached, rows, recall)
        if fresh.isNothing {
            throw Refusal(
                .conflict, "nothing_new_in_scope", "\(recall.number) holds all of this already: nothing is new.")
        }
        var widened = recall
        widened.round += 1
        widened.version += 1
        try store.update(widened)
        try store.insert(scope, areExceptions: false, round: widened.round, of: recall.id)
        let words = scope.map(\.term.inWords).joined(separator: "; ")
        try store.record(
            "widened", "Widened by \(words): \(reason)", of: recall.id, by: actor.id, at: moment.now)
        let freed = try takeIn(widened, reached, fresh)
        return StartedRecall(view: try viewing.view(of: widened), freed: freed)
    }

    /// What of a reach the case does not have yet.
    private struct Fresh {
        var lots: [LotID]
        /// Found good before, and called back all the same.
        var again: [LotID]
        /// Who has some and is not on the list with it: of new lots, and of deliveries that were entered or corrected
        /// since the list was frozen.
        var holdings: [PartnerHolding]

        var isNothing: Bool { lots.isEmpty && again.isEmpty && holdings.isEmpty }
    }

    private func fresh(_ reached: FoundReach, _ rows: [RecallLotRow], _ recall: RecallCase) throws -> Fresh {
        let right = reached.facts.rightLot
        let known = Set(rows.map { right($0.lot) })
        let good = Set(rows.filter { $0.released != nil }.map(\.lot))
        let frozen = Set(
            try store.holdings(of: recall.id).map {
                PartnerLot(partner: $0.holding.partner, lot: right($0.holding.lot))
            })
        return Fresh(
            lots: reached.lots.filter { !known.contains($0) }, again: reached.lots.filter(good.contains),
            holdings: reached.facts.holdings().filter {
                !frozen.contains(PartnerLot(partner: $0.partner, lot: $0.lot))
            })
    }

    /// Takes into the case what it does not have yet.
    private func takeIn(_ recall: RecallCase, _ reached: FoundReach, _ fresh: Fresh) throws -> [FreedDocument] {
        let lots = (fresh.lots + fresh.again).sorted()
        let named = Set(reached.reach.named.compactMap(\.id))
        let holdable = try recall.isDrill ? Holdable() : holdable(lots)
        let held = Set(holdable.lots)
        try store.insert(fresh.lots, named: named, held: held, round: recall.round, of: recall.id)
        try store.takeBack(fresh.again, held: held, round: recall.round, of: recall.id)
        let freed = try hold(holdable.lots, recall)
        try store.freeze(fresh.holdings, round: recall.round, of: recall.id)
        try drawChecks(recall)
        let found =
            recall.isDrill
            ? "Found \(lots.count.counted("lot"))" : "Holding \(holdable.count) of \(lots.count.counted("lot"))"
        let lost = freed.isEmpty ? "" : "; \(freed.map(\.number).shortened) lost goods set aside"
        try store.record(
            recall.round == 1 ? "started" : "taken_in", "\(found)\(lost); \(try haveSome(fresh.holdings)).",
            of: recall.id, by: actor.id, at: moment.now)
        return freed
    }

    /// Who has a name is counted; who bought over the counter cannot be told, and is not one of them.
    private func haveSome(_ holdings: [PartnerHolding]) throws -> String {
        let partners = try store.partners(Array(Set(holdings.map(\.partner)))).values
        let named = partners.count { !$0.isAnonymous }
        let counter = named == partners.count ? "" : ", and some was sold without a name"
        return "\(named.counted("customer")) \(named == 1 ? "has" : "have") some\(counter)"
    }

    private func hold(_ lots: [LotID], _ recall: RecallCase) throws -> [FreedDocument] {
        let reason = "Recall \(recall.number): \(recall.reason)"
        try store.open(
            lots.map { lot in
                Block(
                    lotID: lot, kind: .recalled, cause: .recall, reason: reason, recallID: recall.id.rawValue,
                    openedAt: moment.now, openedBy: actor.id)
            })
        return try HeldReservations(store, moment, actor).free(ofLots: lots, because: reason)
    }

    /// What a case holds.
    private struct Holdable {
        var lots: [LotID] = []
        /// Serials that are held with their batch.
        var withBatch = 0

        var count: Int { lots.count + withBatch }
    }

    /// All but serials whose batch is held too, which they obey (R12), and numbers that are given at delivery only:
    /// inside nobody can tell which goods those are.
    private func holdable(_ ids: [LotID]) throws -> Holdable {
        let lots = try store.lots(ids)
        let all = Set(ids)
        let products = try store.products(Array(Set(lots.map(\.productID))))
        let untold = Set(products.filter { $0.numberKindInside == nil && $0.tracking != .none }.map(\.id))
        let told = lots.filter { !untold.contains($0.productID) }
        let alone = told.filter { !($0.batchID.map(all.contains) ?? false) }
        return Holdable(lots: alone.map(\.id), withBatch: told.count - alone.count)
    }

    /// Draws as many consignees as the level asks for of all that are on the list now.
    private func drawChecks(_ recall: RecallCase) throws {
        let keys = try store.consigneeKeys(of: recall.id)
        let partners = try store.partners(keys)
        let named = keys.filter { partners[$0]?.isAnonymous == false }
        let drawn = Set(try store.checks(of: recall.id).map(\.partner))
        let fresh = recall.checks.draw(from: named, drawn: drawn, seed: recall.seed &+ Int64(recall.round))
        try store.insert(checksOf: fresh, round: recall.round, of: recall.id)
    }
}

extension [String] {
    /// All of them, or the first twenty and how many more there are.
    fileprivate var shortened: String {
        prefix(20).joined(separator: ", ") + (count > 20 ? " and \(count - 20) more" : "")
    }
}
