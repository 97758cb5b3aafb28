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
        /// How much of it comes from the lot asked about; nil upstream, and where the way runs through a loop.
        public var share: Share?
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
    }

    public var lot: LotName
    public var nodes: [Node]
    public var edges: [Edge]
    /// Receipts of the lot and of all upstream.
    public var receipts: [LotOrigin]
    /// Receipts that goods may have come with before they got their numbers: an estimate, never a fact (R48).
    public var estimatedReceipts: [LotOrigin]
    /// Deliveries of the lot and of all downstream.
    public var deliveries: [TracedDelivery]
    public var gaps: [Gap]
}

/// A delivery with the partner who got it.
public struct TracedDelivery: Sendable, Equatable {
    public var partner: Partner?
    public var delivery: Booking
}
