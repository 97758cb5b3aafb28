import StockDomain
import StockStore

/// The postings of a guided change: differences of the old numbers, a posting for each step, differences of the new.
struct LevelChangePosting {
    private let plan: LevelChange
    private let product: Product
    private let facts: LevelChangeFacts
    private let reason: String?
    /// The new numbers with their keys; empty before posting.
    private(set) var lots: [LotIdentity: Lot] = [:]
    /// Reasons to doubt new numbers (R16).
    var doubts: [LotNumber: [Doubt]] = [:]
    /// Goods in transit, whose movements belong to the line that will receive them.
    var onItsWay: GoodsOnTheirWay?
    private var unborn: Set<LotIdentity> = []
    private var outcome = ChangeOutcome()

    init(_ plan: LevelChange, _ product: Product, _ facts: LevelChangeFacts, reason: String?) {
        self.plan = plan
        self.product = product
        self.facts = facts
        self.reason = reason
    }

    /// Writes them in order.
    mutating func post(with writing: PostingWriting) throws -> ChangeOutcome {
        lots = try writing.drawn(plan.newLots)
        unborn = Set(lots.keys)
        try post(plan.before, writing)
        for step in plan.steps { try post(step, writing) }
        try post(plan.after, writing)
        return outcome
    }

    private mutating func post(_ step: LevelChange.Step, _ writing: PostingWriting) throws {
        var ages: [BalanceKey: Instant] = [:]
        let taken = step.consumed.map { old in
            Movement(
                productID: product.id, lotID: old.lot, quantity: old.quantity, from: old.spot, to: facts.numbering)
        }
        let given = step.produced.map { new -> Movement in
            let key = BalanceKey(product: product.id, lot: new.lot?.id(in: lots), spot: new.spot)
            ages[key] = min(ages[key] ?? new.incomingAt, new.incomingAt)
            return Movement(
                productID: product.id, lotID: key.lot, quantity: new.quantity, from: facts.numbering, to: new.spot,
                entered: new.lot == nil ? nil : new.entered)
        }
        let movements = try onItsWay?.claiming(taken, given) ?? taken + given
        try post(.levelChange, movements, step.produced.compactMap(\.lot), ages, writing)
    }

    private mutating func post(_ differences: [LevelChange.Difference], _ writing: PostingWriting) throws {
        if differences.isEmpty { return }
        let movements = differences.map { difference -> Movement in
            let isMore = difference.quantity > .zero
            return Movement(
                productID: product.id, lotID: difference.lot?.id(in: lots),
                quantity: isMore ? difference.quantity : -difference.quantity,
                from: isMore ? facts.loss : difference.spot, to: isMore ? difference.spot : facts.loss)
        }
        outcome.differences += differences.map { difference in
            (difference.spot, difference.lot.flatMap { number(of: $0) }, difference.quantity)
        }
        let claimed = movements.map { onItsWay?.claiming($0) ?? $0 }
        try post(.count, claimed, differences.compactMap(\.lot), [:], writing)
    }

    private mutating func post(
        _ kind: PostingKind, _ movements: [Movement], _ named: [PlannedLot], _ ages: [BalanceKey: Instant],
        _ writing: PostingWriting
    ) throws {
        let born = named.compactMap { lot -> Lot? in
            guard case .new(let identity) = lot, unborn.remove(identity) != nil else { return nil }
            return lots[identity]
        }
        let posting = Posting(
            kind: kind, actorID: writing.actor.id, happenedAt: writing.moment.now, recordedAt: writing.moment.now,
            reason: kind == .count ? reason : nil, movements: movements)
        try writing.checkPast(posting, newLots: Set(born.map(\.id)))
        let draft = PostingDraft(
            posting, newLots: born.sorted { $0.id < $1.id }, doubts: doubted(born, among: movements), ages: ages)
        outcome.postings.append(try writing.post(draft))
    }

    /// The doubts about numbers that come into the world, by the position of the movement that brings each.
    private func doubted(_ born: [Lot], among movements: [Movement]) -> [Int: [Doubt]] {
        if doubts.isEmpty { return [:] }
        return born.reduce(into: [:]) { doubted, lot in
            guard let found = doubts[lot.number] else { return }
            doubted[movements.firstIndex { $0.lotID == lot.id } ?? 0] = found
        }
    }

    private func number(of lot: PlannedLot) -> LotNumber? {
        switch lot {
        case .known(let id): facts.lots[id]?.number ?? facts.known.values.first { $0.id == id }?.number
        case .new(let identity): identity.number
        }
    }
}

extension PlannedLot {
    func new(in lots: [LotIdentity: Lot]) -> Lot? {
        guard case .new(let identity) = self else { return nil }
        return lots[identity]
    }

    func id(in lots: [LotIdentity: Lot]) -> LotID? {
        switch self {
        case .known(let id): id
        case .new(let identity): lots[identity]?.id
        }
    }
}
