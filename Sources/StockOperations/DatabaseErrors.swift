import SQLCore
import StockDomain

/// Says in a person's words what only the engine could notice.
func translatingDatabaseErrors<Result>(_ body: () async throws -> Result) async throws -> Result {
    do {
        return try await body()
    } catch let error as SQLError {
        throw refusal(for: error) ?? error
    }
}

private func refusal(for error: SQLError) -> Refusal? {
    switch error {
    case .busy, .conflict:
        Refusal(.unavailable, "busy", "Too many changes came at once. Nothing was changed; try again in a moment.")
    case .unavailable:
        Refusal(.unavailable, "database_away", "The database does not answer. Nothing was changed; try again soon.")
    case .diskFull:
        Refusal(.unavailable, "disk_full", "The disk of the database is full. Nothing was changed; free some space.")
    case .unique(let name):
        // The rule asked before; somebody else was faster between its look and this write.
        Refusal(.conflict, "changed_meanwhile", "Somebody else has just entered the same (\(name)). Look again.")
    case .check, .foreignKey, .notNull, .refusedByTrigger, .cancelled, .failed:
        nil
    }
}
