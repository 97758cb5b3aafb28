/// How much of a lot comes from another: worked out from the shares of single steps, level by level.
///
/// In one step the share of a lot is what was consumed of it by all that was consumed of its product. A lot made in
/// several steps takes the mean of their shares by what each produced; where several products of a step carry the
/// lot asked about, the one that carries most counts. Where the way runs through a loop there is no share.
public struct TraceShares {
    private let graph: TraceGraph
    private let rows: [StepID: [LotID: StepLot]]
    private let product: (LotID) -> ProductID?
    /// What each step consumed of each product.
    private let wholes: [StepID: [ProductID?: Quantity]]

    /// - Parameters:
    ///   - steps: all rows of the steps concerned, other components too.
    ///   - product: the product of a lot.
    public init(_ graph: TraceGraph, steps: [StepLot], product: @escaping (LotID) -> ProductID?) {
        self.graph = graph
        self.product = product
        rows = Dictionary(grouping: steps, by: \.stepID).mapValues { rows in
            Dictionary(rows.map { ($0.lotID, $0) }, uniquingKeysWith: { first, _ in first })
        }
        wholes = rows.mapValues { rows in
            rows.values.reduce(into: [:]) { $0[product($1.lotID), default: .zero] += $1.consumed }
        }
    }

    /// What a step did with a lot.
    func row(of lot: LotID, in step: StepID) -> StepLot? { rows[step]?[lot] }

    /// The part of its product that a lot was in one step; nil when it was not consumed there.
    public func share(of lot: LotID, in step: StepID) -> Share? {
        guard let row = rows[step]?[lot], row.consumed > .zero, let whole = wholes[step]?[product(lot)] else {
            return nil
        }
        return Share(row.consumed, of: whole)
    }

    /// The share of `origin` in each lot downstream of it; lots that a loop leads to are left out.
    public func shares(of origin: LotID) -> [LotID: Share] { shares(of: [origin]) }

    /// The share of several lots together in each lot downstream of them.
    public func shares(of origins: Set<LotID>) -> [LotID: Share] {
        if origins.contains(where: isInLoop) { return [:] }
        var carrying = Carrying(graph, origins)
        var shares = Dictionary(uniqueKeysWithValues: origins.map { ($0, Share.whole) })
        var carried: [StepID: Share] = [:]
        var known = origins.sorted()
        while let lot = known.popLast() {
            for step in carrying.stepsComplete(with: lot) {
                carried[step] = share(carriedBy: step, shares)
                for output in graph.step(step).outputs where carrying.isCompleted(output) {
                    shares[output] = share(carriedTo: output, shares, carried)
                    known.append(output)
                }
            }
            for serial in graph.serials(of: lot) where carrying.isCompleted(serial) {
                shares[serial] = share(carriedTo: serial, shares, carried)
                known.append(serial)
            }
        }
        return shares
    }

    /// A step is worked out once all of its inputs that carry something are, a lot once all the steps that made it of
    /// such are; a loop and what follows it never is.
    private struct Carrying {
        private let graph: TraceGraph
        private let origins: Set<LotID>
        private let reached: [LotID: Int]
        private var openInputs: [StepID: Int] = [:]
        private var openMakers: [LotID: Int] = [:]

        init(_ graph: TraceGraph, _ origins: Set<LotID>) {
            self.graph = graph
            self.origins = origins
            reached = graph.downstream(of: origins)
            for step in Set(reached.keys.flatMap(graph.consumers)) {
                openInputs[step] = graph.step(step).inputs.count { reached[$0] != nil }
                for output in graph.step(step).outputs { openMakers[output, default: 0] += 1 }
            }
            for lot in reached.keys where graph.batch(of: lot).map({ reached[$0] != nil }) ?? false {
                openMakers[lot, default: 0] += 1
            }
        }

        /// The steps of which a lot is the last input that was waited for.
        mutating func stepsComplete(with lot: LotID) -> [StepID] {
            graph.consumers(of: lot).filter { step in
                openInputs[step, default: 0] -= 1
                return openInputs[step] == 0
            }
        }

        /// Whether a lot waits for nothing more, now that one of its steps, or its batch, is worked out.
        mutating func isCompleted(_ lot: LotID) -> Bool {
            openMakers[lot, default: 0] -= 1
            return openMakers[lot] == 0 && !origins.contains(lot)
        }
    }

    /// Whether something that a lot became part of is a part of it.
    private func isInLoop(_ lot: LotID) -> Bool {
        let after = graph.downstream(of: lot)
        let before = graph.makers(of: lot).flatMap { graph.step($0).inputs } + [graph.batch(of: lot)].compactMap { $0 }
        return before.contains { after[$0] != nil }
    }

    private func share(
        carriedTo lot: LotID, _ shares: [LotID: Share], _ carried: [StepID: Share]
    ) -> Share {
        let steps = graph.makers(of: lot)
        guard !steps.isEmpty else { return graph.batch(of: lot).flatMap { shares[$0] } ?? .none }
        let produced = steps.compactMap { rows[$0]?[lot]?.produced }.sum()
        let parts = steps.map { step in
            Share(rows[step]?[lot]?.produced ?? .zero, of: produced) * (carried[step] ?? .none)
        }
        return parts.sum
    }

    private func share(carriedBy step: StepID, _ shares: [LotID: Share]) -> Share {
        var perProduct: [ProductID?: [Share]] = [:]
        for lot in graph.step(step).inputs {
            guard let carried = shares[lot], let part = share(of: lot, in: step) else { continue }
            perProduct[product(lot), default: []].append(part * carried)
        }
        return perProduct.values.map(\.sum).max() ?? .none
    }
}

extension [Share] {
    /// Together never more than all: parts that were each rounded up may come to a millionth too much.
    fileprivate var sum: Share { Swift.min(.whole, reduce(.none, +)) }
}
