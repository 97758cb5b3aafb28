/// A source of chance that draws the same from the same seed on every machine (SplitMix64).
public struct SeededChance: Sendable {
    private var state: UInt64

    public init(seed: Int64) {
        state = UInt64(bitPattern: seed)
    }

    /// 64 bits, each as likely as not.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// `count` of `choices`, each equally likely, in the order drawn.
    mutating func draw<Choice>(_ count: Int, of choices: [Choice]) -> [Choice] {
        var left = choices
        return (0..<min(count, choices.count)).map { _ in
            left.remove(at: Int(next() % UInt64(left.count)))
        }
    }
}

extension RecallCase {
    /// The lot that a drill is about, one of `candidates` as the seed has it; nil without any.
    ///
    /// - Parameter candidates: in a stated order, so that the same seed finds the same lot.
    public static func drawnLot(_ candidates: [LotID], seed: Int64) -> LotID? {
        var chance = SeededChance(seed: seed)
        return chance.draw(1, of: candidates).first
    }
}
