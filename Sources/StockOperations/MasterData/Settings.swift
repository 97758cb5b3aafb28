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
            try store.save(changed)
            try store.record(moment.settings, became: changed, 0, by: command.actor.id, at: moment.now)
            return changed
        }
    }
}
