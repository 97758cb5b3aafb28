import StockDomain
import StockStore

/// Held goods that an import moves take their blocks along, like all others (R34b); nothing of it is put into
/// quarantine, since a history tells of what has happened.
extension BlockFollowing {
    /// - Parameter lots: numbers that existed before the import and that it speaks of.
    func follow(importOf lots: [LotID]) throws {
        let held = try store.openBlocks(of: lots).filter { $0.value.contains { !$0.part.isWhole } }
        if held.isEmpty { return }
        let places = try store.placesByID()
        var opened: [Block] = []
        for id in try store.postings(moving: held.keys.sorted(), recordedAt: moment.now) {
            guard let posting = try store.posting(id) else { continue }
            let open = try store.openBlocks(of: posting.movements.compactMap(\.lotID))
            opened += try store.open(carry(posting, open, places))
        }
        guard let first = opened.first else { return }
        _ = try HeldReservations(store, moment, actor).free(
            ofLots: Array(Set(opened.map(\.lotID))).sorted(), because: first.reason)
    }
}
