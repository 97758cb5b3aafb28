/// What somebody wants changed of the way numbers are made (R14).
public struct NumberingChange: Sendable, Equatable {
    public var prefix: Change<String>
    public var padding: Change<Int>
    public var hasCheckCharacter: Bool?
    public var isRandom: Bool?

    public init(
        prefix: Change<String> = .keep, padding: Change<Int> = .keep, hasCheckCharacter: Bool? = nil,
        isRandom: Bool? = nil
    ) {
        self.prefix = prefix
        self.padding = padding
        self.hasCheckCharacter = hasCheckCharacter
        self.isRandom = isRandom
    }

    func applied(to old: Numbering) -> Numbering {
        Numbering(
            prefix: prefix.applied(to: old.prefix), padding: padding.applied(to: old.padding),
            hasCheckCharacter: hasCheckCharacter ?? old.hasCheckCharacter, isRandom: isRandom ?? old.isRandom)
    }
}

extension Change where Value == NumberingChange {
    /// The numbering after the change; clearing it goes back to `usual`.
    func applied(to old: Numbering, usual: Numbering = Numbering()) -> Numbering {
        switch self {
        case .keep: old
        case .clear: usual
        case .set(let change): change.applied(to: old)
        }
    }
}
