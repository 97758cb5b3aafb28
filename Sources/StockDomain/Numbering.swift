/// How numbers of a product are made when nobody brings one (R14).
public struct Numbering: Sendable, Equatable {
    /// Stands before the counter and may hold date parts; nil takes the company's numbering.
    public var prefix: String?
    /// Digits that the counter has at least; nil for the company's.
    public var padding: Int?
    /// Whether a check character after ISO 7064 MOD 37,36 follows.
    public var hasCheckCharacter: Bool
    /// Whether serials are drawn at random, so that nobody can guess the next.
    public var isRandom: Bool

    public init(
        prefix: String? = nil, padding: Int? = nil, hasCheckCharacter: Bool = false, isRandom: Bool = false
    ) {
        self.prefix = prefix
        self.padding = padding
        self.hasCheckCharacter = hasCheckCharacter
        self.isRandom = isRandom
    }
}
