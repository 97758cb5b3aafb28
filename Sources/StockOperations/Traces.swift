import StockDomain
import StockStore

extension Operations {
    /// Where the lot that this number means came from and what it became (R44), over one snapshot.
    ///
    /// - Throws: `ambiguous_number` with candidates, or `not_found`.
    public func trace(
        of number: String, product: String? = nil, _ direction: Trace.Direction = .both, as actor: Actor
    ) async throws -> Trace {
        let now = clock()
        let trace = try await read(as: actor) { store in
            let found = try store.lot(meantBy: number, product: product)
            return try store.trace(of: found.lotID, direction, at: now)
        }
        questions.note(trace.lot.id, by: actor.id, at: now)
        return trace
    }

    /// The same of a lot by its key.
    public func trace(
        of lot: LotID, _ direction: Trace.Direction = .both, as actor: Actor
    ) async throws -> Trace {
        let now = clock()
        let trace = try await read(as: actor) { store in
            try store.trace(of: store.requiredLot(lot).id, direction, at: now)
        }
        questions.note(trace.lot.id, by: actor.id, at: now)
        return trace
    }
}

extension Store {
    fileprivate func trace(of lot: LotID, _ direction: Trace.Direction, at now: Instant) throws -> Trace {
        let recall = try recallFacts(of: lot, foundBy: .number, at: now, zone: settings().zone)
        return Trace(try traceFacts(beyond: recall), direction)
    }
}
