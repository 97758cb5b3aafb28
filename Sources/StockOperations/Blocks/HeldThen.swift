import StockDomain
import StockStore

/// Whether goods were held at a past moment: what is known now of what may leave does not tell of then (R34a).
struct HeldThen {
    let store: Store

    init(_ store: Store) { self.store = store }

    /// The lots that had an open block at the moment, whether of all their goods or of a part. A block that followed
    /// its goods to another place is younger than the one that it followed.
    func lots(among lots: [LotID], at moment: Instant) throws -> Set<LotID> {
        Set(try store.blocks(of: lots, at: PastMoment(at: moment)).keys)
    }

    /// Refuses what is entered late when its goods were held in its day, though they are released since.
    ///
    /// - Throws: `lot_blocked`.
    func check(_ movements: [PlannedMovement], at happenedAt: Instant, now: Instant) throws {
        if happenedAt >= now { return }
        let places = try store.placesByID()
        let leaving = movements.filter { movement in
            let to = places[movement.to.location]?.usage
            return [.delivery, .production].contains(movement.kind) && (to == .customer || to == .production)
        }
        let keys = leaving.compactMap { movement -> LotID? in
            if case .known(let lot)? = movement.lot { lot } else { nil }
        }
        if keys.isEmpty { return }
        let nesting = try store.nesting()
        let held = try store.blocks(of: keys, at: PastMoment(at: happenedAt))
        for movement in leaving {
            guard case .known(let lot)? = movement.lot, let blocks = held[lot] else { continue }
            let covering = blocks.filter { nesting.covers($0.block.part, movement.from) }
            guard let closed = covering.compactMap(\.block.closing).map(\.at).max() else { continue }
            let number = try store.lot(lot)?.number.text ?? ""
            throw Refusal.rule(
                "lot_blocked",
                "“\(number)” was \(LotStatus(of: covering.map(\.block)).inWords) at \(happenedAt.rfc3339), and released "
                    + "at \(closed.rfc3339): it cannot have gone out or been used before.", at: "/happened_at")
        }
    }
}
