import StockDomain
import StockStore

extension Operations {
    public typealias RecallTold = @Sendable (RecallView) -> Answer

    /// Drafts a recall case, or a drill; with `startsNow` starts it in the same transaction.
    ///
    /// - Throws: `not_found`, `nothing_in_scope`, `invalid_value`; what `start` throws.
    public func draftRecall(
        _ request: RecallRequest, _ command: Command, answer: @escaping RecallTold
    ) async throws -> Answer {
        let seed = request.seed ?? RecallCase.seed(from: randomBytes())
        let secret = randomBytes()
        return try await write(command, needs: .moveGoods, .company, answer: answer) { store, moment in
            let drafting = RecallDrafting(store, moment, command.actor)
            let drafted = try drafting.draft(request, seed: seed)
            guard request.startsNow else {
                return try RecallViewing(store, at: moment.now, moment.settings).view(of: drafted)
            }
            return try RecallStarting(store, moment, command.actor, secret: secret).start(drafted).view
        }
    }

    /// Changes the words of a case, and the scope of a draft.
    ///
    /// - Parameter version: of the case as whoever changes it has seen it; nil asks nothing.
    /// - Throws: `not_found`, `changed_meanwhile`, `recall_state`, `invalid_value`.
    public func changeRecall(
        _ number: String, isDrill: Bool, _ change: RecallChange, ifVersion version: Int? = nil, _ command: Command,
        answer: @escaping RecallTold
    ) async throws -> Answer {
        try await write(command, needs: .moveGoods, .company, answer: answer) { store, moment in
            let recall = try store.existingRecall(number, isDrill: isDrill)
            try recall.check(seen: version)
            try recall.check(.change, by: command.actor.id, needsSecondPerson: false)
            if change.touchesDraftOnly, recall.state != .draft {
                throw Refusal(
                    .conflict, "recall_state",
                    "\(recall.number) is started: its scope and checks stand. Widen it, or release lots found good.")
            }
            let changed = try RecallDrafting(store, moment, command.actor).change(recall, by: change)
            return try RecallViewing(store, at: moment.now, moment.settings).view(of: changed)
        }
    }

    /// A case as it stands.
    ///
    /// - Throws: `not_found`.
    public func recall(_ number: String, isDrill: Bool = false, as actor: Actor) async throws -> RecallView {
        let now = clock()
        return try await read(as: actor) { store in
            let recall = try store.existingRecall(number, isDrill: isDrill)
            return try RecallViewing(store, at: now, store.settings()).view(of: recall)
        }
    }

    /// The case alone, without what it reaches.
    ///
    /// - Throws: `not_found`.
    public func recallCase(_ number: String, isDrill: Bool, as actor: Actor) async throws -> RecallCase {
        try await read(as: actor) { try $0.existingRecall(number, isDrill: isDrill) }
    }

    /// Cases, or drills, the newest first.
    public func recalls(
        areDrills: Bool = false, before cursor: RecallID? = nil, limit: Int = 50, as actor: Actor
    ) async throws -> Page<RecallHead> {
        try await read(as: actor) { store in
            Page(try store.recalls(areDrills: areDrills, before: cursor, limit: limit + 1), limit: limit) {
                "\($0.recall.id.rawValue)"
            }
        }
    }
}

extension RecallCase {
    /// A seed that nobody could have chosen; below 2^53, so that every program reads it exactly.
    static func seed(from bytes: [UInt8]) -> Int64 {
        bytes.prefix(6).reduce(Int64(0)) { $0 << 8 | Int64($1) }
    }
}

extension Store {
    /// - Throws: `not_found`; a drill is no recall, nor the other way round.
    func existingRecall(_ number: String, isDrill: Bool) throws -> RecallCase {
        guard let recall = try recall(number: number), recall.isDrill == isDrill else {
            throw Refusal.notFound(isDrill ? "drill" : "recall", number)
        }
        return recall
    }
}

/// Writing drafts.
private struct RecallDrafting {
    let store: Store
    let moment: Moment
    let actor: Actor

    init(_ store: Store, _ moment: Moment, _ actor: Actor) {
        self.store = store
        self.moment = moment
        self.actor = actor
    }

