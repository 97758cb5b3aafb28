/// What a posting of kind `renumber` records: goods that never had the number which was typed (R18).
///
/// Such a posting moves nothing; its hash covers these fields.
public struct Renumbering: Hashable, Sendable {
    public let lotID: LotID
    /// The misspelt number.
    public let former: LotNumber
    /// The right one.
    public let number: LotNumber
    /// The lot that had the right number already; nil when the goods took a new one.
    public let joinedTo: LotID?

    public init(lotID: LotID, former: LotNumber, number: LotNumber, joinedTo: LotID? = nil) {
        self.lotID = lotID
        self.former = former
        self.number = number
        self.joinedTo = joinedTo
    }
}

/// Why a misspelt number cannot become another one, first match first.
public enum RenumberingFault: Error, Equatable {
    /// It is called so already.
    case sameNumber(LotNumber)
    /// Both serials have been somewhere at one time, so that they were two things (R11).
    case twoThings(Spot, Instant)
}

extension Renumbering {
    /// Whether two serials may be one and the same: their stories, told as one, must be possible (R11, R28).
    ///
    /// Lots may always be joined, since what was never below zero is not below zero when taken together.
    public static func checkJoin(
        kind: LotKind, _ stories: [Timeline.Entry], holdsStock: @escaping (LocationID) -> Bool
    ) throws(RenumberingFault) {
        guard kind == .serial else { return }
        switch Timeline(stories).firstFault(isSerial: true, holdsStock: holdsStock) {
        case .short(let spot, _, let at, _), .elsewhere(_, let spot, let at, _): throw .twoThings(spot, at)
        case .notOneUnit, nil: return
        }
    }
}
