import StockDomain
import StockStore

/// Blocks and corrections: a correction states what has happened, and releases nothing (R18a, R34a).
struct CorrectedBlocks {
    let store: Store
    let moment: Moment
    let places: [LocationID: Location]

    // MARK: Goods that had left

    /// Whether the right goods may not have left, because they were held in the day of the document already, or stand
    /// in a blocked place.
    ///
    /// What was held only after the document was booked had left before: that the customer has it is what a recall must
    /// know. When a document says that it happened does not count here, only when it was booked: otherwise held goods
    /// could leave by a document that is dated back and then corrected.
    func holdBack(_ lot: Lot, at spot: Spot, of original: Posting) throws -> Bool {
        if places.isBlocked(spot.location) { return true }
        return try HeldThen(store).lots(among: [lot.id], at: firstBooked(original)).contains(lot.id)
    }

    /// When the document was booked first; what an earlier correction has put in its place happened with it.
    private func firstBooked(_ original: Posting) throws -> Instant {
        guard let document = original.documentID else { return original.recordedAt }
        let booked = try store.postings(of: document).filter {
            $0.kind == original.kind && $0.happenedAt == original.happenedAt
        }
        return try booked.compactMap { try store.posting($0.id)?.recordedAt }.min() ?? original.recordedAt
    }

    // MARK: Goods that are here

    /// What is held under the wrong number stays held under the right one where it stands, until somebody releases it.
    ///
    /// - Parameter right: the right number of each lot that the corrections name: one that was joined to another since is
    ///   held under that one's number.
    func keep(_ corrections: [CorrectedPosting], right: [LotID: LotID]) throws {
        let nesting = try store.nesting()
        var kept: [Block] = []
        for correction in corrections {
            let wrong = correction.takenBack.filter { places[$0.to.location]?.usage.holdsStock == true }
            let open = try store.openBlocks(of: Array(Set(wrong.compactMap { $0.lotID.flatMap { right[$0] } })))
            for instead in correction.instead where places[instead.to.location]?.usage.holdsStock == true {
                guard let lot = try instead.lotID.flatMap(store.lot) else { continue }
                let names = Set(wrong.filter { $0.to == instead.to }.compactMap { $0.lotID.flatMap { right[$0] } })
                let blocks = names.subtracting([lot.id]).sorted().flatMap { open[$0] ?? [] }
                    .filter { nesting.covers($0.part, instead.to) && $0.lotID != lot.batchID }
                kept += blocks.map { $0.moved(to: lot, at: instead.to, moment.now) }
            }
        }
        try store.open(kept)
    }
}

extension [LocationID: Location] {
    /// Whether a place or one above it is blocked; ends on loops.
    func isBlocked(_ place: LocationID) -> Bool {
        var next = self[place]
        var left = count
        while let place = next, left > 0 {
            if place.isBlocked { return true }
            next = place.parentID.flatMap { self[$0] }
            left -= 1
        }
        return false
    }
}

extension Block {
    fileprivate func moved(to lot: Lot, at spot: Spot, _ now: Instant) -> Block {
        var block = self
        block.lotID = lot.id
        block.cause = cause == .recall ? .recall : .rule
        block.postingID = nil
        block.openedAt = now
        if lot.kind == .serial {
            block.part = .whole
        } else {
            block.part = spot.package.map { Block.Part(package: $0) } ?? Block.Part(location: spot.location)
        }
        return block
    }
}
