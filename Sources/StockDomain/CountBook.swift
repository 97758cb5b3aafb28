/// What the book says of one product at one spot, as a count is held against it (R25).
public struct CountBook: Sendable {
    /// Piles at the spot now.
    public let piles: [Balance]
    /// The same by number; a spot may hold many thousands.
    private let booked: [LotID?: Quantity]
    /// What came (above zero) and went (below) since the goods were counted, by number; nil stands for no number.
    public var movedSince: [LotID?: Quantity]
    /// Whether the count tells of a past moment: it is held against the book of that moment and asks nothing (R30).
    public var isOfThePast: Bool
    /// Piles of the named numbers in other places of ours.
    public var elsewhere: [LotID: [Balance]]
    /// Numbers that other lines of the same count name: where they are not named they are not missing.
    public var namedOnOtherLines: Set<LotID>
    /// Those of them that are named at the same spot, which is counted by several lines together.
    public var namedHereOnOtherLines: Set<LotID>
    /// Whether the line says what is missing at the spot: of several lines about it the first does.
    public var saysWhatIsMissing: Bool

    public init(
        piles: [Balance] = [], movedSince: [LotID?: Quantity] = [:], isOfThePast: Bool = false,
        elsewhere: [LotID: [Balance]] = [:], namedOnOtherLines: Set<LotID> = [],
        namedHereOnOtherLines: Set<LotID> = [], saysWhatIsMissing: Bool = true
    ) {
        self.piles = piles
        booked = piles.reduce(into: [:]) { $0[$1.key.lot, default: .zero] += $1.quantity }
        self.movedSince = movedSince
        self.isOfThePast = isOfThePast
        self.elsewhere = elsewhere
        self.namedOnOtherLines = namedOnOtherLines
        self.namedHereOnOtherLines = namedHereOnOtherLines
        self.saysWhatIsMissing = saysWhatIsMissing
    }

    /// All that is booked at the spot now.
    public var quantityNow: Quantity { piles.map(\.quantity).sum() }

    /// All that was booked there when it was counted.
    public var quantityThen: Quantity { quantityNow - movedSince.values.sum() }

    /// What is booked of one number, or without number.
    func quantity(of lot: LotID?, _ moment: CountMoment) -> Quantity {
        let now = booked[lot] ?? .zero
        return moment == .now ? now : now - (movedSince[lot] ?? .zero)
    }

    /// Everything that is or was there.
    var numbers: [LotID?] {
        let there = piles.map(\.key.lot)
        let gone = movedSince.keys.filter { booked[$0] == nil }
        return there + gone.sorted { ($0?.rawValue ?? 0) < ($1?.rawValue ?? 0) }
    }
}

/// The moment whose book a count is held against.
enum CountMoment {
    /// That of booking the count: what was counted is what there is (*keep counted*).
    case now
    /// That of counting: what was missing or more then is so still (*keep difference*).
    case counted
}
