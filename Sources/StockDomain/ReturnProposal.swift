/// A number that could come back, and what says so: the delivery by which a customer has it, or the place where goods of
/// a supplier stand.
public struct ReturnableNumber: Sendable, Equatable {
    public let lotID: LotID
    public let number: LotNumber
    public let quantity: Quantity
    public let source: String

    public init(lotID: LotID, number: LotNumber, quantity: Quantity, source: String) {
        self.lotID = lotID
        self.number = number
        self.quantity = quantity
        self.source = source
    }
}

/// What a return proposes until somebody has read the numbers off the goods (R27).
public enum ReturnProposal {
    /// The first of `returnable` that make up `quantity`.
    ///
    /// - Parameters:
    ///   - returnable: what was delivered last comes first; a number may stand there several times.
    ///   - most: no more of a number than this, which the partner holds or which is free; zero for those not named.
    public static func numbers(
        for quantity: Quantity, from returnable: [ReturnableNumber], most: [LotID: Quantity]
    ) -> [ReturnableNumber] {
        var rest = quantity
        var left = most
        var proposed: [ReturnableNumber] = []
        for candidate in returnable where rest > .zero {
            let part = min(rest, candidate.quantity, left[candidate.lotID] ?? .zero)
            if part <= .zero { continue }
            proposed.append(
                ReturnableNumber(
                    lotID: candidate.lotID, number: candidate.number, quantity: part, source: candidate.source))
            left[candidate.lotID, default: .zero] -= part
            rest -= part
        }
        return proposed
    }
}
