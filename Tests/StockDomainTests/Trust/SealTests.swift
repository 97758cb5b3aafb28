import Testing

@testable import StockDomain

struct SealTests {
    private let moment = Instant(rfc3339: "2026-01-01T00:00:00Z")!
    private let hashes = ["one", "two", "three"].map { Digest(of: Array($0.utf8)) }

    @Test func fieldsAreLengthsAndBytes() {
        var form = CanonicalBytes(capacity: 0)
        form.add("Öl")
        form.add("")
        form.add(nil as String?)
        form.add(0)
        form.add(-1_234)
        form.add(Int64.min)
        form.add(nil as Int64?)
        #expect(String(decoding: form.bytes, as: UTF8.self) == "3:Öl0:-1:05:-123420:-9223372036854775808-")
    }

    @Test func theHashOfASealNeverChangesBetweenVersions() {
        // Both worked out by another program from the form's description.
        let first = Seal(over: hashes, after: nil, at: moment)
        #expect(first.hash.hex == "5bf86b329ef2153dc71304532fd8a67dc52bac5018f6fe15ecd512c609b47e7a")
        let second = Seal(over: [Digest(of: Array("four".utf8))], after: first, at: moment.adding(seconds: 1))
        #expect(second.hash.hex == "6c608627b96152c29b9ad3ded6a9cdaaf92ca32af322518ca4878250302c2295")
        #expect((second.id, second.firstPosition, second.lastPosition) == (ID(2), 4, 4))
    }

    // MARK: The chain

    /// Two seals over three and one postings, at positions 1 to 4.
    private var chain: [(seal: Seal, postings: [SealedPosting])] {
        let first = Seal(over: hashes, after: nil, at: moment)
        let last = Digest(of: Array("four".utf8))
        let second = Seal(over: [last], after: first, at: moment.adding(seconds: 1))
        return [
            (first, zip(1..., hashes).map { posting($0, under: first, $1) }),
            (second, [posting(4, under: second, last)]),
        ]
    }

    private func posting(_ position: Int64, under seal: Seal, _ hash: Digest?) -> SealedPosting {
        SealedPosting(position: position, postingID: PostingID(position * 10), sealID: seal.id, hash: hash)
    }

    private func faults(_ chain: [(seal: Seal, postings: [SealedPosting])]) -> [SealFault] {
        var following = SealChain()
        return chain.flatMap { seal, postings in
            following.begin(seal)
            for posting in postings { following.add(posting) }
            return following.end()
        }
    }

    @Test func aChainThatNobodyTouchedHolds() {
        #expect(faults(chain).isEmpty)
    }

    @Test func aChangedHashChangesTheRoot() {
        var chain = chain
        chain[0].postings[1] = posting(2, under: chain[0].seal, Digest(of: []))
        #expect(faults(chain) == [.rootDiffers])
    }

    @Test func aPostingThatIsGoneIsNamed() {
        var chain = chain
        chain[0].postings[2] = posting(3, under: chain[0].seal, nil)
        #expect(faults(chain) == [.postingMissing(PostingID(30), position: 3)])
    }

    @Test(arguments: [(0, 1...1), (1, 2...2), (2, 3...3)])
    func aPositionThatIsGoneIsNamed(index: Int, missing: ClosedRange<Int64>) {
        var chain = chain
        chain[0].postings.remove(at: index)
        #expect(faults(chain) == [.positionsMissing(missing)])
    }

    @Test func aSealThatIsGoneIsNamed() {
        #expect(
            faults(Array(chain.dropFirst())) == [.sealsMissing(1...1), .beginsElsewhere(expected: 1), .hashDiffers])
    }

    @Test func aSealMadeAnewDoesNotFitTheNext() {
        var chain = chain
        let forged = Seal(over: hashes, after: nil, at: moment.adding(seconds: -1))
        chain[0].seal = forged
        #expect(faults(chain) == [.hashDiffers])
    }

    @Test func aPostingMovedToAnotherSealIsNamed() {
        var chain = chain
        chain[1].postings[0] = SealedPosting(
            position: 4, postingID: PostingID(40), sealID: ID(1), hash: chain[1].postings[0].hash)
        #expect(faults(chain) == [.ofAnotherSeal(position: 4, ID(1))])
    }
}
