/// Which lots became part of which: per step every lot consumed is an ancestor of every lot produced, and a batch is
/// an ancestor of its serials (R12, R23).
///
/// Steps are kept as they are and never spelled out into pairs: one that made a thousand units of a thousand would have
/// a million. The answers are sets: the same whatever the order of rows, and they end on loops (invariant 9).
public struct TraceGraph: Sendable {
    /// An edge of the trace.
    public struct Edge: Hashable, Sendable {
        public var from: LotID
        public var to: LotID
        /// Nil between a batch and its serial.
        public var step: StepID?
    }

    /// What a step consumed and produced, ascending.
    struct Step: Sendable {
        var inputs: [LotID] = []
        var outputs: [LotID] = []
    }

    private var steps: [StepID: Step] = [:]
    /// The steps that consumed a lot, and those that produced one.
    private var consumers: [LotID: [StepID]] = [:]
    private var makers: [LotID: [StepID]] = [:]
    private var serials: [LotID: [LotID]] = [:]
    private var batches: [LotID: LotID] = [:]

    /// - Parameters:
    ///   - steps: sums per step and lot; a step taken back has sums of zero and links nothing.
    ///   - batches: the batch of each serial that has one.
    public init(steps rows: some Sequence<StepLot>, batches: [LotID: LotID] = [:]) {
        for row in rows {
            if row.consumed > .zero {
                steps[row.stepID, default: Step()].inputs.append(row.lotID)
                consumers[row.lotID, default: []].append(row.stepID)
            }
            if row.produced > .zero {
                steps[row.stepID, default: Step()].outputs.append(row.lotID)
                makers[row.lotID, default: []].append(row.stepID)
            }
        }
        steps = steps.mapValues { Step(inputs: Set($0.inputs).sorted(), outputs: Set($0.outputs).sorted()) }
        consumers = consumers.mapValues { Set($0).sorted() }
        makers = makers.mapValues { Set($0).sorted() }
        for (serial, batch) in batches where !isLinked(batch, serial) {
            self.batches[serial] = batch
            serials[batch, default: []].append(serial)
        }
    }

    /// Whether a step links them already: serials that were their lot before a change of level (R12).
    private func isLinked(_ batch: LotID, _ serial: LotID) -> Bool {
        let made = Set(makers[serial] ?? [])
        return (consumers[batch] ?? []).contains { made.contains($0) }
    }

    /// The lot and everything that it became part of, with the fewest steps to each.
    public func downstream(of lot: LotID) -> [LotID: Int] { downstream(of: [lot]) }

    /// These lots and everything that they became part of, with the fewest steps to each.
    public func downstream(of lots: Set<LotID>) -> [LotID: Int] {
        distances(from: lots, through: consumers, \.outputs) { serials[$0] ?? [] }
    }

    /// The lot and everything that became part of it, with the fewest steps to each.
    public func upstream(of lot: LotID) -> [LotID: Int] { upstream(of: [lot]) }

    /// These lots and everything that became part of them, with the fewest steps to each.
    public func upstream(of lots: Set<LotID>) -> [LotID: Int] {
        distances(from: lots, through: makers, \.inputs) { lot in batches[lot].map { [$0] } ?? [] }
    }

    /// The edges between lots of a set, in the order of steps, then lots.
    public func edges(within lots: Set<LotID>) -> [Edge] { edges(within: lots, mostOfStep: .max).edges }

    /// The same; of a step with more than `mostOfStep` edges only so many that each of its inputs stands once for each
    /// product that came out, and each of its outputs once for each product that went in.
    ///
    /// - Returns: with the edges the steps that were shortened so, ascending.
    func edges(
        within lots: Set<LotID>, mostOfStep most: Int, product: (LotID) -> ProductID? = { _ in nil }
    ) -> (edges: [Edge], shortened: [StepID]) {
        var edges: [Edge] = []
        var shortened: [StepID] = []
        for step in Set(lots.flatMap { consumers[$0] ?? [] }).sorted() {
            let inputs = (steps[step]?.inputs ?? []).filter(lots.contains)
            let outputs = (steps[step]?.outputs ?? []).filter(lots.contains)
            if inputs.isEmpty || outputs.isEmpty { continue }
            if inputs.count <= most / outputs.count {
                edges += inputs.flatMap { from in outputs.map { Edge(from: from, to: $0, step: step) } }
                continue
            }
            shortened.append(step)
            let (firstIn, firstOut) = (firstOfEach(product, inputs), firstOfEach(product, outputs))
            let short =
                inputs.flatMap { from in firstOut.map { Edge(from: from, to: $0, step: step) } }
                + outputs.flatMap { to in firstIn.map { Edge(from: $0, to: to, step: step) } }
            edges += Set(short)
        }
        for (serial, batch) in batches where lots.contains(serial) && lots.contains(batch) {
            edges.append(Edge(from: batch, to: serial, step: nil))
        }
        edges.sort { ($0.step?.rawValue ?? 0, $0.from, $0.to) < ($1.step?.rawValue ?? 0, $1.from, $1.to) }
        return (edges, shortened)
    }

    private func firstOfEach(_ product: (LotID) -> ProductID?, _ lots: [LotID]) -> [LotID] {
        var seen: Set<ProductID?> = []
        return lots.filter { seen.insert(product($0)).inserted }
    }

    /// What a step consumed and produced.
    func step(_ id: StepID) -> Step { steps[id] ?? Step() }

    /// The steps that consumed a lot, ascending.
    func consumers(of lot: LotID) -> [StepID] { consumers[lot] ?? [] }

    /// The steps that produced a lot, ascending.
    func makers(of lot: LotID) -> [StepID] { makers[lot] ?? [] }

    /// The batch of a serial that no step links to it.
    func batch(of serial: LotID) -> LotID? { batches[serial] }

    /// The serials of a batch that no step links to it.
    func serials(of batch: LotID) -> [LotID] { serials[batch] ?? [] }

    /// Breadth first; whoever reaches a step first takes all that is behind it.
    private func distances(
        from starts: Set<LotID>, through leaving: [LotID: [StepID]], _ behind: KeyPath<Step, [LotID]>,
        beside: (LotID) -> [LotID]
    ) -> [LotID: Int] {
        var distances = Dictionary(uniqueKeysWithValues: starts.map { ($0, 0) })
        var walked: Set<StepID> = []
        var front = Array(starts)
        var distance = 0
        while !front.isEmpty {
            distance += 1
            var next: [LotID] = []
            for lot in front {
                let reached = (leaving[lot] ?? []).filter { walked.insert($0).inserted }
                    .flatMap { steps[$0]?[keyPath: behind] ?? [] }
                for other in reached + beside(lot) where distances[other] == nil {
                    distances[other] = distance
                    next.append(other)
                }
            }
            front = next
        }
        return distances
    }
}
