import StockDomain

/// What computing every hash and every seal again has shown.
public struct Verification: Sendable, Equatable {
    public var postings = 0
    public var movements = 0
    /// Postings that are under a seal.
    public var sealed = 0
    /// Postings that still wait for their seal, which proves nothing against them; the first hundred.
    public var unsealed: [PostingID] = []
    public var unsealedCount = 0
    public var seals = 0
    /// To be compared with the hash on a printed slip or certificate.
    public var lastSeal: Seal?
    public var findings = Findings()

    static let mostUnsealedNamed = 100

    public var agrees: Bool { findings.isEmpty }

    mutating func count(_ posting: Posting, isSealed: Bool) {
        postings += 1
        movements += posting.movements.count
        if isSealed {
            sealed += 1
        } else {
            unsealedCount += 1
            if unsealed.count < Verification.mostUnsealedNamed { unsealed.append(posting.id) }
        }
    }
}
