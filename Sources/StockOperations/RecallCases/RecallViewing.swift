import StockDomain
import StockStore

/// Reads a case with everything that belongs to it.
struct RecallViewing {
    let store: Store
    let now: Instant
    let settings: Settings

    init(_ store: Store, at now: Instant, _ settings: Settings) {
        self.store = store
        self.now = now
        self.settings = settings
    }

    func view(of recall: RecallCase) throws -> RecallView {
        let rows = try store.recallLots(of: recall.id)
        let knownAt = knownAt(recall)
        let reached = try reached(by: recall, rows)
        let lots = try lots(recall, rows, reached)
        let good = good(lots, reached)
        let inputs = recall.isDrill ? Trace(try store.traceFacts(beyond: reached.facts), .up).edges : []
        let frozen = try frozen(recall, good, reached)
        let consigned = frozen.filter { !$0.partner.isAnonymous }
        let people = try store.actorNames([recall.created.by, recall.started?.by, recall.ended?.by].compactMap(\.self))
        return RecallView(
            recall: recall,
            terms: try terms(of: recall),
            lots: lots, consigned: consigned, unreachable: unreachable(frozen),
            figures: try figures(consigned, reached.facts.figures(without: good), knownAt),
            differences: try differences(frozen, good, reached.facts.holdings(), recall),
            milestones: RecallMilestones(recall, consigned), events: try store.events(of: recall.id),
            reach: reached.reach, createdBy: people[recall.created.by] ?? "",
            startedBy: recall.started.flatMap { people[$0.by] }, endedBy: recall.ended.flatMap { people[$0.by] },
            sheet: recall.isDrill ? try store.drillSheet(of: recall.id) : nil,
            orders: recall.isDrill
                ? try store.made(by: reached.reach.scope.madeInto.compactMap(\.document?.id)) : [:],
            inputs: inputs,
            packaging: recall.isDrill
                ? try store.packagingMaterials(of: inputs.map(\.from.product.id) + lots.map(\.lot.product.id)) : [],
            yields: recall.isDrill ? try yields(inputs, reached.reach.scope.madeInto, knownAt) : [], now: now)
    }

    /// Lots found good, by their right numbers; one that was joined to a lot still called back is called back with it.
    private func good(_ lots: [RecalledLot], _ reached: FoundReach) -> Set<LotID> {
        func right(_ lots: [RecalledLot]) -> Set<LotID> {
            Set(lots.compactMap { $0.lot.id.map(reached.facts.rightLot) })
        }
        return right(lots.filter { $0.released != nil }).subtracting(right(lots.filter { $0.released == nil }))
    }

    /// The sheet of a drill that is over must say the same whenever somebody looks: by what was known when it ended.
    private func knownAt(_ recall: RecallCase) -> Instant? { recall.isDrill ? recall.ended?.at : nil }

    private func reached(by recall: RecallCase, _ rows: [RecallLotRow]) throws -> FoundReach {
        let knownAt = knownAt(recall)
        return try store.reach(of: scope(of: recall, rows), at: knownAt ?? now, settings, knownAt: knownAt)
    }

    /// The movements behind a term of the balance of a drill.
    ///
    /// - Parameter product: SKU; nil for every product.
    func movements(
        behind term: MassBalance.Term, of recall: RecallCase, product: String?
    ) throws -> [TermMovement] {
        let rows = try store.recallLots(of: recall.id)
        let reached = try reached(by: recall, rows)
        let good = good(try lots(recall, rows, reached), reached)
        return reached.facts.movements(behind: term, of: product, without: good).map {
            TermMovement(movement: $0.movement, lot: $0.lot, quantity: $0.movement.booked.quantity)
        }
    }

