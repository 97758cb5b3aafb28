/// Why goods were chosen, and why better-ranked ones were not (R35).
public struct Why: Sendable, Equatable {
    /// The strategy, or `chosen` for numbers that somebody named.
    public var rule: String
    public var text: String
    /// Those that rank before it, in order; at most `Why.mostNamed`.
    public var passedOver: [PassedOver]
    /// How many more rank before it; counted up to `Why.mostCounted`.
    public var passedOverMore: Int

    public static let chosen = "chosen"
    public static let mostNamed = 20
    public static let mostCounted = 1_000

    public init(rule: String, text: String, passedOver: [PassedOver] = [], passedOverMore: Int = 0) {
        self.rule = rule
        self.text = text
        self.passedOver = passedOver
        self.passedOverMore = passedOverMore
    }

    /// A number that ranks before the chosen one.
    public struct PassedOver: Sendable, Equatable {
        public var number: LotNumber?
        public var code: String
        public var text: String

        public init(number: LotNumber?, code: String, text: String) {
            self.number = number
            self.code = code
            self.text = text
        }
    }

    /// For numbers that somebody has named.
    public static let named = Why(rule: chosen, text: "Named on the line.")
    /// For goods that stand in for equal ones which another document took (R36).
    public static let swapped = "swapped"
    /// For goods that were set aside under another number, or without one, when their product's level changed (R7).
    public static let renumbered = "renumbered"
    /// How many picks of a line name what they pass over; those behind them only count it.
    public static let mostExplained = 50

    /// Whether somebody named the goods, so that they are no proposal of the strategy.
    public var isChosen: Bool { rule == Why.chosen }

    /// The same with numbers only counted.
    public var inShort: Why {
        Why(
            rule: rule, text: text, passedOverMore: min(Why.mostCounted, passedOverMore + passedOver.count))
    }
}

/// A pile that ranks before another and is not taken.
public struct PassedOverPile: Sendable, Equatable {
    public let pile: Balance
    public let objection: Objection

    public init(_ pile: Balance, _ objection: Objection) {
        self.pile = pile
        self.objection = objection
    }
}

extension Removal {
    /// Which of `piles` are passed over by picks that the strategy has made, in its order.
    ///
    /// - Parameter piles: picked and unpicked ones, in any order.
    public func passedOver(by picks: [Pick], among piles: [Balance]) -> [PassedOverPile] {
        let picked = Set(picks.map(\.balance.id))
        return piles.compactMap { pile -> PassedOverPile? in
            if picked.contains(pile.id) || pile.quantity <= .zero { return nil }
            if let objection = limits.objection(to: pile) { return PassedOverPile(pile, objection) }
            if pile.free <= .zero { return PassedOverPile(pile, .reserved) }
            return isSingleLot ? PassedOverPile(pile, .otherLot) : nil
        }.sorted { strategy.precedes($0.pile, $1.pile) }
    }

    /// What the strategy says of a pile that it takes.
    public func inWords(_ pile: Balance) -> String {
        let came = zone.day(of: pile.incomingAt).inWords
        switch strategy {
        case .fifo: return "First in, first out: it came in on \(came), before what is left."
        case .lifo: return "Last in, first out: it came in on \(came), after what is left."
        case .fefo:
            guard let day = pile.removalOn else {
                return "First expired, first out: nothing dated is left; it came in on \(came)."
            }
            return "First expired, first out: it is to leave by \(day.inWords), before what is left."
        case .closest: return "Closest: its place comes first on the walk, and of equally close ones it came in first."
        case .leastPackages:
            return "Least packages: no other choice touches fewer packages, and of equal choices the oldest leaves."
        }
    }
}
