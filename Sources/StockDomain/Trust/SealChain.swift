/// A posting at its place in the one order of all sealed postings.
public struct SealedPosting: Sendable, Equatable {
    public let position: Int64
    public let postingID: PostingID
    public let sealID: ID<Seal>
    /// The hash that the posting carries; nil when the posting is gone.
    public let hash: Digest?

    public init(position: Int64, postingID: PostingID, sealID: ID<Seal>, hash: Digest?) {
        self.position = position
        self.postingID = postingID
        self.sealID = sealID
        self.hash = hash
    }
}

/// What is wrong with a seal.
public enum SealFault: Error, Equatable {
    /// Seals of these numbers are gone.
    case sealsMissing(ClosedRange<Int64>)
    /// It does not begin where the one before it ends.
    case beginsElsewhere(expected: Int64)
    case positionsMissing(ClosedRange<Int64>)
    /// The posting was sealed and is gone.
    case postingMissing(PostingID, position: Int64)
    /// The position says that it belongs to another seal.
    case ofAnotherSeal(position: Int64, ID<Seal>)
    /// The postings' hashes are not those that were sealed.
    case rootDiffers
    /// Its own fields, or the seal before it, are not those that were hashed.
    case hashDiffers
}

/// Follows the seals from the first to the last, with the postings under each, and says what does not agree.
public struct SealChain: Sendable {
    private var previous: Seal?
    private var seal: Seal?
    private var tree = MerkleTree()
    private var nextPosition: Int64 = 1
    private var faults: [SealFault] = []
    private var isWhole = true

    public init() {}

    /// The seal followed last.
    public var last: Seal? { previous }

    /// Goes on to the next seal.
    public mutating func begin(_ next: Seal) {
        let expectedID = (previous?.id.rawValue ?? 0) + 1
        if next.id.rawValue > expectedID { faults.append(.sealsMissing(expectedID...next.id.rawValue - 1)) }
        let expected = (previous?.lastPosition ?? 0) + 1
        if next.firstPosition != expected { faults.append(.beginsElsewhere(expected: expected)) }
        seal = next
        tree = MerkleTree()
        nextPosition = next.firstPosition
        isWhole = true
    }

    /// Takes the next posting under the seal, in the order of positions.
    public mutating func add(_ posting: SealedPosting) {
        guard let seal else { return }
        passOver(upTo: posting.position)
        nextPosition = posting.position + 1
        if posting.sealID != seal.id {
            faults.append(.ofAnotherSeal(position: posting.position, posting.sealID))
        }
        if let hash = posting.hash {
            tree.add(hash)
        } else {
            faults.append(.postingMissing(posting.postingID, position: posting.position))
            isWhole = false
        }
    }

    /// Answers what is wrong with the seal begun last.
    public mutating func end() -> [SealFault] {
        guard let seal else { return [] }
        passOver(upTo: seal.lastPosition + 1)
        if isWhole, tree.root != seal.root { faults.append(.rootDiffers) }
        if SealForm(of: seal, after: previous?.hash).hash != seal.hash { faults.append(.hashDiffers) }
        previous = seal
        defer { faults = [] }
        return faults
    }

    private mutating func passOver(upTo position: Int64) {
        guard nextPosition < position else { return }
        faults.append(.positionsMissing(nextPosition...position - 1))
        isWhole = false
    }
}
