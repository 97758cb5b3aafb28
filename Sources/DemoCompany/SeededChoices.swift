import StockDomain

extension SeededChance {
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
