import StockDomain
import StockStore

extension Operations {
    /// Takes a lot out of use or back into it (R17); nothing of its story changes, and whoever names it still finds it.
    ///
    /// - Throws: `lot_on_hand` while there is stock of it: what can be taken must be offered.
    public func archiveLot(
        _ id: LotID, _ isArchived: Bool, reason: String? = nil, _ command: Command,
        answer: @escaping @Sendable (LotView) -> Answer
    ) async throws -> Answer {
        let scope = try await scope(ofLots: [id])
        return try await write(command, needs: .keepMasterData, scope, answer: answer) { store, moment in
            let old = try store.existingLot(id)
            if isArchived { try store.requireNoStock(of: old) }
            var lot = old
            lot.isArchived = isArchived
            try store.update(lot)
            try store.record(
                old, became: lot, lot.id.rawValue, by: command.actor.id, at: moment.now, reason: reason)
            return try store.views(of: [lot])[0]
        }
    }
}

extension Store {
    /// - Throws: `lot_on_hand`.
    func requireNoStock(of lot: Lot) throws {
        let piles = try stock(ofLots: [lot.id])
        if piles.isEmpty { return }
        let amounts = piles.map { "\($0.quantity.grouped) in \($0.locationCode)" }.joined(separator: ", ")
        throw Refusal.rule("lot_on_hand", "“\(lot.number)” is still on hand (\(amounts)), so it stays in use.")
    }
}
