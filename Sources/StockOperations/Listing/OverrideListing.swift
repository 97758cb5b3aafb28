import StockDomain
import StockStore

extension Operations {
    /// What left against the proposal or past its best, with the reasons, newest first (R35, R41).
    public func overrides(
        after cursor: MovementCursor? = nil, limit: Int = 50, as actor: Actor
    ) async throws -> Page<OverrideRow> {
        try await read(as: actor) { store in
            Page(try store.overrides(before: cursor, limit: limit + 1), limit: limit) { $0.cursor.text }
        }
    }

    /// The same as a whole, part by part in constant memory.
    public func walkOverrides(as actor: Actor, _ body: ([OverrideRow]) async throws -> Void) async throws {
        var cursor: MovementCursor?
        repeat {
            let page = try await overrides(after: cursor, limit: 500, as: actor)
            try await body(page.items)
            cursor = page.nextCursor == nil ? nil : page.items.last?.cursor
        } while cursor != nil
    }
}
