/// What a trace needs beyond the facts of a recall.
public struct TraceFacts: Sendable {
    public var recall: RecallFacts
    /// All rows of every step that something of the trace took part in.
    public var steps: [StepLot]
    /// Goods without number that those steps consumed.
    public var unnumberedInputs: [(step: StepID, movement: LotMovement)]
    /// What outputs of steps with co-products take of what went in.
    public var declaredShares: [DeclaredShare] = []

    public init(recall: RecallFacts, steps: [StepLot], unnumberedInputs: [(step: StepID, movement: LotMovement)]) {
        self.recall = recall
        self.steps = steps
        self.unnumberedInputs = unnumberedInputs
    }
}

extension Trace {
    /// Works out the graph; the same whatever the order of rows (invariant 9).
    public init(_ facts: TraceFacts, _ direction: Direction) {
        let scope = RecallScope(facts.recall)
        let graph = TraceGraph(steps: facts.steps, batches: facts.batches)
        let asked = facts.recall.alsoAsked.union([facts.recall.asked])
        let down = direction.looksDown ? graph.downstream(of: asked) : [:]
        let up = direction.looksUp ? graph.upstream(of: asked) : [:]
        let shares = TraceShares(graph, steps: facts.steps) { facts.recall.lots[$0]?.productID }
        let carried = direction.looksDown ? shares.shares(of: asked) : [:]
        let divided = facts.inputShares(shares)
        let inputs = direction.looksUp ? facts.inputsWithoutNumber(of: Set(up.keys), divided) : []
        lots = asked.map(facts.recall.name).sorted()
        lot = lots[0]
        knownAt = facts.recall.knownAt
        nodes =
            Trace.levels(up: up, down: down, asked: asked).map { lot, level in
                Node(lot: facts.recall.name(lot), level: level, share: level < 0 ? nil : carried[lot])
            }
            + Trace.inputNodes(inputs, levels: up)
        nodes.sort { ($0.level, $0.lot) < ($1.level, $1.lot) }
        let ways = [up, down].map { reached in
            graph.edges(within: Set(reached.keys), mostOfStep: Trace.mostEdgesOfStep) {
                facts.recall.lots[$0]?.productID
            }
        }
        edges = Set(ways.flatMap(\.edges)).map { facts.edge($0, shares, divided) } + inputs.map(\.edge)
        shortenedSteps = Set(ways.flatMap(\.shortened)).sorted()
        edges.sort { ($0.step?.rawValue ?? 0, $0.from, $0.to) < ($1.step?.rawValue ?? 0, $1.from, $1.to) }
        receipts = direction.looksUp ? scope.sources : []
        estimatedReceipts = direction.looksUp ? scope.estimatedSources : []
        deliveries = direction.looksDown ? scope.traced(\.deliveries) : []
        returns = direction.looksDown ? scope.traced(\.returns) : []
        gaps = scope.gaps.filter {
            $0.weight == .hidesCustomers ? direction.looksDown : direction.looksUp
        }
    }

    /// The nearer way counts; a lot as near upstream as downstream, in a loop, stands downstream.
    private static func levels(up: [LotID: Int], down: [LotID: Int], asked: Set<LotID>) -> [LotID: Int] {
        var levels = down
        for (lot, distance) in up where distance < levels[lot] ?? Int.max { levels[lot] = -distance }
        for lot in asked { levels[lot] = 0 }
        return levels
    }

    private static func inputNodes(_ inputs: [TraceInput], levels: [LotID: Int]) -> [Node] {
        var nodes: [LotName: Int] = [:]
        for input in inputs {
            let level = -(levels[input.output] ?? 0) - 1
            nodes[input.edge.from] = max(level, nodes[input.edge.from] ?? level)
        }
        return nodes.map { Node(lot: $0.key, level: $0.value, share: nil) }
    }
}

extension RecallScope {
    /// Deliveries or returns of everybody in the answer, in the order of happening.
    fileprivate func traced(_ bookings: KeyPath<Consignee, [Booking]>) -> [TracedDelivery] {
        (consignees + returnedAll).flatMap { consignee in
            consignee[keyPath: bookings].map { TracedDelivery(partner: consignee.partner, delivery: $0) }
        }.sorted {
            ($0.delivery.happenedAt, $0.delivery.postingID, $0.delivery.lot)
                < ($1.delivery.happenedAt, $1.delivery.postingID, $1.delivery.lot)
        }
    }
}

/// Goods without number on their way into an output.
private struct TraceInput {
    let output: LotID
    let edge: Trace.Edge
}

extension TraceFacts {
    /// The batch of each serial, both by their right numbers.
    fileprivate var batches: [LotID: LotID] {
        var batches: [LotID: LotID] = [:]
        for lot in recall.lots.values {
            guard let batch = lot.batchID, recall.lots[batch] != nil else { continue }
            batches[recall.rightLot(lot.id)] = recall.rightLot(batch)
        }
        return batches
    }

    fileprivate func inputShares(_ shares: TraceShares) -> InputShares {
        let declared = declaredShares.map { share in
            DeclaredShare(
                step: share.step, product: share.product, lot: share.lot.map(recall.rightLot), percent: share.percent)
        }
        return InputShares(declared) { shares.row(of: $0, in: $1)?.produced ?? .zero }
    }

    fileprivate func edge(
        _ edge: TraceGraph.Edge, _ shares: TraceShares, _ divided: InputShares
    ) -> Trace.Edge {
        let row = edge.step.flatMap { shares.row(of: edge.from, in: $0) }
        return Trace.Edge(
            from: recall.name(edge.from), to: recall.name(edge.to), step: edge.step, document: row?.document,
            happenedAt: row?.happenedAt, quantity: row?.consumed ?? .one,
            share: edge.step.flatMap { shares.share(of: edge.from, in: $0) },
            inputShare: edge.step.flatMap { divided.share(of: edge.to, in: $0) })
    }

    /// What the steps that made these lots consumed without number, one edge per output.
    fileprivate func inputsWithoutNumber(of lots: Set<LotID>, _ divided: InputShares) -> [TraceInput] {
        let produced = steps.filter { $0.produced > .zero && lots.contains($0.lotID) }
        let outputs = Dictionary(grouping: produced, by: \.stepID)
        var sums: [StepID: [ProductID: Quantity]] = [:]
        for (step, movement) in unnumberedInputs where outputs[step] != nil && !movement.isNumbering {
            let booked = movement.booked
            guard booked.to == .production, booked.from != .production else { continue }
            sums[step, default: [:]][movement.productID, default: .zero] += booked.quantity
        }
        return sums.flatMap { step, products in
            products.filter { $0.value > .zero }.flatMap { product, quantity in
                (outputs[step] ?? []).map { input(of: product, quantity, to: $0, divided) }
            }
        }
    }

    private func input(
        of product: ProductID, _ quantity: Quantity, to output: StepLot, _ divided: InputShares
    ) -> TraceInput {
        let goods = LotName(id: nil, number: nil, kind: nil, product: recall.product(product))
        return TraceInput(
            output: output.lotID,
            edge: Trace.Edge(
                from: goods, to: recall.name(output.lotID), step: output.stepID, document: output.document,
                happenedAt: output.happenedAt, quantity: quantity, share: nil,
                inputShare: divided.share(of: output.lotID, in: output.stepID)))
    }
}
