import StockDomain

/// To which level and capture point a product is to change; nil for what the draft says.
public struct TrackingChangeRequest: Sendable, Equatable {
    public var tracking: Tracking?
    public var capture: Capture?

    public init(tracking: Tracking? = nil, capture: Capture? = nil) {
        self.tracking = tracking
        self.capture = capture
    }
}

/// Numbers found at a spot, names not yet looked up.
public struct FoundNumbersRequest: Sendable, Equatable {
    /// Codes of a place, and the number of a package in it.
    public var location: String
    public var package: String?
    /// The number that the goods have had until now.
    public var fromLot: LotNumber?
    public var numbers: [NumberInput]
    /// A pasted list (R15).
    public var pasted: String?
    /// Its place in the request, such as `/numbers/0`; empty for the whole.
    public var pointer: String

    public init(
        location: String, package: String? = nil, fromLot: LotNumber? = nil, numbers: [NumberInput] = [],
        pasted: String? = nil, pointer: String = ""
    ) {
        self.location = location
        self.package = package
        self.fromLot = fromLot
        self.numbers = numbers
        self.pasted = pasted
        self.pointer = pointer
    }
}

/// What somebody fills into a draft.
public struct ChangeFillingRequest: Sendable {
    /// What becomes of the numbers that the draft has.
    public enum Manner: Sendable {
        case add
        /// They are given up.
        case replaceAll
        /// Those of the spots, and of the old numbers there, that the request names are given up.
        case replaceSpots
    }

    public var found: [FoundNumbersRequest]
    public var manner: Manner
    public var differenceReason: Change<String>

    public init(_ found: [FoundNumbersRequest], _ manner: Manner = .add, differenceReason: Change<String> = .keep) {
        self.found = found
        self.manner = manner
        self.differenceReason = differenceReason
    }
}
