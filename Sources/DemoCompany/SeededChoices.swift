/// A seeded source of chance that gives the same on every machine (SplitMix64).
struct Chance {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number of `range`, all about equally likely.
    mutating func number(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.count))
    }

    mutating func happens(percent: Int) -> Bool { number(in: 1...100) <= percent }

    /// One of `choices`, which is not empty.
    mutating func one<Choice>(of choices: [Choice]) -> Choice {
        choices[number(in: 0...choices.count - 1)]
    }

    /// One of `choices`, the more likely the larger its weight; nil when all weights are zero.
    mutating func one<Choice>(of choices: [Choice], weight: (Choice) -> Int) -> Choice? {
        let total = choices.reduce(0) { $0 + weight($1) }
        if total == 0 { return nil }
        var rest = number(in: 1...total)
        return choices.first { choice in
            rest -= weight(choice)
            return rest <= 0
        }
    }
}