    /// Of every order that made something on the way to the lots of a drill, or of them, the first steps first.
    private func yields(
        _ inputs: [Trace.Edge], _ made: [MadeGoods], _ knownAt: Instant?
    ) throws -> [ProcessYield] {
        var orders: [DocumentName] = []
        var seen: Set<DocumentID> = []
        for document in inputs.compactMap(\.document) + made.compactMap(\.document)
        where document.kind == .productionOrder && seen.insert(document.id).inserted {
            orders.append(document)
        }
        return try store.processYields(of: orders, knownAt: knownAt)
    }

    private func figures(
        _ consigned: [Consigned], _ products: [ProductFigures], _ knownAt: Instant?
    ) throws -> RecallFigures {
        let factors =
            products.count > 1 ? try store.unitFactors(of: products.map(\.product.id), knownAt: knownAt) : [:]
        return RecallFigures(consigned: consigned, products: products, factors: factors)
    }

    private func terms(of recall: RecallCase) throws -> [ScopeRound] {
        let kept = try store.terms(of: recall.id)
        return zip(kept, try store.named(kept.map(\.found.term))).map { kept, term in
            ScopeRound(term: term, isException: kept.isException, round: kept.round)
        }
    }

    /// The scope of a draft as it means now; of a started case the lots that were named when it was frozen.
    func scope(of recall: RecallCase, _ rows: [RecallLotRow]) throws -> FoundScope {
        let terms = try store.terms(of: recall.id)
        let finding = ScopeFinding(store, zone: settings.zone)
        let exceptions = terms.filter(\.isException).map(\.found)
        let now = try finding.lots(
            rows.isEmpty ? terms.filter { !$0.isException }.map(\.found) : [], without: exceptions)
        if rows.isEmpty { return now }
        return FoundScope(
            named: rows.filter(\.isNamed).map(\.lot), exceptions: now.exceptions.subtracting(rows.map(\.lot)))
    }

    private func lots(_ recall: RecallCase, _ rows: [RecallLotRow], _ reached: FoundReach) throws -> [RecalledLot] {
        if rows.isEmpty {
            let named = Set(reached.reach.named.compactMap(\.id))
            return reached.facts.names(of: reached.lots).map { lot in
                RecalledLot(lot: lot, round: 1, isNamed: lot.id.map(named.contains) ?? false, isHeld: false)
            }
        }
        let names = try store.lotNames(rows.map(\.lot))
        return rows.compactMap { row in
            names[row.lot].map { name in
                RecalledLot(
                    lot: name, round: row.round, isNamed: row.isNamed, isHeld: row.isHeld,
                    heldWith: row.heldBatch.flatMap { names[$0]?.number },
                    released: row.released.map { RecalledLot.Release(at: $0.at, by: $0.by, reason: $0.reason) })
            }
        }.sorted { $0.lot < $1.lot }
    }

    // MARK: Consignees

    /// Everybody with goods that are still called back, by code; of a draft as it would be frozen now.
    private func frozen(_ recall: RecallCase, _ good: Set<LotID>, _ reached: FoundReach) throws -> [Consigned] {
        let live = reached.facts.holdings()
        let isDraft = recall.started == nil
        let kept = isDraft ? live.map { ($0, 1) } : try store.holdings(of: recall.id).map { ($0.holding, $0.round) }
        // A lot of the list may have been joined to another since (R18): who had it has that other.
        let right = reached.facts.rightLot
        let holdings = kept.filter { !good.contains(right($0.0.lot)) }
        let names = try store.lotNames(Array(Set(holdings.map(\.0.lot))))
        let now = Dictionary(grouping: live) { PartnerLot(partner: $0.partner, lot: $0.lot) }.mapValues { held in
            held.map(\.quantity).sum()
        }
        let partners = try store.partners(Array(Set(holdings.map(\.0.partner))))
        let told = try Told(store, recall)
        let byPartner = Dictionary(grouping: holdings, by: \.0.partner)
        return byPartner.compactMap { id, holdings in
            guard let partner = partners[id] else { return nil }
            let answers = told.answers[id] ?? []
            let goods = Dictionary(grouping: holdings, by: \.0.product).values.compactMap { held -> ConsignedGoods? in
                let lots = held.compactMap { holding, round in
                    names[holding.lot].map { ConsignedLot(lot: $0, quantity: holding.quantity, round: round) }
                }.sorted { $0.lot < $1.lot }
                guard let product = lots.first?.lot.product else { return nil }
                return ConsignedGoods(
                    product: product, lots: lots,
                    said: answers.filter { $0.product == product.id }.reduce(AnsweredAmounts()) {
                        $0.updated(by: $1.amounts)
                    },
                    now: Set(held.map { right($0.0.lot) }).map { now[PartnerLot(partner: id, lot: $0)] ?? .zero }.sum())
            }.sorted { $0.product.sku < $1.product.sku }
            return Consigned(
                partner: partner, round: told.rounds[id] ?? 1, goods: goods, notices: told.notices[id] ?? [],
                mails: told.mails[id] ?? [], answers: answers, check: told.checks[id], turn: told.turns[id] ?? 0)
        }.sorted { ($0.partner.code, $0.partner.id) < ($1.partner.code, $1.partner.id) }
    }

