/// One part of a long list.
public struct Page<Item: Sendable>: Sendable {
    public let items: [Item]
    /// Where the next part begins; nil at the end of the list.
    public let nextCursor: String?

    public init(items: [Item], nextCursor: String?) {
        self.items = items
        self.nextCursor = nextCursor
    }

    /// - Parameters:
    ///   - found: up to one more than `limit`, so that the end of the list is known.
    ///   - cursor: what an item is found again by.
    public init(_ found: [Item], limit: Int, cursor: (Item) -> String) {
        items = Array(found.prefix(limit))
        nextCursor = found.count > limit ? items.last.map(cursor) : nil
    }

    public func map<Other>(_ transform: (Item) throws -> Other) rethrows -> Page<Other> {
        Page<Other>(items: try items.map(transform), nextCursor: nextCursor)
    }
}
