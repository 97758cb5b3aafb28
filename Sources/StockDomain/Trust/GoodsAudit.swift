/// The movements of one product and number, or of a product without number, worked through in the order of happening.
///
/// Finds the first moment that cannot have been (R11, R28) and what should be where now. Within a posting all takes
/// come before all puts, as they do in the piles.
public struct GoodsAudit: Sendable {
    /// What cannot have happened.
    public enum Fault: Error, Equatable {
        /// More left the spot than was there.
        case short(Spot, by: Quantity, at: Instant, PostingID)
        /// A serial left a place where it was not.
        case elsewhere(expected: Spot, was: Spot, at: Instant, PostingID)
        /// A serial moved as something else than one unit.
        case notOneUnit(Quantity, PostingID)
    }

    /// What is at each spot of ours; empty spots are listed with zero.
    public private(set) var piles: [Spot: Quantity] = [:]
    /// Where a serial is, and the posting that brought it there.
    public private(set) var place: (spot: Spot, postingID: PostingID)?
    /// The first fault at each spot.
    public private(set) var faults: [Fault] = []

    private let isSerial: Bool
    private var puts: [Timeline.Entry] = []
    private var faultySpots: Set<Spot> = []

    public init(isSerial: Bool) {
        self.isSerial = isSerial
    }

    /// - Parameters:
    ///   - entry: the next one by moment, posting and position.
    ///   - holdsStock: whether a place is ours.
    public mutating func add(_ entry: Timeline.Entry, holdsStock: (LocationID) -> Bool) {
        if let put = puts.first, put.postingID != entry.postingID { finishPosting() }
        if holdsStock(entry.from.location) { take(entry) }
        if holdsStock(entry.to.location) { puts.append(entry) }
        if isSerial { follow(entry) }
    }

    /// To be called after the last entry.
    public mutating func finish() {
        finishPosting()
    }

    private mutating func finishPosting() {
        for put in puts { piles[put.to, default: .zero] += put.quantity }
        puts.removeAll(keepingCapacity: true)
    }

    private mutating func take(_ entry: Timeline.Entry) {
        let rest = piles[entry.from, default: .zero] - entry.quantity
        piles[entry.from] = rest
        if rest < .zero, faultySpots.insert(entry.from).inserted {
            faults.append(.short(entry.from, by: -rest, at: entry.happenedAt, entry.postingID))
        }
    }

    private mutating func follow(_ entry: Timeline.Entry) {
        if let place, place.spot.location != entry.from.location, faultySpots.insert(entry.from).inserted {
            faults.append(
                .elsewhere(expected: entry.from, was: place.spot, at: entry.happenedAt, entry.postingID))
        }
        if entry.quantity != .one { faults.append(.notOneUnit(entry.quantity, entry.postingID)) }
        place = (entry.to, entry.postingID)
    }
}
