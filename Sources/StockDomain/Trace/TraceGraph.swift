/// Which lots became part of which: per step every lot consumed is an ancestor of every lot produced, and a batch is
/// an ancestor of its serials (R12, R23).
///
/// The answers are sets: the same whatever the order of rows, and they end on loops (invariant 9).
public struct TraceGraph: Sendable {
    /// An edge of the trace.
    public struct Edge: Hashable, Sendable {
        public var from: LotID
        public var to: LotID
        /// Nil between a batch and its serial.
        public var step: StepID?
    }

    private var outgoing: [LotID: Set<Edge>] = [:]
    private var incoming: [LotID: Set<Edge>] = [:]

    /// - Parameters:
    ///   - steps: sums per step and lot; a step taken back has sums of zero and links nothing.
    ///   - batches: the batch of each serial that has one.
    public init(steps: some Sequence<StepLot>, batches: [LotID: LotID] = [:]) {
        for (step, rows) in Dictionary(grouping: steps, by: \.stepID) {
            let outputs = rows.filter { $0.produced > .zero }
            for input in rows where input.consumed > .zero {
                for output in outputs { add(Edge(from: input.lotID, to: output.lotID, step: step)) }
            }
        }
        for (serial, batch) in batches where !isLinked(batch, serial) {
            add(Edge(from: batch, to: serial, step: nil))
        }
    }

    /// Whether a step links them already: serials that were their lot before a change of level (R12).
    private func isLinked(_ batch: LotID, _ serial: LotID) -> Bool {
        (incoming[serial] ?? []).contains { $0.from == batch }
    }

    private mutating func add(_ edge: Edge) {
        outgoing[edge.from, default: []].insert(edge)
        incoming[edge.to, default: []].insert(edge)
    }

    /// The lot and everything that it became part of, with the fewest steps to each.
    public func downstream(of lot: LotID) -> [LotID: Int] { downstream(of: [lot]) }

    /// These lots and everything that they became part of, with the fewest steps to each.
    public func downstream(of lots: Set<LotID>) -> [LotID: Int] {
        distances(from: lots) { (outgoing[$0] ?? []).map(\.to) }
    }

    /// The lot and everything that became part of it, with the fewest steps to each.
    public func upstream(of lot: LotID) -> [LotID: Int] { upstream(of: [lot]) }

    /// These lots and everything that became part of them, with the fewest steps to each.
    public func upstream(of lots: Set<LotID>) -> [LotID: Int] {
        distances(from: lots) { (incoming[$0] ?? []).map(\.from) }
    }

    /// The edges between lots of a set, in the order of steps, then lots.
    public func edges(within lots: Set<LotID>) -> [Edge] {
        lots.flatMap { outgoing[$0] ?? [] }.filter { lots.contains($0.to) }.sorted {
            ($0.step?.rawValue ?? 0, $0.from, $0.to) < ($1.step?.rawValue ?? 0, $1.from, $1.to)
        }
    }

    /// The edges that end at a lot.
    func edges(to lot: LotID) -> Set<Edge> { incoming[lot] ?? [] }

    private func distances(from starts: Set<LotID>, _ next: (LotID) -> [LotID]) -> [LotID: Int] {
        var distances = Dictionary(uniqueKeysWithValues: starts.map { ($0, 0) })
        var front = Array(starts)
        var distance = 0
        while !front.isEmpty {
            distance += 1
            front = front.flatMap(next).filter { lot in
                guard distances[lot] == nil else { return false }
                distances[lot] = distance
                return true
            }
        }
        return distances
    }
}
