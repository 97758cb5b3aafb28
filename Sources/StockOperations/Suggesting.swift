import StockDomain
import StockStore

extension Operations {
    /// A number that a visitor of the demo company may try; nil in a company of one's own.
    public func suggestedNumber(as actor: Actor) async throws -> String? {
        try await read(as: actor) { try $0.suggestedNumber() }
    }

    /// Remembers a number for visitors to try.
    public func suggest(_ number: String, as actor: Actor) async throws {
        try actor.require(.administer)
        try await translatingDatabaseErrors {
            try await database.write(.products([])) { try Store($0).suggest(number) }
        }
    }
}
