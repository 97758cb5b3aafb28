/// The steps of a guided change: what has the same past, or the same future, is one.
struct ChangeSteps {
    /// What makes flows of goods one step.
    enum Key: Hashable {
        /// An old number, or plain stock, in whatever places.
        case source(LotID?)
        /// A new lot that serials join.
        case target(PlannedLot)
        /// Serials of one spot that join several lots together.
        case spot(Spot)
    }

    private var index: [Key: Int] = [:]
    private(set) var all: [LevelChange.Step] = []

    mutating func add(_ consumed: [LevelChange.Consumed], _ produced: [LevelChange.Produced], of key: Key) {
        if let known = index[key] {
            all[known].consumed += consumed
            all[known].produced += produced
        } else {
            index[key] = all.count
            all.append(LevelChange.Step(consumed: consumed, produced: produced))
        }
    }
}

/// Goods that become several numbers together, where the numbers given may say more or less than the book.
struct ChangeShares {
    /// What each number gets of the goods; together all of them.
    private(set) var amounts: [Quantity]
    /// What is more or fewer of each number afterwards.
    private(set) var differences: [Quantity]

    /// - Parameters:
    ///   - whole: what the book says.
    ///   - given: what was found of each number; not empty.
    init(of whole: Quantity, over given: [Quantity]) {
        amounts = given
        differences = given.map { _ in .zero }
        var excess = given.sum() - whole
        for index in given.indices.reversed() where excess != .zero {
            // What is missing is missing of the last number; what is more is taken from the last ones.
            let part = min(excess, given[index])
            amounts[index] -= part
            differences[index] = part
            excess -= part
        }
    }
}
