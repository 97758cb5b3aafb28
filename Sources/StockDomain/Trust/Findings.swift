/// One thing in the ledger that does not agree with the rest, named so that somebody can look at it.
public struct Finding: Sendable, Equatable {
    /// Stable, for programs.
    public let code: String
    public let detail: String
    public let postingID: PostingID?
    /// The number of the document that the posting belongs to.
    public let document: String?

    public init(_ code: String, _ detail: String, postingID: PostingID? = nil, document: String? = nil) {
        self.code = code
        self.detail = detail
        self.postingID = postingID
        self.document = document
    }
}

/// What was found, the first thousand things in words and the others counted.
public struct Findings: Sendable, Equatable {
    /// In the order in which they were found.
    public private(set) var named: [Finding] = []
    /// Those that are not in `named`.
    public private(set) var furtherCount = 0

    public static let mostNamed = 1_000

    public init() {}

    public var count: Int { named.count + furtherCount }
    public var isEmpty: Bool { named.isEmpty }

    /// - Parameter finding: made only when there is room for it.
    public mutating func add(_ finding: () throws -> Finding) rethrows {
        if named.count < Findings.mostNamed {
            named.append(try finding())
        } else {
            furtherCount += 1
        }
    }
}
