import StockDomain
import StockStore

/// Writes what the rules have decided: draws keys, checks past moments, posts.
struct PostingWriting {
    let store: Store
    let moment: Moment
    let actor: Actor

    init(_ store: Store, _ moment: Moment, _ actor: Actor) {
        self.store = store
        self.moment = moment
        self.actor = actor
    }

    /// One posting for each kind, partner, reason and step among the movements, in order of first appearance.
    func post(_ decision: Decision, of document: Document, at happenedAt: Instant) throws {
        try HeldThen(store).check(decision.movements, at: happenedAt, now: moment.now)
        let newLots = try drawn(decision.newLots)
        var groups: [Group] = []
        var indexOf: [GroupKey: Int] = [:]
        for movement in decision.movements {
            let key = GroupKey(
                kind: movement.kind, partner: movement.partnerID ?? document.partnerID,
                reason: movement.reason ?? document.reason, oldNumber: movement.oldNumber, step: movement.step)
            if let index = indexOf[key] {
                groups[index].movements.append(movement)
            } else {
                indexOf[key] = groups.count
                groups.append(Group(key: key, movements: [movement]))
            }
        }
        var unborn = newLots
        for movement in decision.movements {
            if case .new(let identity) = movement.lot { unborn[identity] = nil }
        }
        // With the first posting come those that nothing moves, such as a batch.
        var unmoved = Array(unborn.values)
        unborn = newLots
        for group in groups {
            var draft = draft(group, of: document, at: happenedAt, newLots, with: unmoved, &unborn)
            unmoved = []
            if let old = group.key.oldNumber { draft.ages = try store.ages(of: draft.posting, from: old) }
            try checkPast(draft.posting, newLots: Set(draft.newLots.map(\.id)))
            try keepReasons(of: group, with: post(draft))
            if let old = group.key.oldNumber { try store.keepBlocks(of: old, in: draft) }
        }
    }

    /// Keeps why goods were chosen, and why others than the proposed ones (R35).
    private func keepReasons(of group: Group, with posting: PostingID) throws {
        var choices: [Int: Why] = [:]
        var overrides: [Int: PlannedOverride] = [:]
        for (position, movement) in group.movements.enumerated() {
            choices[position] = movement.why
            overrides[position] = movement.override
        }
        try store.insert(choices, of: posting)
        try store.insert(overrides, of: posting)
    }

    /// Posts, saying in a person's words what only the ledger could find.
    ///
    /// - Returns: the key of the posting.
    @discardableResult
    func post(_ draft: PostingDraft) throws -> PostingID {
        do {
            let nested = try nestedGoods(movedBy: draft)
            let written = try store.post(draft).posting
            if let nested { try nested.goods.keepHeld(store.balances(inPackages: nested.packages)) }
            // What only corrects the words moves nothing, so no block goes along.
            if !draft.leavesBlocks { try BlockFollowing(store, moment, actor).follow(written, newLots: draft.newLots) }
            return written.id
        } catch let fault as LedgerFault {
            switch fault {
            case .held(let key):
                let product = try store.product(key.product)?.sku ?? ""
                let number = try key.lot.flatMap { try store.lot($0) }.map { " “\($0.number)”" } ?? ""
                throw Refusal.rule(
                    "lot_blocked", "\(product)\(number) is held: it must be released before it can go out or be used.")
            case .notEnough(let key):
                let product = try store.product(key.product)?.sku ?? ""
                throw Refusal.rule("insufficient_stock", "There is no longer enough of \(product) there.")
            case .serialElsewhere(let lot):
                let number = try store.lot(lot)?.number.text ?? ""
                throw Refusal.rule("serial_elsewhere", "\(number) is no longer where it is to be taken from.")
            case .packageElsewhere(let id):
                let number = try store.package(id)?.number ?? ""
                throw Refusal.rule(
                    "package_elsewhere",
                    "Package \(number) would stand in two places. It moves as a whole, or its goods are taken out.")
            case .packageGone(let id):
                let number = try store.package(id)?.number ?? ""
                throw Refusal.rule(
                    "package_elsewhere",
                    "Package \(number) no longer stands where its goods were taken from, so they cannot go back into it. "
                        + "Bring it back there first.")
            }
        }
    }

