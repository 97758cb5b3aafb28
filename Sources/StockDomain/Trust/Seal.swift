/// A mark over committed postings that makes every later change of them show (architecture, invariant 8).
///
/// Each seal carries the hash of the one before it: whoever knows the last hash can tell whether anything was changed.
public struct Seal: Sendable, Equatable {
    /// Counts from 1 without gaps.
    public let id: ID<Seal>
    /// The first of the positions it covers; they count from 1 over all seals without gaps.
    public let firstPosition: Int64
    public let lastPosition: Int64
    /// The Merkle root over the hashes of the postings at these positions.
    public let root: Digest
    public let sealedAt: Instant
    public let hash: Digest

    /// A seal as it was kept.
    public init(
        id: ID<Seal>, firstPosition: Int64, lastPosition: Int64, root: Digest, sealedAt: Instant, hash: Digest
    ) {
        self.id = id
        self.firstPosition = firstPosition
        self.lastPosition = lastPosition
        self.root = root
        self.sealedAt = sealedAt
        self.hash = hash
    }

    /// The next seal of the chain.
    ///
    /// - Parameters:
    ///   - hashes: those of the postings to be sealed, in the order of their positions; not empty.
    ///   - previous: nil for the first.
    public init(over hashes: [Digest], after previous: Seal?, at sealedAt: Instant) {
        let firstPosition = (previous?.lastPosition ?? 0) + 1
        let fields = SealForm(
            id: ID((previous?.id.rawValue ?? 0) + 1), firstPosition: firstPosition,
            lastPosition: firstPosition + Int64(hashes.count) - 1, root: MerkleTree(hashes).root,
            previous: previous?.hash, sealedAt: sealedAt)
        self.init(
            id: fields.id, firstPosition: firstPosition, lastPosition: fields.lastPosition, root: fields.root,
            sealedAt: sealedAt, hash: fields.hash)
    }
}
