import SQLCore
import StockDomain
import StockStore

extension Operations {
    /// The company's switches and habits.
    public func settings(as actor: Actor) async throws -> Settings {
        try await read(as: actor) { try $0.settings() }
    }

    /// Turns switches and changes habits (R1, R2, R4).
    ///
    /// - Throws: `tracking_in_use` or `expiration_in_use` naming the products that keep a switch on;
    ///   `numbers_shared` naming the numbers on several products (R11a).
    public func change(
        _ change: SettingsChange, _ command: Command, answer: @escaping @Sendable (Settings) -> Answer
    ) async throws -> Answer {
        try await write(command, needs: .administer, .company, answer: answer) { store, moment in
            let changed = try change.applied(
                to: moment.settings, tracked: store.trackedSKUs(limit: 1_000),
                expiring: store.expiringSKUs(limit: 1_000))
            if changed.uniqueNumbers == .company, moment.settings.uniqueNumbers != .company {
                try CompanyNumbers.check(store.sharedNumbers(limit: 101))
            }
            if moment.settings.allowsNegativeStock, !changed.allowsNegativeStock {
                try store.requireNoNegativePiles()
            }
            try store.save(changed)
            try store.record(moment.settings, became: changed, 0, by: command.actor.id, at: moment.now)
            return changed
        }
    }
}

extension Store {
    /// - Throws: `negative_stock_on_hand` naming what is below zero: nothing could bring it back in order afterwards.
    fileprivate func requireNoNegativePiles() throws {
        let piles = try negativePiles(limit: 100)
        if piles.isEmpty { return }
        let named = piles.prefix(5).joined(separator: ", ")
        let more = piles.count > 5 ? " and \(piles.count - 5) more" : ""
        throw Refusal(
            .rule, "negative_stock_on_hand",
            "Stock is below zero or promised beyond what is there: \(named)\(more). Receive or count it first.",
            faults: piles.map { Fault("/negative_stock", "negative_stock_on_hand", "\($0).") })
    }
}
