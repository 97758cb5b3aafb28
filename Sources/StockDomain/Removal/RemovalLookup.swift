/// Where the strategy of a line is looked up: the product, its category and parents, the place and its parents,
/// else first in, first out (R33).
public enum RemovalLookup {
    /// - Parameters:
    ///   - categories: the product's category and its parents, nearest first.
    ///   - places: the place from which is taken and its parents, nearest first.
    public static func strategy(
        of product: Product, categories: [Category], places: [Location]
    ) -> RemovalStrategy {
        let found =
            product.handling.removalStrategy
            ?? categories.lazy.compactMap(\.removalStrategy).first
            ?? places.lazy.compactMap(\.removalStrategy).first ?? .fifo
        // Without dates nothing could expire first.
        return found == .fefo && !product.expiration.isEnabled ? .fifo : found
    }

    /// A thing and everything above it, nearest first; a loop ends where it closes.
    public static func chain<Key: Hashable, Node>(
        from first: Key?, in all: [Key: Node], parent: (Node) -> Key?
    ) -> [Node] {
        var chain: [Node] = []
        var seen: Set<Key> = []
        var next = first
        while let key = next, seen.insert(key).inserted, let node = all[key] {
            chain.append(node)
            next = parent(node)
        }
        return chain
    }
}