    /// Goods of packages that a posting moves: it may take one out of a package around it by which its goods are held.
    private func nestedGoods(movedBy draft: PostingDraft) throws -> (goods: RearrangedGoods, packages: [PackageID])? {
        if draft.leavesPackages { return nil }
        let carried = draft.posting.movements.filter { $0.from.package != nil && $0.from.location != $0.to.location }
        let moved = Set(carried.compactMap(\.to.package)).sorted()
        if moved.isEmpty { return nil }
        let trees = Set(try moved.flatMap(store.packageTree))
        let isNested = try trees.count > moved.count || store.packages(moved).values.contains { $0.parentID != nil }
        return isNested ? (try RearrangedGoods(store, moment), trees.sorted()) : nil
    }

    private struct GroupKey: Hashable {
        let kind: PostingKind
        let partner: PartnerID?
        let reason: String?
        let oldNumber: LotID?
        let step: PlannedStep?
    }

    private struct Group {
        let key: GroupKey
        var movements: [PlannedMovement]
    }

    /// The lots to be created, with keys, by identity.
    func drawn(_ planned: [PlannedNewLot]) throws -> [LotIdentity: Lot] {
        let keys = try store.drawLotKeys(planned.count)
        let idOf = Dictionary(uniqueKeysWithValues: zip(planned.map(\.identity), keys))
        var lots: [LotIdentity: Lot] = [:]
        for (plan, key) in zip(planned, keys) {
            var batch: LotID?
            switch plan.batch {
            case .known(let id): batch = id
            case .new(let identity): batch = idOf[identity]
            case nil: break
            }
            lots[plan.identity] = Lot(
                id: key, productID: plan.identity.product, kind: plan.identity.kind, number: plan.identity.number,
                batchID: batch, dates: plan.dates, marks: plan.marks)
        }
        return lots
    }

    /// - Parameters:
    ///   - more: new lots that come with this posting though it does not move them.
    ///   - unborn: the new lots that no posting has moved yet; those of this one are taken out.
    private func draft(
        _ group: Group, of document: Document, at happenedAt: Instant, _ lots: [LotIdentity: Lot],
        with more: [Lot], _ unborn: inout [LotIdentity: Lot]
    ) -> PostingDraft {
        var supplierNumbers: [Int: String] = [:]
        var doubts: [Int: [Doubt]] = [:]
        var unusedDates: [Int: CalendarDate] = [:]
        var movements: [Movement] = []
        for planned in group.movements {
            if !planned.doubts.isEmpty { doubts[movements.count] = planned.doubts }
            if let number = planned.supplierNumber { supplierNumbers[movements.count] = number }
            if let date = planned.unusedDate { unusedDates[movements.count] = date }
            movements.append(planned.movement(lots))
        }
        var born = more
        for movement in group.movements {
            guard case .new(let identity) = movement.lot, let lot = unborn.removeValue(forKey: identity) else {
                continue
            }
            born.append(lot)
        }
        var stepID: StepID?
        if case .known(let step) = group.key.step { stepID = step }
        return PostingDraft(
            Posting(
                kind: group.key.kind, documentID: document.id, partnerID: group.key.partner, actorID: actor.id,
                happenedAt: happenedAt, recordedAt: moment.now, reason: group.key.reason, stepID: stepID,
                movements: movements),
            newLots: born.sorted { $0.id < $1.id }, supplierNumbers: supplierNumbers, doubts: doubts,
            unusedDates: unusedDates)
    }

    // MARK: Past moments