    func draft(_ request: RecallRequest, seed: Int64) throws -> RecallCase {
        let checks = request.checks ?? .usual(for: request.hazardClass)
        try checks.check()
        try request.wording.check()
        let finding = ScopeFinding(store, zone: moment.settings.zone)
        let scope = try finding.terms(request.scope.isEmpty && request.isDrill ? drawn(seed) : request.scope)
        let exceptions = try finding.terms(request.exceptions)
        try refuseNothing(finding.lots(scope, without: exceptions))
        let recall = try store.insert(
            RecallCase(
                number: "", isDrill: request.isDrill, hazardClass: request.hazardClass, depth: request.depth,
                reason: request.reason, wording: request.wording, checks: checks, seed: seed,
                expectedEnd: request.expectedEnd, created: RecallCase.Deed(at: moment.now, by: actor.id),
                isDrawn: request.isDrill ? request.scope.isEmpty : nil))
        try store.insert(scope, areExceptions: false, round: 1, of: recall.id)
        try store.insert(exceptions, areExceptions: true, round: 1, of: recall.id)
        let words = scope.map(\.term.inWords).joined(separator: "; ")
        let drawn = recall.isDrawn == true ? ", drawn by seed \(seed)" : ""
        try store.record("drafted", "Drafted: \(words)\(drawn).", of: recall.id, by: actor.id, at: moment.now)
        return recall
    }

    /// A lot of which customers got some, as the seed has it.
    private func drawn(_ seed: Int64) throws -> [ScopeTerm] {
        guard let lot = RecallCase.drawnLot(try store.deliveredLots(), seed: seed) else {
            throw Refusal.rule(
                "nothing_in_scope", "No numbered goods were ever delivered: there is nothing to rehearse.")
        }
        return [ScopeTerm(lot: lot)]
    }

    private func refuseNothing(_ scope: FoundScope) throws {
        if scope.named.isEmpty {
            throw Refusal.rule(
                "nothing_in_scope", "No lot is in this scope: nothing would be called back.", at: "/scope")
        }
    }

    func change(_ recall: RecallCase, by change: RecallChange) throws -> RecallCase {
        var changed = recall
        changed.hazardClass = change.hazardClass.applied(to: recall.hazardClass)
        changed.depth = change.depth ?? recall.depth
        changed.reason = change.reason ?? recall.reason
        changed.wording.goodsKind = change.goodsKind ?? recall.wording.goodsKind
        changed.wording.hazard = change.hazard.applied(to: recall.wording.hazard)
        changed.wording.instructions = change.instructions.applied(to: recall.wording.instructions)
        changed.wording.contact = change.contact.applied(to: recall.wording.contact)
        changed.wording.template = change.template.applied(to: recall.wording.template)
        changed.checks.level = change.checkLevel ?? recall.checks.level
        changed.checks.percent = change.checkPercent.applied(to: recall.checks.percent)
        changed.expectedEnd = change.expectedEnd.applied(to: recall.expectedEnd)
        // What was drawn is drawn no longer.
        if change.scope != nil, recall.isDrawn == true { changed.isDrawn = false }
        changed.version += 1
        try changed.wording.check()
        try changed.checks.check()
        try store.update(changed)
        if change.scope != nil || change.exceptions != nil { try changeScope(changed, by: change) }
        return changed
    }

    private func changeScope(_ recall: RecallCase, by change: RecallChange) throws {
        let finding = ScopeFinding(store, zone: moment.settings.zone)
        let kept = try store.terms(of: recall.id)
        let scope = try change.scope.map(finding.terms) ?? kept.filter { !$0.isException }.map(\.found)
        let exceptions = try change.exceptions.map(finding.terms) ?? kept.filter(\.isException).map(\.found)
        try refuseNothing(finding.lots(scope, without: exceptions))
        try store.deleteTerms(of: recall.id)
        try store.insert(scope, areExceptions: false, round: 1, of: recall.id)
        try store.insert(exceptions, areExceptions: true, round: 1, of: recall.id)
    }
}

extension CheckPlan {
    /// What is usual where nobody says: the more dangerous, the more are checked.
    fileprivate static func usual(for hazardClass: RecallCase.HazardClass?) -> CheckPlan {
        switch hazardClass {
        case .first?, nil: CheckPlan(level: .all)
        case .second?: CheckPlan(level: .tenth)
        case .third?: CheckPlan(level: .fiftieth)
        }
    }
}
