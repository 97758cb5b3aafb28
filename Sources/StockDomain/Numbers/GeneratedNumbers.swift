/// Numbers that generation offers, and those that it passed over because they are taken (R13).
public struct GeneratedNumbers: Sendable, Equatable {
    public private(set) var numbers: [LotNumber] = []
    public private(set) var skipped: [LotNumber] = []

    public init() {}

    /// How many candidates were looked at.
    public var looked: Int { numbers.count + skipped.count }

    /// Takes of the candidates in their order until there are `count` numbers.
    public mutating func take(upTo count: Int, of candidates: [LotNumber], taken: Set<LotNumber>) {
        for candidate in candidates where numbers.count < count {
            if taken.contains(candidate) { skipped.append(candidate) } else { numbers.append(candidate) }
        }
    }
}

/// The lots into which a quantity is divided (R13).
public enum LotDivision {
    /// Whole lots of `perLot`, the last with what is left: 10 by 4 is 4, 4, 2.
    ///
    /// - Parameters: both positive.
    /// - Returns: nil when there would be more than `NumberRun.most`.
    public static func quantities(_ quantity: Quantity, perLot: Quantity) -> [Quantity]? {
        let (whole, rest) = quantity.millionths.quotientAndRemainder(dividingBy: perLot.millionths)
        guard whole + (rest > 0 ? 1 : 0) <= Int64(NumberRun.most) else { return nil }
        let lots = Array(repeating: perLot, count: Int(whole))
        return rest > 0 ? lots + [Quantity(millionths: rest)] : lots
    }
}