    /// Refuses what would have been impossible at a past moment (R11, R28, R30).
    ///
    /// - Parameters:
    ///   - newLots: those that the posting brings in, which have no other moment.
    ///   - evenNow: whether to look too where nothing has happened since, and the ledger alone would refuse.
    func checkPast(_ written: Posting, newLots: Set<LotID> = [], evenNow: Bool = false) throws {
        let posting = try written.reverses == nil ? written : store.countingJoined(written)
        var places: [LocationID: Location] = [:]
        var seen: Set<BalanceKey> = []
        for movement in posting.movements {
            if let lot = movement.lotID, newLots.contains(lot) { continue }
            let key = BalanceKey(product: movement.productID, lot: movement.lotID, spot: Spot(LocationID(0)))
            // Goods that may be negative may have been so at any moment.
            guard seen.insert(key).inserted, try !mayBeNegative(movement),
                try evenNow
                    || store.hasMoved(lot: movement.lotID, product: movement.productID, after: posting.happenedAt)
            else { continue }
            // Needed only where something has happened since, which is rare.
            if places.isEmpty { places = try store.placesByID() }
            let own = posting.movements.filter { $0.productID == movement.productID && $0.lotID == movement.lotID }
            let story = Timeline(try store.timeline(lot: movement.lotID, product: movement.productID))
            let entries = own.map { moved in
                Timeline.Entry(
                    happenedAt: posting.happenedAt, postingID: PostingID(Int64.max), reverses: posting.reverses,
                    quantity: moved.quantity, from: moved.from, to: moved.to)
            }
            let isSerial = try movement.lotID.flatMap { try store.lot($0) }?.kind == .serial
            let holdsStock = { [places] in places[$0]?.usage.holdsStock ?? false }
            guard let fault = story.fault(writing: entries, isSerial: isSerial, holdsStock: holdsStock) else {
                continue
            }
            // What was below zero while that was allowed is not made worse by goods that are found to have come earlier.
            let former = story.firstFault(isSerial: isSerial, holdsStock: holdsStock)
            if movement.lotID == nil, let former, fault.isNoWorse(than: former) { continue }
            throw try refusal(fault, movement)
        }
    }

    private func mayBeNegative(_ movement: Movement) throws -> Bool {
        guard moment.settings.allowsNegativeStock, movement.lotID == nil else { return false }
        return try store.product(movement.productID)?.tracking == Tracking.none
    }

    private func refusal(_ fault: GoodsAudit.Fault, _ movement: Movement) throws -> Refusal {
        let product = try store.product(movement.productID)?.sku ?? ""
        let number = try movement.lotID.flatMap { try store.lot($0) }.map { " “\($0.number)”" } ?? ""
        switch fault {
        case .short(let spot, let missing, let at, _):
            let place = try store.location(spot.location)?.code ?? ""
            return .rule(
                "not_there_then",
                "\(product)\(number) cannot be booked so: at \(at.rfc3339) \(missing.grouped) would have been missing in "
                    + "\(place).", at: "/happened_at")
        case .elsewhere(let expected, let was, let at, _):
            let left = try store.location(expected.location)?.code ?? ""
            let there = try store.location(was.location)?.code ?? ""
            return .rule(
                "not_there_then",
                "\(product)\(number) cannot be booked so: at \(at.rfc3339) it left \(left) but was in \(there).",
                at: "/happened_at")
        case .notOneUnit(let quantity, _):
            return .rule(
                "not_there_then", "\(product)\(number) is one unit and cannot move as \(quantity.grouped).",
                at: "/happened_at")
        }
    }
}

extension PlannedMovement {
    /// With the keys of its number.
    func movement(_ lots: [LotIdentity: Lot]) -> Movement {
        var lotID: LotID?
        switch lot {
        case .known(let id): lotID = id
        case .new(let identity): lotID = lots[identity]?.id
        case nil: break
        }
        return Movement(
            productID: productID, lotID: lotID, quantity: quantity, from: from, to: to,
            lineID: lineID.rawValue == 0 ? nil : lineID, entered: entered
        )
    }
}
