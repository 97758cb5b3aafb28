/// What happened to one number, or to a product without number, in the order of happening.
public struct Timeline: Sendable {
    /// One movement at its moment.
    public struct Entry: Sendable, Equatable {
        public let happenedAt: Instant
        public let postingID: PostingID
        /// The posting that this one takes back.
        public let reverses: PostingID?
        public let quantity: Quantity
        public let from: Spot
        public let to: Spot

        public init(
            happenedAt: Instant, postingID: PostingID, reverses: PostingID? = nil, quantity: Quantity, from: Spot,
            to: Spot
        ) {
            self.happenedAt = happenedAt
            self.postingID = postingID
            self.reverses = reverses
            self.quantity = quantity
            self.from = from
            self.to = to
        }

        /// Whether this one takes something of `other` back at its own moment: as known now, it never was.
        func takesBack(_ other: Entry) -> Bool {
            reverses == other.postingID && happenedAt == other.happenedAt && from == other.to && to == other.from
        }

        fileprivate func holding(_ quantity: Quantity) -> Entry {
            Entry(
                happenedAt: happenedAt, postingID: postingID, reverses: reverses, quantity: quantity, from: from, to: to
            )
        }
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

    /// The first moment at which the story cannot be true (R11, R28), nil when it can.
    public func firstFault(isSerial: Bool, holdsStock: @escaping (LocationID) -> Bool) -> GoodsAudit.Fault? {
        var audit = GoodsAudit(isSerial: isSerial, holdsStock: holdsStock)
        for entry in entries { audit.add(entry) }
        audit.finish()
        return audit.faults.first
    }

    /// Why a posting cannot be written into this story, nil when it can.
    ///
    /// A serial must be where the posting brings it when the whole story is told. Else the posting would stand before
    /// the first that is known of it, and what it takes the serial from came later (R5, R11).
    ///
    /// - Parameter posting: the movements of these goods, in order.
    public func fault(
        writing posting: [Entry], isSerial: Bool, holdsStock: @escaping (LocationID) -> Bool
    ) -> GoodsAudit.Fault? {
        let told = Timeline(entries + posting)
        if let fault = told.firstFault(isSerial: isSerial, holdsStock: holdsStock) { return fault }
        guard isSerial, let last = posting.last, let origin = entries.withoutTakenBack().first?.from,
            let place = told.lastKnown?.to.location, place != last.to.location
        else { return nil }
        return .elsewhere(expected: last.from, was: origin, at: last.happenedAt, last.postingID)
    }

    /// What brought the goods where they are, nil when all of it was taken back.
    public var lastKnown: Entry? { entries.withoutTakenBack().last }
}

extension [Timeline.Entry] {
    /// What happened, without what was taken back at its own moment (R18c).
    func withoutTakenBack() -> [Timeline.Entry] {
        if !contains(where: { $0.reverses != nil }) { return self }
        return zip(self, quantitiesLeft()).compactMap { entry, left in
            left == entry.quantity ? entry : left == .zero ? nil : entry.holding(left)
        }
    }

    /// What is left of each entry; a reversal that finds nothing to take back stays a happening of its own.
    func quantitiesLeft() -> [Quantity] {
        var left = map(\.quantity)
        let reversed = Set(compactMap(\.reverses))
        let originals = Dictionary(grouping: indices.filter { reversed.contains(self[$0].postingID) }) {
            self[$0].postingID
        }
        for index in indices {
            for original in self[index].reverses.flatMap({ originals[$0] }) ?? []
            where left[original] > .zero && self[index].takesBack(self[original]) {
                let back = Swift.min(left[index], left[original])
                left[original] -= back
                left[index] -= back
            }
        }
        return left
    }
}
