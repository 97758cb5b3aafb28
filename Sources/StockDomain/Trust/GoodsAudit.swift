/// The movements of one product and number, or of a product without number, worked through in the order of happening.
///
/// Finds the moments that cannot have been (R11, R28) and what should be where now. What was taken back at its own
/// moment never was, and within a posting all takes come before all puts, as they do in the piles.
public struct GoodsAudit {
    /// What cannot have happened.
    public enum Fault: Error, Equatable {
        /// More left the spot than was there.
        case short(Spot, by: Quantity, at: Instant, PostingID)
        /// A serial left a place where it was not.
        case elsewhere(expected: Spot, was: Spot, at: Instant, PostingID)
        /// A serial moved as something else than one unit.
        case notOneUnit(Quantity, PostingID)

        /// Whether both find the same spot short at the same moment, and this one by no more.
        public func isNoWorse(than other: Fault) -> Bool {
            guard case .short(let spot, let missing, let at, let posting) = self,
                case .short(let otherSpot, let otherMissing, let otherAt, let otherPosting) = other
            else { return false }
            return spot == otherSpot && at == otherAt && posting == otherPosting && missing <= otherMissing
        }
    }

    /// What is at each spot of ours; empty spots are listed with zero.
    public private(set) var piles: [Spot: Quantity] = [:]
    /// Where a serial is, and the posting that brought it there.
    public private(set) var place: (spot: Spot, postingID: PostingID)?
    /// Postings that brought a serial back to where it was before what they take back.
    public private(set) var reversals: Set<PostingID> = []
    /// The first fault at each spot.
    public private(set) var faults: [Fault] = []

    private let isSerial: Bool
    private let holdsStock: (LocationID) -> Bool
    /// The entries of the present moment, which are only judged when all of them are known.
    private var moment: [Timeline.Entry] = []
    private var faultySpots: Set<Spot> = []

    /// - Parameter holdsStock: whether a place is ours.
    public init(isSerial: Bool, holdsStock: @escaping (LocationID) -> Bool) {
        self.isSerial = isSerial
        self.holdsStock = holdsStock
    }

    /// - Parameter entry: the next one by moment, posting and position.
    public mutating func add(_ entry: Timeline.Entry) {
        if let first = moment.first, first.happenedAt != entry.happenedAt { finish() }
        if isSerial, entry.reverses != nil { reversals.insert(entry.postingID) }
        moment.append(entry)
    }

    /// To be called after the last entry.
    public mutating func finish() {
        var rest = moment.withoutTakenBack()[...]
        moment.removeAll(keepingCapacity: true)
        while let first = rest.first {
            let posting = rest.prefix { $0.postingID == first.postingID }
            rest = rest[posting.endIndex...]
            work(through: posting)
        }
    }

    private mutating func work(through posting: ArraySlice<Timeline.Entry>) {
        for entry in posting {
            if holdsStock(entry.from.location) { take(entry) }
            if isSerial { follow(entry) }
        }
        for entry in posting where holdsStock(entry.to.location) { piles[entry.to, default: .zero] += entry.quantity }
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
