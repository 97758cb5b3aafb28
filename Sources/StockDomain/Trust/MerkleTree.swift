/// A Merkle root over leaves that come one after the other; holds one hash for each level only.
///
/// Leaves and inner nodes are hashed with different first bytes, so that neither can pass for the other; a tree of n
/// leaves has the largest power of two below n on its left. Source: RFC 6962, section 2.1.
public struct MerkleTree: Sendable {
    /// Roots of full subtrees, the widest first; each is twice as wide as the next or wider.
    private var subtrees: [(root: Digest, leaves: Int)] = []

    public init() {}

    public init(_ leaves: some Sequence<Digest>) {
        for leaf in leaves { add(leaf) }
    }

    public mutating func add(_ leaf: Digest) {
        add(leaf: leaf.bytes)
    }

    mutating func add(leaf bytes: [UInt8]) {
        var tree = (root: Digest(of: [0] + bytes), leaves: 1)
        while let left = subtrees.last, left.leaves == tree.leaves {
            tree = (MerkleTree.parent(of: left.root, tree.root), 2 * tree.leaves)
            subtrees.removeLast()
        }
        subtrees.append(tree)
    }

    /// The root over all leaves so far; that of no leaves is the hash of nothing.
    public var root: Digest {
        guard let last = subtrees.last else { return Digest(of: []) }
        return subtrees.dropLast().reversed().reduce(last.root) { MerkleTree.parent(of: $1.root, $0) }
    }

    private static func parent(of left: Digest, _ right: Digest) -> Digest {
        Digest(of: [1] + left.bytes + right.bytes)
    }
}
