/// Scrapping all that is on hand of a number, wherever it stands (R26).
public struct ScrapEverywhere: Sendable {
    /// A pile with the line that scraps it.
    public struct Pile: Sendable {
        public let line: LineID
        public let balance: Balance
        /// The documents for which some of it is set aside, the one that comes last in the order of picking first.
        public let setAsideFor: [String]

        public init(line: LineID, balance: Balance, setAsideFor: [String] = []) {
            self.line = line
            self.balance = balance
            self.setAsideFor = setAsideFor
        }
    }

    let kind: PostingKind
    let scrap: Spot

    /// - Parameter kind: `scrap, destroyed, sample` or `internalUse`.
    public init(_ kind: PostingKind, to scrap: Spot) {
        self.kind = kind
        self.scrap = scrap
    }

    /// One movement a pile, whole; goods that are set aside for others ask first (R36).
    public func decide(_ piles: [Pile], of lot: Lot, given answers: [String: String]) -> Decision {
        var decision = Decision()
        let losers = piles.flatMap(\.setAsideFor)
        if let last = losers.first {
            let reserved = piles.map(\.balance.reserved).sum()
            let others = Set(losers).count > 1 ? " and \(Set(losers).count - 1) more" : ""
            _ = decision.ask(
                "lot:reserved", "reserved_for_other",
                "\(reserved.grouped) of “\(lot.number)” are set aside for \(last)\(others). Scrap them all the same?",
                ["take"], given: answers)
        }
        decision.movements = piles.map { pile in
            PlannedMovement(
                kind: kind, productID: lot.productID, lot: pile.balance.key.lot.map(PlannedLot.known),
                quantity: pile.balance.quantity, from: pile.balance.key.spot, to: scrap, lineID: pile.line,
                entered: .inferred)
        }
        return decision
    }
}
