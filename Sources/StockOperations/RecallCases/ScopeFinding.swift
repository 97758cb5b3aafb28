import StockDomain
import StockStore

/// A scope with its lots found.
struct FoundScope {
    /// The lots that it names, exceptions taken off; by id.
    var named: [LotID]
    var exceptions: Set<LotID>
}

/// Looks up what the parts of a scope mean.
struct ScopeFinding {
    let store: Store
    let zone: CompanyZone

    init(_ store: Store, zone: CompanyZone) {
        self.store = store
        self.zone = zone
    }

    /// The parts with the names that they hold looked up.
    ///
    /// - Throws: every fault found: unknown names, days that end before they begin, parts that say nothing.
    func terms(_ terms: [ScopeTerm]) throws -> [FoundTerm] {
        var faults: [Fault] = []
        var found: [FoundTerm] = []
        for term in terms {
            if let fault = term.fault { faults.append(fault) }
            let product = try term.product.map { try store.product(sku: $0)?.id }
            if let sku = term.product, product == .some(nil) {
                faults.append(Fault(term.pointer + "/product", "not_found", "There is no product “\(sku)”."))
            }
            let supplier = try term.supplier.map { try store.partner(code: $0)?.id }
            if let code = term.supplier, supplier == .some(nil) {
                faults.append(Fault(term.pointer + "/supplier", "not_found", "There is no partner “\(code)”."))
            }
            found.append(FoundTerm(term: term, product: product ?? nil, supplier: supplier ?? nil))
        }
        if !faults.isEmpty { throw Refusal.faults(faults) }
        return try store.named(found.map(\.term)).enumerated().map { index, term in
            var named = found[index]
            named.term = term
            return named
        }
    }

    /// The lots that a scope means now.
    ///
    /// - Throws: `not_found` for a part that names one number that there is not.
    func lots(_ scope: [FoundTerm], without exceptions: [FoundTerm]) throws -> FoundScope {
        let left = Set(try lots(in: exceptions))
        let named = Set(try lots(in: scope)).subtracting(left)
        return FoundScope(named: named.sorted(), exceptions: left)
    }

    private func lots(in terms: [FoundTerm]) throws -> [LotID] {
        var faults: [Fault] = []
        var found: [LotID] = []
        for term in terms {
            let lots = try store.lots(in: term, zone: zone).map(\.id)
            if lots.isEmpty, term.term.isExact {
                faults.append(
                    Fault(
                        term.term.pointer, "not_found",
                        "There is no lot for this part of the scope: \(term.term.inWords)."))
            }
            found += lots
        }
        if !faults.isEmpty { throw Refusal.faults(faults) }
        return found
    }
}

extension Store {
    /// These parts of a scope, in which lots that go by their id can be said by their number.
    func named(_ terms: [ScopeTerm]) throws -> [ScopeTerm] {
        let names = try lotNames(terms.compactMap(\.lot))
        return terms.map { term in
            var named = term
            named.lotInWords = term.lot.flatMap { names[$0] }.map {
                "\($0.number ?? "without number") of \($0.product.sku)"
            }
            return named
        }
    }

    /// What a recall of this scope reaches now.
    ///
    /// - Parameter knownAt: only what was recorded until then; nil for all.
    /// - Throws: `nothing_in_scope` when no lot is meant.
    func reach(
        of scope: FoundScope, at now: Instant, _ settings: Settings, knownAt: Instant? = nil
    ) throws -> FoundReach {
        guard let first = scope.named.first else {
            throw Refusal.rule(
                "nothing_in_scope", "No lot is in this scope: nothing would be called back.", at: "/scope")
        }
        var facts = try recallFacts(
            of: first, and: Set(scope.named.dropFirst()), without: scope.exceptions, at: now, zone: settings.zone,
            knownAt: knownAt)
        facts.partnerPlaceCountDays = settings.partnerPlaceCountDays
        var recall = RecallScope(facts)
        let names = facts.names(of: scope.named)
        if Set(names.map(\.product)).count == 1 {
            let days = facts.deliveryDays
            let around = -NotAffected.daysAround
            let compared = days.lowerBound.adding(days: around)...days.upperBound.adding(days: NotAffected.daysAround)
            let zone = settings.zone
            recall.compare(
                with: try delivered(
                    of: names[0].product.id,
                    in: zone.start(of: compared.lowerBound)..<zone.start(of: compared.upperBound.adding(days: 1)),
                    knownAt: knownAt),
                in: compared)
        }
        let value = GoodsValue(
            recall.products, costs: try costs(of: recall.products.map(\.product.id)), currency: settings.currency)
        return FoundReach(facts: facts, reach: RecallReach(scope: recall, named: names, value: value))
    }
}

/// A reach with the facts that it was worked out from.
struct FoundReach {
    var facts: RecallFacts
    var reach: RecallReach

    /// The lots that it names and all that was made of them, by their right numbers, by id.
    var lots: [LotID] { Set(facts.downstream.map(facts.rightLot)).sorted() }
}

extension Operations {
    /// What a recall of a scope would reach: nothing is kept, nothing changes (R49).
    public func recallReach(
        of scope: [ScopeTerm], without exceptions: [ScopeTerm] = [], as actor: Actor
    ) async throws -> RecallReach {
        let now = clock()
        return try await read(as: actor) { store in
            let settings = try store.settings()
            let finding = ScopeFinding(store, zone: settings.zone)
            let found = try finding.lots(finding.terms(scope), without: finding.terms(exceptions))
            return try store.reach(of: found, at: now, settings).reach
        }
    }
}
