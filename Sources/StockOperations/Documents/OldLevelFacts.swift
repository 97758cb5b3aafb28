import StockDomain
import StockStore

/// What is known of goods that left before their product's level was changed (R7a).
extension DoingFacts {
    /// The facts of a return's line, with the numbers of another level that it names and with what the partner got
    /// without number.
    func withOldLevel(_ facts: NumberFacts, of line: LineToDo, from partner: PartnerID?) throws -> NumberFacts {
        if line.entries.isEmpty { return facts }
        var facts = facts
        let unknown = line.entries.filter { facts.known[$0.number] == nil }
        let named = Set(unknown.lazy.filter { !$0.isUnknown }.map(\.number)).union(unknown.compactMap(\.batch))
        for kind in LotKind.allCases where kind != line.product.tracking.numberKind && !named.isEmpty {
            let old = try store.lots(numbers: named, kind: kind, of: line.product.id)
            // A batch whose serials alone ever moved was never sold under its own number.
            let moved = try store.movedLots(among: old.values.map(\.id))
            facts.ofOldLevel.merge(old.filter { moved.contains($0.value.id) }) { $1 }
        }
        let serials = facts.ofOldLevel.values.filter { $0.kind == .serial }.map(\.id)
        if !serials.isEmpty { facts.whereabouts.merge(try store.whereabouts(of: serials)) { first, _ in first } }
        if !facts.ofOldLevel.isEmpty { facts.held = try store.heldLots(facts.ofOldLevel.values.map(\.id)) }
        let isNewAgain = facts.known.values.contains { $0.marks.contains(.soldBeforeTracking) }
        if let partner, line.isTracked, !unknown.isEmpty || isNewAgain {
            facts.soldUnnumbered = max(.zero, try store.soldUnnumbered(of: line.product.id, to: partner))
        }
        return facts
    }
}

extension Store {
    /// The ages of goods that take another number: they are as old as the old one (R27).
    func ages(of posting: Posting, from old: LotID) throws -> [BalanceKey: Instant] {
        guard let age = try firstIncoming(of: [old])[old] else { return [:] }
        let new = posting.movements.filter { $0.lotID != old }
        return new.reduce(into: [:]) { ages, movement in
            ages[BalanceKey(product: movement.productID, lot: movement.lotID, spot: movement.to)] = age
        }
    }

    /// What is not released stays so under its new number, unless that obeys the old one anyway (R12).
    func keepBlocks(of old: LotID, in draft: PostingDraft) throws {
        let moved = Set(draft.posting.movements.compactMap(\.lotID))
        let heirs = try lots(moved.sorted()).filter { $0.id != old && $0.batchID != old }.map(\.id)
        try openBlocks(becoming: heirs.map { (old, $0) })
        try refreshPiles(ofLots: heirs)
    }
}