    private func unreachable(_ frozen: [Consigned]) -> [ProductQuantity] {
        let sold = Dictionary(grouping: frozen.filter(\.partner.isAnonymous).flatMap(\.goods), by: \.product)
        return sold.map { ProductQuantity(product: $0.key, quantity: $0.value.map(\.delivered).sum()) }
            .sorted { $0.product.sku < $1.product.sku }
    }

    /// Customers and products of which the ledger says otherwise now than the list that was frozen.
    private func differences(
        _ frozen: [Consigned], _ good: Set<LotID>, _ live: [PartnerHolding], _ recall: RecallCase
    ) throws -> [RecallDifference] {
        if recall.started == nil { return [] }
        var now = Dictionary(grouping: live.filter { !good.contains($0.lot) }) {
            PartnerProduct(partner: $0.partner, product: $0.product)
        }.mapValues { $0.map(\.quantity).sum() }
        var differences: [RecallDifference] = []
        for consigned in frozen {
            for goods in consigned.goods {
                let key = PartnerProduct(partner: consigned.partner.id, product: goods.product.id)
                let held = now.removeValue(forKey: key) ?? .zero
                if held != goods.delivered {
                    differences.append(
                        RecallDifference(
                            partner: consigned.partner, product: goods.product, frozen: goods.delivered, now: held))
                }
            }
        }
        let partners = try store.partners(now.keys.map(\.partner))
        let products = try store.productNames(Set(now.keys.map(\.product)))
        for (key, held) in now {
            guard let partner = partners[key.partner], let product = products[key.product] else { continue }
            differences.append(RecallDifference(partner: partner, product: product, frozen: .zero, now: held))
        }
        return differences.sorted { ($0.partner.code, $0.product.sku) < ($1.partner.code, $1.product.sku) }
    }
}

struct PartnerLot: Hashable {
    let partner: PartnerID
    let lot: LotID
}

private struct PartnerProduct: Hashable {
    let partner: PartnerID
    let product: ProductID
}

/// What was sent and heard in a case, by consignee.
private struct Told {
    var rounds: [PartnerID: Int] = [:]
    var turns: [PartnerID: Int] = [:]
    var notices: [PartnerID: [SentNotice]]
    var mails: [PartnerID: [NoticeMail]]
    var answers: [PartnerID: [RecallAnswer]]
    var checks: [PartnerID: EffectivenessCheck] = [:]

    init(_ store: Store, _ recall: RecallCase) throws {
        for consignee in try store.consignees(of: recall.id) {
            rounds[consignee.partner] = consignee.round
            turns[consignee.partner] = consignee.turn
        }
        notices = try store.notices(of: recall.id)
        mails = try store.mails(of: recall.id)
        answers = try store.answers(of: recall.id)
        for check in try store.checks(of: recall.id) { checks[check.partner] = check }
    }
}
