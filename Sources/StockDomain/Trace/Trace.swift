/// Where a lot came from and what it became, as a graph with quantities (R44).
public struct Trace: Sendable, Equatable {
    /// Which way a trace looks.
    public enum Direction: String, Sendable, CaseIterable {
        case up, down, both

        var looksUp: Bool { self != .down }
        var looksDown: Bool { self != .up }
    }

    /// A lot of the graph, or goods without number that a step consumed.
    public struct Node: Sendable, Equatable {
        public var lot: LotName
        /// The fewest steps from the lot asked about: below zero upstream, above it downstream.
        public var level: Int
        /// How much of it comes from the lots asked about; nil upstream, and where the way runs through a loop.
        public var share: Share?

        public init(lot: LotName, level: Int, share: Share?) {
            self.lot = lot
            self.level = level
            self.share = share
        }
    }

    /// One step's way from a lot to another, or from a batch to its serial.
    public struct Edge: Sendable, Equatable {
        public var from: LotName
        public var to: LotName
        /// Nil between a batch and its serial.
        public var step: StepID?
        public var document: DocumentName?
        public var happenedAt: Instant?
        /// What the step consumed of `from`.
        public var quantity: Quantity
        /// `quantity` by all that the step consumed of that product.
        public var share: Share?
        /// How much of what went into the step `to` takes, where co-products declare what they take; else nil.
        public var inputShare: Share?

        public init(
            from: LotName, to: LotName, step: StepID?, document: DocumentName?, happenedAt: Instant?,
            quantity: Quantity, share: Share?, inputShare: Share? = nil
        ) {
            self.from = from
            self.to = to
            self.step = step
            self.document = document
            self.happenedAt = happenedAt
            self.quantity = quantity
            self.share = share
            self.inputShare = inputShare
        }
    }

    /// The lot asked about; the first of several.
    public var lot: LotName
    /// All lots asked about.
    public var lots: [LotName]
    /// What was recorded later is left out; nil when nothing is.
    public var knownAt: Instant?
    public var nodes: [Node]
    public var edges: [Edge]
    /// Steps of so many ways that not each is among the edges, ascending: all that went into one became part of all that
    /// came out, and each number stands there with one of each product on the other side.
    public var shortenedSteps: [StepID] = []
    /// Receipts of the lot and of all upstream.
    public var receipts: [LotOrigin]
    /// Receipts that goods may have come with before they got their numbers: an estimate, never a fact (R48).
    public var estimatedReceipts: [LotOrigin]
    /// Deliveries of the lot and of all downstream.
    public var deliveries: [TracedDelivery]
    /// What customers brought back of them.
    public var returns: [TracedDelivery]
    public var gaps: [Gap]

    /// A step that made a thousand units of a thousand has a million ways; nobody reads them, and no server holds many.
    static let mostEdgesOfStep = 100_000

    /// A trace that was worked out already.
    public init(
        lot: LotName, lots: [LotName], knownAt: Instant?, nodes: [Node], edges: [Edge], receipts: [LotOrigin],
        estimatedReceipts: [LotOrigin], deliveries: [TracedDelivery], returns: [TracedDelivery], gaps: [Gap]
    ) {
        self.lot = lot
        self.lots = lots
        self.knownAt = knownAt
        self.nodes = nodes
        self.edges = edges
        self.receipts = receipts
        self.estimatedReceipts = estimatedReceipts
        self.deliveries = deliveries
        self.returns = returns
        self.gaps = gaps
    }
}

/// A delivery or return with the partner who got or brought it.
public struct TracedDelivery: Sendable, Equatable {
    public var partner: Partner?
    public var delivery: Booking
}
