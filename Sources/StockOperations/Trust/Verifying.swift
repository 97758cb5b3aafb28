import SQLCore
import StockDomain
import StockStore

extension Operations {
    /// Computes every posting's hash and every seal again, in constant memory, and says what does not agree.
    ///
    /// - Parameter progress: told now and then how many movements were read; on any thread.
    public func verify(progress: @escaping @Sendable (_ movements: Int) -> Void = { _ in }) async throws -> Verification
    {
        try await translatingDatabaseErrors {
            try await database.read { session in
                let verifying = Verifying(Store(session), progress)
                try verifying.verifyPostings()
                try verifying.verifySeals()
                return verifying.result
            }
        }
    }
}

/// One verification on its way.
private final class Verifying {
    private let store: Store
    private let naming: Naming
    private let progress: @Sendable (Int) -> Void
    private(set) var result = Verification()

    init(_ store: Store, _ progress: @escaping @Sendable (Int) -> Void) {
        self.store = store
        self.progress = progress
        naming = Naming(store)
    }

    // MARK: Postings

    func verifyPostings() throws {
        try store.walkLedger { step in
            switch step {
            case .entry(let entry): try verify(entry)
            case .orphans(let id):
                try add("posting_missing", id) { "\($0) is gone, though its movements are still there." }
            }
        }
        for id in try store.missingUnsealed() {
            try add("posting_missing", id) { "\($0) is gone before it could be sealed." }
        }
    }

    private func verify(_ entry: LedgerEntry) throws {
        let id = entry.posting.id
        result.count(entry.posting, isSealed: entry.isSealed)
        if result.postings % 1_000 == 0 { progress(result.movements) }
        if !entry.isReadable || PostingForm.hash(of: entry.posting, introducing: entry.introduced) != entry.hash {
            try add("hash_differs", id) {
                "\($0) is not what was written: its hash does not fit its content, movements and numbers."
            }
        }
        if !entry.isSealed, !entry.isWaiting {
            try add("never_sealed", id) { "\($0) is neither sealed nor waiting for its seal." }
        }
        if entry.isSealed, entry.isWaiting {
            try add("sealed_twice", id) { "\($0) waits for a seal although it has one." }
        }
    }

    private func add(_ code: String, _ id: PostingID, _ detail: (String) throws -> String) throws {
        try result.findings.add { try naming.finding(code, id, detail) }
    }

    // MARK: Seals

    func verifySeals() throws {
        var chain = SealChain()
        try store.walkSeals { seal in
            chain.begin(seal)
            if seal.firstPosition <= seal.lastPosition {
                try store.walkSealedPostings(seal.firstPosition...seal.lastPosition) { chain.add($0) }
            }
            for fault in chain.end() { try add(fault, of: seal) }
            result.seals += 1
        }
        result.lastSeal = chain.last
        for id in try store.sealedPostings(above: chain.last?.lastPosition ?? 0) {
            try add("seal_missing", id) { "\($0) has a position above the last seal: its seal is gone." }
        }
    }

    private func add(_ fault: SealFault, of seal: Seal) throws {
        let name = "Seal \(seal.id.rawValue) (positions \(seal.firstPosition) to \(seal.lastPosition))"
        switch fault {
        case .sealsMissing(let ids):
            add("seal_missing", "Seals \(ids.lowerBound) to \(ids.upperBound) are gone.")
        case .beginsElsewhere(let expected):
            add("positions_differ", "\(name) should begin with position \(expected).")
        case .positionsMissing(let positions):
            add("positions_differ", "\(name): nothing stands at \(positions.lowerBound) to \(positions.upperBound).")
        case .postingMissing(let id, let position):
            try add("posting_missing", id) { "\($0), sealed at position \(position), is gone." }
        case .ofAnotherSeal(let position, let other):
            add("positions_differ", "\(name): position \(position) says that it belongs to seal \(other.rawValue).")
        case .rootDiffers:
            add("root_differs", "\(name): the hashes of its postings are not those that were sealed.")
        case .hashDiffers:
            add("seal_differs", "\(name): it, or the seal before it, is not what was written.")
        }
    }

    private func add(_ code: String, _ detail: String) {
        result.findings.add { Finding(code, detail) }
    }
}
