/// What happened to one number, or to a product without number, in the order of happening.
public struct Timeline: Sendable {
    /// One movement at its moment.
    public struct Entry: Sendable, Equatable {
        public let happenedAt: Instant
        public let postingID: PostingID
        public let quantity: Quantity
        public let from: Spot
        public let to: Spot

        public init(happenedAt: Instant, postingID: PostingID, quantity: Quantity, from: Spot, to: Spot) {
            self.happenedAt = happenedAt
            self.postingID = postingID
            self.quantity = quantity
            self.from = from
            self.to = to
        }
    }

    /// The first moment at which the story cannot be true (R11, R28).
    public enum Fault: Error, Equatable {
        /// A place of ours would have held less than nothing.
        case notThere(spot: Spot, at: Instant, missing: Quantity)
        /// A serial would have left a place where it was not.
        case elsewhere(at: Instant, expected: Spot, was: Spot)
    }

    /// In order of happening; those of one moment in the order of their postings, and within a posting as written.
    public let entries: [Entry]

    /// - Parameter entries: in any order; those of the same moment and posting keep theirs.
    public init(_ entries: [Entry]) {
        self.entries = entries.enumerated().sorted {
            ($0.element.happenedAt, $0.element.postingID.rawValue, $0.offset)
                < ($1.element.happenedAt, $1.element.postingID.rawValue, $1.offset)
        }.map(\.element)
    }

    /// Checks that no place of ours is ever negative and, for a serial, that it leaves only where it is.
    ///
    /// Within one posting all takes come before all puts, as they do in the balances.
    public func check(isSerial: Bool, holdsStock: (LocationID) -> Bool) throws(Fault) {
        var held: [Spot: Quantity] = [:]
        var place: Spot?
        var index = 0
        while index < entries.count {
            let end = entries[index...].firstIndex { $0.postingID != entries[index].postingID } ?? entries.count
            let group = entries[index..<end]
            for entry in group where holdsStock(entry.from.location) {
                let rest = (held[entry.from] ?? .zero) - entry.quantity
                if rest < .zero { throw .notThere(spot: entry.from, at: entry.happenedAt, missing: -rest) }
                held[entry.from] = rest
            }
            for entry in group where holdsStock(entry.to.location) { held[entry.to, default: .zero] += entry.quantity }
            if isSerial { place = try Timeline.follow(group, from: place) }
            index = end
        }
    }

    /// Where the serial is after one posting's movements.
    private static func follow(_ group: ArraySlice<Entry>, from place: Spot?) throws(Fault) -> Spot? {
        var place = place
        for entry in group {
            if let place, place.location != entry.from.location {
                throw .elsewhere(at: entry.happenedAt, expected: entry.from, was: place)
            }
            place = entry.to
        }
        return place
    }
}
